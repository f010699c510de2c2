import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'optional-field-removed': {
    severity: 'error',
    text: '{name} no longer has {path}, which {old} may have.',
    help: 'Remove it from your code, or keep the field as deprecated.',
  },
});

export const optionalFieldRemoved: CompatRule = {
  code: 'compat/optional-field-removed',
  purpose: 'Code that uses the field no longer compiles, and its values are given up.',
  mirror: 'compat/optional-field-added',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('optional-field-removed', words(change), change.place),
};
