import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'event-renamed': {
    severity: 'error',
    text: '{after} was released as {before}: its class and its handlers have another name.',
    help: 'Rename them in your code; varve generate adds the handlers that are missing.',
  },
});

export const eventRenamed: CompatRule = {
  code: 'compat/event-renamed',
  purpose: 'Names of classes and handlers follow the name in the YAML.',
  mirror: { none: 'A name that is changed back is changed, too.' },
  breaks: always('code'),
  describe: (change) => report('event-renamed', words(change), change.place),
};
