import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'enum-value-added': {
    severity: 'error',
    text: '{path} of {name} may be {after}, which {old} does not know.',
    help: 'Say under downcast what older code gets for it, or make enums open: true before they grow.',
  },
});

export const enumValueAdded: CompatRule = {
  code: 'compat/enum-value-added',
  purpose: 'Readers of the old version refuse a value that is none for them.',
  mirror: 'compat/enum-value-removed',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('enum-value-added', words(change), change.place),
};
