import { defineMessages } from '../../diagnostics/messages.js';
import type { Rule } from '../rule.js';
import { imperativeOf } from './verbs.js';

const report = defineMessages('check', {
  'command-not-imperative': {
    severity: 'info',
    text: 'The command {command} is named like something that happened.',
    help: 'Say what to do: {imperative}',
  },
});

export const commandNotImperative: Rule = {
  code: 'check/command-not-imperative',
  purpose:
    'A command asks for something and may be refused; a name in the past tense promises what nobody has decided.',
  check: ({ contexts }) =>
    contexts
      .flatMap((context) => context.aggregates)
      .flatMap(({ name: aggregate, commands }) =>
        commands.flatMap(({ name, place }) => {
          const imperative = imperativeOf(name, aggregate);
          return imperative === undefined
            ? []
            : [report('command-not-imperative', { command: name, imperative }, place)];
        }),
      ),
};
