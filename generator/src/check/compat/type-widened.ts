import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'type-widened': {
    severity: 'error',
    text: '{path} is {after} in {name}, which is more than {before} in {old}.',
    help: 'Say under downcast what older code gets for values that it does not know.',
  },
});

export const typeWidened: CompatRule = {
  code: 'compat/type-widened',
  purpose: 'Readers of the old version refuse values that were none before.',
  mirror: 'compat/type-narrowed',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('type-widened', words(change), change.place),
};
