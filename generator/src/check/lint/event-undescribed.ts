import { defineMessages } from '../../diagnostics/messages.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'event-undescribed': {
    severity: 'info',
    text: 'The event {event} has no description.',
    help: 'Say what happened, for whoever reads the code or the log: description: …',
  },
});

export const eventUndescribed: Rule = {
  code: 'check/event-undescribed',
  purpose: 'Events are read for years, by people who were not there when they got their names.',
  isOptional: true,
  check: ({ contexts }) =>
    contexts
      .flatMap((context) => context.aggregates.flatMap((aggregate) => aggregate.events))
      .filter(({ description }) => description === undefined)
      .map(({ name, place }) => report('event-undescribed', { event: name }, place)),
};
