import { defineMessages } from '../../diagnostics/messages.js';
import { byRefusal, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'discriminator-changed': {
    severity: 'error',
    text: '{path} of {name} is told apart by {after}, and by {before} in {old}.',
    help: 'Leave the discriminator as it was, or write a custom step.',
  },
});

export const discriminatorChanged: CompatRule = {
  code: 'compat/discriminator-changed',
  purpose: 'Neither side finds the tag of the other.',
  mirror: { none: 'In both directions the tag is another one.' },
  breaks: byRefusal({ code: true }),
  describe: (change) => report('discriminator-changed', words(change), change.place),
};
