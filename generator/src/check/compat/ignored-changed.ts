import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'ignored-changed': {
    severity: 'warning',
    text: '{name} was {before} on read, and is {after} now: the same history gives another state.',
    help: 'Raise the revision of snapshots and projections that it concerns, so that they are made again.',
  },
});

export const ignoredChanged: CompatRule = {
  code: 'compat/ignored-changed',
  purpose: 'What was folded from a history is no longer what is folded from it now.',
  mirror: { none: 'In both directions the same history reads differently.' },
  severity: 'warning',
  breaks: always('stored'),
  describe: (change) => report('ignored-changed', words(change), change.place),
};
