import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'type-narrowed': {
    severity: 'error',
    text: '{path} is {after} in {name}, which is less than {before} in {old}.',
    help: 'Say in the step what becomes of values that are none any more.',
  },
});

export const typeNarrowed: CompatRule = {
  code: 'compat/type-narrowed',
  purpose: 'Old values may be none of the new type.',
  mirror: 'compat/type-widened',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('type-narrowed', words(change), change.place),
};
