import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'enum-closed': {
    severity: 'error',
    text: '{path} of {name} refuses unknown values, which {old} takes.',
    help: 'Say in the step what they become: map with _.',
  },
});

export const enumClosed: CompatRule = {
  code: 'compat/enum-closed',
  purpose: 'Old values may be none of those that are known.',
  mirror: 'compat/enum-opened',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('enum-closed', words(change), change.place),
};
