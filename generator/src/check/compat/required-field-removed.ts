import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'required-field-removed': {
    severity: 'error',
    text: '{name} drops {path}, which {old} requires.',
    help: 'Older code needs a value: give one under downcast, as in downcast: … set, or keep the field as deprecated.',
  },
});

export const requiredFieldRemoved: CompatRule = {
  code: 'compat/required-field-removed',
  purpose: 'Readers of the old version cannot do without a field that is required there.',
  mirror: 'compat/required-field-added',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('required-field-removed', words(change), change.place),
};
