import { defineMessages } from '../../diagnostics/messages.js';
import type { Rule } from '../rule.js';
import { pastTenseOf } from './verbs.js';

const report = defineMessages('check', {
  'event-not-in-past-tense': {
    severity: 'info',
    text: 'The event {event} is named like something to be done.',
    help: 'Say what happened: {past}',
  },
});

export const eventNotInPastTense: Rule = {
  code: 'check/event-not-in-past-tense',
  purpose: 'An event is a fact that cannot be refused; its name says what happened, and commands say what to do.',
  check: ({ contexts }) =>
    contexts
      .flatMap((context) => context.aggregates)
      .flatMap(({ name: aggregate, events }) =>
        events.flatMap(({ name, place, retired, ignored }) => {
          const past = pastTenseOf(name, aggregate);
          const isOver = retired !== undefined || ignored !== undefined;
          return past === undefined || isOver ? [] : [report('event-not-in-past-tense', { event: name, past }, place)];
        }),
      ),
};
