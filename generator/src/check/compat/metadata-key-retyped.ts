import { defineMessages } from '../../diagnostics/messages.js';
import { type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'metadata-key-retyped': {
    severity: 'error',
    text: 'The metadata key {name} was released as {before}, and is {after} now.',
    help: 'Leave the type as it was, and use another name for what is new.',
  },
});

export const metadataKeyRetyped: CompatRule = {
  code: 'compat/metadata-key-retyped',
  purpose: 'Metadata has no versions: a key has one type for all time.',
  mirror: { none: 'In both directions the type is another one.' },
  breaks: (change) => [
    ...(change.refusesOld ? ['stored' as const] : []),
    ...(change.refusesNew ? ['readers' as const] : []),
    'code',
  ],
  describe: (change) => report('metadata-key-retyped', words(change), change.place),
};
