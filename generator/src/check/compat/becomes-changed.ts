import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'becomes-changed': {
    severity: 'warning',
    text: '{name} was read as {before}, and is read as {after} now: the same history gives another state.',
    help: 'Raise the revision of snapshots and projections that it concerns, so that they are made again.',
  },
});

export const becomesChanged: CompatRule = {
  code: 'compat/becomes-changed',
  purpose: 'What was folded from a history is no longer what is folded from it now.',
  mirror: { none: 'In both directions the same history reads differently.' },
  severity: 'warning',
  breaks: always('stored', 'code'),
  describe: (change) => report('becomes-changed', words(change), change.place),
};
