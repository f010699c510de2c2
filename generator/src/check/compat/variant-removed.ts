import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'variant-removed': {
    severity: 'error',
    text: '{path} of {name} may not be {before}, which {old} has.',
    help: 'Say in the step what it becomes.',
  },
});

export const variantRemoved: CompatRule = {
  code: 'compat/variant-removed',
  purpose: 'Old values may be of that variant.',
  mirror: 'compat/variant-added',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('variant-removed', words(change), change.place),
};
