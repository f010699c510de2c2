import { defineMessages } from '../../diagnostics/messages.js';
import type { AggregateModel } from '../../model/domain-model.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'events-without-commands': {
    severity: 'info',
    text: '{aggregate} has events, but no command that could emit them.',
    help: 'Add commands, or record the events as they come: style: log',
  },
});

export const eventsWithoutCommands: Rule = {
  code: 'check/events-without-commands',
  purpose: 'Code that decides about no command is not needed; a log of events wants none.',
  check: ({ contexts }) =>
    contexts
      .flatMap((context) => context.aggregates)
      .filter((aggregate) => aggregate.style !== 'log' && aggregate.commands.length === 0 && emitsAny(aggregate))
      .map(({ name, place }) => report('events-without-commands', { aggregate: name }, place)),
};

function emitsAny({ events }: AggregateModel): boolean {
  return events.some(
    ({ retired, ignored, becomes }) => retired === undefined && ignored === undefined && becomes === undefined,
  );
}
