import { defineMessages } from '../../diagnostics/messages.js';
import type { AggregateModel, EventModel } from '../../model/domain-model.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'event-never-emitted': {
    severity: 'info',
    text: 'No command of {aggregate} emits {event}.',
    help: 'Add it to the emits of a command, or say since when nothing emits it: retired: Since …',
  },
});

export const eventNeverEmitted: Rule = {
  code: 'check/event-never-emitted',
  purpose: 'An event that no command emits is dead, or a command forgot to name it.',
  check: ({ contexts }) =>
    contexts
      .flatMap((context) => context.aggregates)
      // A log records what happened elsewhere; without any command another rule speaks.
      .filter((aggregate) => aggregate.style !== 'log' && aggregate.commands.length > 0)
      .flatMap((aggregate) =>
        neverEmitted(aggregate).map(({ name, place }) =>
          report('event-never-emitted', { aggregate: aggregate.name, event: name }, place),
        ),
      ),
};

function neverEmitted({ events, commands }: AggregateModel): readonly EventModel[] {
  const emitted = new Set(commands.flatMap((command) => command.emits));
  return events.filter(
    ({ name, retired, ignored, becomes }) =>
      retired === undefined && ignored === undefined && becomes === undefined && !emitted.has(name),
  );
}
