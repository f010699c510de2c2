import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'rejects-removed': {
    severity: 'error',
    text: '{name} is no longer refused with {before}.',
    help: 'Remove it from your deciders, and where it is handled.',
  },
});

export const rejectsRemoved: CompatRule = {
  code: 'compat/rejects-removed',
  purpose: 'Deciders that return the refusal no longer compile.',
  mirror: 'compat/rejects-added',
  breaks: always('code'),
  describe: (change) => report('rejects-removed', words(change), change.place),
};
