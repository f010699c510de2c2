import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'enum-value-removed': {
    severity: 'error',
    text: '{path} of {name} may not be {before}, which {old} has.',
    help: 'Say in the step what it becomes: map: …',
  },
});

export const enumValueRemoved: CompatRule = {
  code: 'compat/enum-value-removed',
  purpose: 'Old values may hold it.',
  mirror: 'compat/enum-value-added',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('enum-value-removed', words(change), change.place),
};
