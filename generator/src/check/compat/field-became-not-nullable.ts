import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'field-became-not-nullable': {
    severity: 'error',
    text: '{path} may not be null in {name}, and may be in {old}.',
    help: 'Say in the step what becomes of null.',
  },
});

export const fieldBecameNotNullable: CompatRule = {
  code: 'compat/field-became-not-nullable',
  purpose: 'Old values may hold null.',
  mirror: 'compat/field-became-nullable',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('field-became-not-nullable', words(change), change.place),
};
