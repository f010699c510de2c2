import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'enum-opened': {
    severity: 'error',
    text: '{path} of {name} may be any text, which {old} refuses.',
    help: 'Say under downcast what older code gets for values that it does not know.',
  },
});

export const enumOpened: CompatRule = {
  code: 'compat/enum-opened',
  purpose: 'Readers of the old version refuse values that they do not know.',
  mirror: 'compat/enum-closed',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('enum-opened', words(change), change.place),
};
