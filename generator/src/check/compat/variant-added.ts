import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'variant-added': {
    severity: 'error',
    text: '{path} of {name} may be {after}, which {old} does not know.',
    help: 'Say under downcast what older code gets for it.',
  },
});

export const variantAdded: CompatRule = {
  code: 'compat/variant-added',
  purpose: 'Readers of the old version refuse a variant that is none for them.',
  mirror: 'compat/variant-removed',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('variant-added', words(change), change.place),
};
