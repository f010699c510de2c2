import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'type-changed': {
    severity: 'error',
    text: '{path} is {after} in {name}, and {before} in {old}.',
    help: 'Say in the step how one becomes the other, and under downcast how it becomes the old one again.',
  },
});

export const typeChanged: CompatRule = {
  code: 'compat/type-changed',
  purpose: 'Neither side takes the values of the other.',
  mirror: { none: 'In both directions the type is another one.' },
  breaks: byRefusal({ code: true }),
  describe: (change) => report('type-changed', words(change), change.place),
};
