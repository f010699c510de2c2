import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'field-renamed': {
    severity: 'error',
    text: '{name} calls {path} what {old} calls {before}.',
    help: 'Rename it in your code; what is stored is read through the step.',
  },
});

export const fieldRenamed: CompatRule = {
  code: 'compat/field-renamed',
  purpose: 'Code knows the field by its old name.',
  mirror: { none: 'Renaming it back is a rename, too.' },
  breaks: byRefusal({ code: true }),
  describe: (change) => report('field-renamed', words(change), change.place),
};
