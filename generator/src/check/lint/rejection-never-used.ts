import { defineMessages } from '../../diagnostics/messages.js';
import type { Rule } from '../rule.js';

const report = defineMessages('check', {
  'rejection-never-used': {
    severity: 'info',
    text: 'No command of {aggregate} rejects with {rejection}.',
    help: 'Add it to the rejects of a command, or leave it out.',
  },
});

export const rejectionNeverUsed: Rule = {
  code: 'check/rejection-never-used',
  purpose: 'A rejection that no command names cannot be returned.',
  check: ({ contexts }) =>
    contexts
      .flatMap((context) => context.aggregates)
      .flatMap(({ name: aggregate, commands, rejections }) => {
        const used = new Set(commands.flatMap((command) => command.rejects));
        return rejections
          .filter(({ name }) => !used.has(name))
          .map(({ name, place }) => report('rejection-never-used', { aggregate, rejection: name }, place));
      }),
};
