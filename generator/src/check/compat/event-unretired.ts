import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'event-unretired': {
    severity: 'info',
    text: '{name} was retired, and is emitted again.',
    help: 'Make sure that whoever reads the stream still handles it.',
  },
});

export const eventUnretired: CompatRule = {
  code: 'compat/event-unretired',
  purpose: 'Readers may have stopped to handle what no longer happened.',
  mirror: 'compat/event-retired',
  severity: 'info',
  breaks: always('readers'),
  describe: (change) => report('event-unretired', words(change), change.place),
};
