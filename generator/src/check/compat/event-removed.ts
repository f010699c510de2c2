import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'event-removed': {
    severity: 'error',
    text: 'The event {name} was released, and is gone.',
    help: 'Declare it again. If it no longer happens, say since when: retired: Since … ; if it is to be skipped on read: ignored: …',
  },
});

export const eventRemoved: CompatRule = {
  code: 'compat/event-removed',
  purpose: 'Stored events of a type can be read only as long as the type is declared.',
  mirror: 'compat/event-added',
  breaks: always('stored', 'code'),
  describe: (change) => report('event-removed', words(change), change.place),
};
