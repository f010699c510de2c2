import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'field-became-nullable': {
    severity: 'error',
    text: '{path} may be null in {name}, and never is in {old}.',
    help: 'Older code needs a value: give one under downcast.',
  },
});

export const fieldBecameNullable: CompatRule = {
  code: 'compat/field-became-nullable',
  purpose: 'Readers of the old version do not expect null.',
  mirror: 'compat/field-became-not-nullable',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('field-became-nullable', words(change), change.place),
};
