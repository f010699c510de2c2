import type { Input } from './standard-input.js';
import type { Streams } from './terminal.js';

/** All that a command knows of the process it runs in. */
export interface Surroundings extends Streams {
  readonly stdin: Input;
  readonly cwd: string;
  /** Milliseconds, from any starting point. */
  readonly now: () => number;
  /** Aborted when the process is asked to end. Whoever calls it ends by itself then. */
  readonly stopped: () => AbortSignal;
  /** Said by commands that run code of the user's: the process ends with the command, whatever that code still holds open. */
  readonly leave: () => void;
}
