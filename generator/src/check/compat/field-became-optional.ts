import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'field-became-optional': {
    severity: 'error',
    text: '{path} may be absent in {name}, and {old} requires it.',
    help: 'Older code needs a value: give one under downcast, as in downcast: … fill.',
  },
});

export const fieldBecameOptional: CompatRule = {
  code: 'compat/field-became-optional',
  purpose: 'Readers of the old version cannot do without a field that is required there.',
  mirror: 'compat/field-became-required',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('field-became-optional', words(change), change.place),
};
