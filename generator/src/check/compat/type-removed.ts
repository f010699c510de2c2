import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'type-removed': {
    severity: 'error',
    text: 'The type {name} was released, and is gone.',
    help: 'Declare it again if code uses it; otherwise nothing stored is lost.',
  },
});

export const typeRemoved: CompatRule = {
  code: 'compat/type-removed',
  purpose: 'Code may import the type, and nothing else tells it what to use now.',
  mirror: { none: 'A type that is new breaks nobody.' },
  breaks: always('code'),
  describe: (change) => report('type-removed', words(change), change.place),
};
