import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'step-changed': {
    severity: 'warning',
    text: 'The step to {name} was released, and is another one now: the same history gives other data.',
    help: 'Raise the revision of snapshots and projections that it concerns. varve release takes the new step over.',
  },
});

export const stepChanged: CompatRule = {
  code: 'compat/step-changed',
  purpose: 'What was made of old events before is not what is made of them now.',
  mirror: { none: 'Changing it back is a change, too.' },
  severity: 'warning',
  breaks: always('stored'),
  describe: (change) => report('step-changed', words(change), change.place),
};
