import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'identity-changed': {
    severity: 'error',
    text: '{name} was released with the identity {before}, and has {after} now.',
    help: 'Leave the identity as it was: it is the name of every stream. Another identity is another aggregate.',
  },
});

export const identityChanged: CompatRule = {
  code: 'compat/identity-changed',
  purpose: 'The identity is part of the name of every stream that is stored.',
  mirror: { none: 'Changing it back is a change, too.' },
  breaks: always('stored', 'readers', 'code', 'senders'),
  describe: (change) => report('identity-changed', words(change), change.place),
};
