import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'name-reused': {
    severity: 'error',
    text: '{name} takes a name that {before} had when it was released.',
    help: 'Use another name: events under the old one may be stored, and mean something else.',
  },
});

export const nameReused: CompatRule = {
  code: 'compat/name-reused',
  purpose: 'A name means one thing for as long as anything is stored under it.',
  mirror: { none: 'A name that is given up stays reserved; nothing can be said against that.' },
  breaks: always('stored'),
  describe: (change) => report('name-reused', words(change), change.place),
};
