import { defineMessages } from '../../diagnostics/messages.js';
import { type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'version-removed': {
    severity: 'error',
    text: '{name} was released, and is gone.',
    help: 'Write it again as it was: events of it may be stored. Only versions that were never released can be taken back.',
  },
});

export const versionRemoved: CompatRule = {
  code: 'compat/version-removed',
  purpose: 'Whatever was stored under a version can be read only as long as its shape is known.',
  mirror: { none: 'A new version is what versions are for.' },
  breaks: (change) =>
    change.subject.kind === 'command'
      ? ['code', 'senders']
      : change.subject.kind === 'event' || change.subject.isStored === true
        ? ['stored', 'code']
        : ['code'],
  describe: (change) => report('version-removed', words(change), change.place),
};
