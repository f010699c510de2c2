import { defineMessages } from '../../diagnostics/messages.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'command-without-effect': {
    severity: 'info',
    text: 'The command {command} neither emits nor rejects anything.',
    help: 'Say what may come of it: emits: [ … ]',
  },
});

export const commandWithoutEffect: Rule = {
  code: 'check/command-without-effect',
  purpose: 'A decider may return only what its command emits and rejects; with neither, nothing can ever happen.',
  check: ({ contexts }) =>
    contexts
      .flatMap((context) => context.aggregates.flatMap((aggregate) => aggregate.commands))
      .filter((command) => command.emits.length === 0 && command.rejects.length === 0)
      .map(({ name, place }) => report('command-without-effect', { command: name }, place)),
};
