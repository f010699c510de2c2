import { defineMessages } from '../../diagnostics/messages.js';
import { type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'state-removed': {
    severity: 'error',
    text: '{name} had a declared state, and has none now.',
    help: 'Declare it again, or write the type and the codec of the state in TypeScript.',
  },
});

export const stateRemoved: CompatRule = {
  code: 'compat/state-removed',
  purpose: 'Code uses the type of the state, and what was stored of it needs something to be read with.',
  mirror: { none: 'A state that is new breaks nobody.' },
  breaks: ({ subject }) => (subject.isStored === true ? ['stored', 'code'] : ['code']),
  describe: (change) => report('state-removed', words(change), change.place),
};
