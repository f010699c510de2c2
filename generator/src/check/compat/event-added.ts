import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'event-added': {
    severity: 'info',
    text: '{name} is new: code older than this release does not know it.',
    help: 'Deploy what reads the stream before what appends the event, or let older readers skip or park what they do not know.',
  },
});

export const eventAdded: CompatRule = {
  code: 'compat/event-added',
  purpose: 'A reader that meets a type it does not know has to fail, skip or park it.',
  mirror: 'compat/event-removed',
  severity: 'info',
  breaks: always('readers'),
  describe: (change) => report('event-added', words(change), change.place),
};
