import { defineMessages } from '../../diagnostics/messages.js';
import { always, type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'metadata-key-removed': {
    severity: 'error',
    text: 'The metadata key {name} was released, and is gone.',
    help: 'Declare it again under metadata in varve.config.yaml; keys are optional on read, and only ever added.',
  },
});

export const metadataKeyRemoved: CompatRule = {
  code: 'compat/metadata-key-removed',
  purpose: 'Stored metadata holds the key, and code reads it.',
  mirror: { none: 'A key that is new is optional on read, and breaks nobody.' },
  breaks: always('code'),
  describe: (change) => report('metadata-key-removed', words(change), change.place),
};
