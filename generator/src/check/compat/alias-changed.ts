import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'alias-changed': {
    severity: 'error',
    text: 'Events of {name} stored as {path} were read with {before}, and are with {after} now.',
    help: 'Leave the versions of an alias as they were: what is stored under it does not change.',
  },
});

export const aliasChanged: CompatRule = {
  code: 'compat/alias-changed',
  purpose: 'Versions of an alias say which shape a stored event has.',
  mirror: { none: 'In both directions stored events are taken for another version.' },
  breaks: always('stored'),
  describe: (change) => report('alias-changed', words(change), change.place),
};
