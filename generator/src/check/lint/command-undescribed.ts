import { defineMessages } from '../../diagnostics/messages.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'command-undescribed': {
    severity: 'info',
    text: 'The command {command} has no description.',
    help: 'Say what is asked for, and when it is refused: description: …',
  },
});

export const commandUndescribed: Rule = {
  code: 'check/command-undescribed',
  purpose: 'Who sends a command sees its name only; a sentence says what it asks for.',
  isOptional: true,
  check: ({ contexts }) =>
    contexts
      .flatMap((context) => context.aggregates.flatMap((aggregate) => aggregate.commands))
      .filter(({ description }) => description === undefined)
      .map(({ name, place }) => report('command-undescribed', { command: name }, place)),
};
