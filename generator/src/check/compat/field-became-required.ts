import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'field-became-required': {
    severity: 'error',
    text: '{name} requires {path}, which may be absent in {old}.',
    help: 'Give it a default, so that code need not say it.',
  },
});

export const fieldBecameRequired: CompatRule = {
  code: 'compat/field-became-required',
  purpose: 'Old values may lack the field, and code that makes the message may leave it out.',
  mirror: 'compat/field-became-optional',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('field-became-required', words(change), change.place),
};
