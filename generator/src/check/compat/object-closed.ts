import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'object-closed': {
    severity: 'error',
    text: '{path} of {name} takes no further keys, which {old} does.',
    help: 'Say in the step what becomes of them: adopt makes fields of some.',
  },
});

export const objectClosed: CompatRule = {
  code: 'compat/object-closed',
  purpose: 'Old values may hold keys that are refused now.',
  mirror: 'compat/object-opened',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('object-closed', words(change), change.place),
};
