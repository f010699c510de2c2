import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'cardinality-changed': {
    severity: 'error',
    text: '{path} is {after} in {name}, and {before} in {old}.',
    help: 'Say in the step how one becomes the other: to-list and first are conversions.',
  },
});

export const cardinalityChanged: CompatRule = {
  code: 'compat/cardinality-changed',
  purpose: 'One value and many values are read by different code.',
  mirror: { none: 'In both directions the number of values is another one.' },
  breaks: byRefusal({ code: true }),
  describe: (change) => report('cardinality-changed', words(change), change.place),
};
