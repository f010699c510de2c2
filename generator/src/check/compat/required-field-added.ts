import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'required-field-added': {
    severity: 'error',
    text: '{name} requires {path}, which {old} does not have.',
    help: 'Give it a default, so that code need not say it, or make it optional.',
  },
});

export const requiredFieldAdded: CompatRule = {
  code: 'compat/required-field-added',
  purpose: 'Code that makes the message has to give a value that it did not have to give before.',
  mirror: 'compat/required-field-removed',
  breaks: byRefusal({ code: ({ before }) => before !== 'default' }),
  describe: (change) => report('required-field-added', words(change), change.place),
};
