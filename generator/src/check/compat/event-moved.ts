import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'event-moved': {
    severity: 'error',
    text: '{name} was released as an event of {before}, and belongs to {after} now.',
    help: 'Move it back, and declare an event of another name where it happens from now on.',
  },
});

export const eventMoved: CompatRule = {
  code: 'compat/event-moved',
  purpose: 'Stored events lie in the streams of the aggregate they were released with.',
  mirror: { none: 'Moving it back is a move, too.' },
  breaks: always('stored', 'readers', 'code'),
  describe: (change) => report('event-moved', words(change), change.place),
};
