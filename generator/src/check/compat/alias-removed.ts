import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'alias-removed': {
    severity: 'error',
    text: '{name} was read under the name {before}, and no longer is.',
    help: 'Put it back among the aliases: events may be stored under that name.',
  },
});

export const aliasRemoved: CompatRule = {
  code: 'compat/alias-removed',
  purpose: 'Events stored under an old name can be read only as long as the name is known.',
  mirror: { none: 'One more name that is read breaks nobody.' },
  breaks: always('stored'),
  describe: (change) => report('alias-removed', words(change), change.place),
};
