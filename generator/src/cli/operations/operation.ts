import type { CommandContext } from '../run-command.js';
import type { Surroundings } from '../surroundings.js';

/** Where an operation runs. */
export interface Operation {
  readonly context: Pick<CommandContext, 'place' | 'terminal'>;
  readonly surroundings: Surroundings;
}
