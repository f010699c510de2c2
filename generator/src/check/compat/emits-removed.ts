import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'emits-removed': {
    severity: 'error',
    text: '{name} no longer emits {before}.',
    help: 'Remove it from your deciders.',
  },
});

export const emitsRemoved: CompatRule = {
  code: 'compat/emits-removed',
  purpose: 'Deciders that return the event no longer compile.',
  mirror: 'compat/emits-added',
  breaks: always('code'),
  describe: (change) => report('emits-removed', words(change), change.place),
};
