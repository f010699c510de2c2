import type { Audience } from '../../diagnostics/diagnostic.js';
import { defineMessages } from '../../diagnostics/messages.js';
import { clauseOf } from './change-words.js';
import type { Change } from './compare/change.js';
import { type CompatRule, words } from './compat-rule.js';

const report = defineMessages('compat', {
  'version-changed': {
    severity: 'error',
    text: '{name} was released, and {change}.',
    help: 'Leave the released version as it was, and write what is new as a version of its own; varve evolve prepares it.',
  },
});

const mostReached = 5;

export const versionChanged: CompatRule = {
  code: 'compat/version-changed',
  purpose: 'What is stored under a schema version can never change, so neither may its shape.',
  mirror: { none: 'Any change of a released shape is this one, in whatever direction.' },
  breaks: whom,
  describe(change) {
    const own = words(change);
    const text = change.detail === undefined ? 'its shape is another one now' : clauseOf(change.detail, { ...own });
    const related = change.reaches
      .slice(0, mostReached)
      .flatMap(({ name, place }) => (place === undefined ? [] : [{ at: place, message: `${name} holds it:` }]));
    return report('version-changed', { name: own.name, change: text }, change.place, { related });
  },
};

/** Stores keep the hash of what they were told to append, and refuse another shape under the same number. */
function whom({ subject, reaches, refusesNew }: Change): readonly Audience[] {
  switch (subject.kind) {
    case 'event':
      return refusesNew ? ['stored', 'readers', 'code'] : ['stored', 'code'];
    case 'command':
      return ['code', 'senders'];
    case 'type':
      return reaches.length === 0 ? ['code'] : ['stored', 'readers', 'code'];
    default:
      return subject.isStored === true ? ['stored', 'readers', 'code'] : ['code'];
  }
}
