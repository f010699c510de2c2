import { defineMessages } from '../../diagnostics/messages.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'aggregate-without-events': {
    severity: 'info',
    text: 'The commands of {aggregate} can only be refused: it has no events.',
    help: 'Declare what happens when a command is accepted, under events.',
  },
});

export const aggregateWithoutEvents: Rule = {
  code: 'check/aggregate-without-events',
  purpose: 'Only events change an aggregate; without any, every command can only be refused.',
  check: ({ contexts }) =>
    contexts
      .flatMap((context) => context.aggregates)
      // Of commands without any effect another rule speaks.
      .filter(({ commands, events }) => events.length === 0 && commands.some(({ rejects }) => rejects.length > 0))
      .map(({ name, place }) => report('aggregate-without-events', { aggregate: name }, place)),
};
