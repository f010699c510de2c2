import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'object-opened': {
    severity: 'error',
    text: '{path} of {name} takes further keys, which {old} refuses.',
    help: 'Let readers drop fields that they do not know: unknownFields: drop. Or say how it becomes {old} again.',
  },
});

export const objectOpened: CompatRule = {
  code: 'compat/object-opened',
  purpose: 'Readers that refuse unknown fields refuse values with further keys.',
  mirror: 'compat/object-closed',
  breaks: byRefusal({ code: true }),
  describe: (change) => report('object-opened', words(change), change.place),
};
