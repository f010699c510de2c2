import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'default-removed': {
    severity: 'error',
    text: '{path} of {name} has no default any more: whoever makes it must say it.',
    help: 'Say it in your code, or give the default back.',
  },
});

export const defaultRemoved: CompatRule = {
  code: 'compat/default-removed',
  purpose: 'Code that made the message without the field no longer compiles.',
  mirror: { none: 'A default that is new takes work off code, and breaks nobody.' },
  breaks: always('code'),
  describe: (change) => report('default-removed', words(change), change.place),
};
