import { RuntimeError } from './runtime-error.js';

/** The tables cannot be taken to the layout of this release by whoever asked. Nothing was changed. */
export class MigrationRefusedError extends RuntimeError {
  override readonly code = 'migration-refused';
  readonly path: string;
  /** A sentence each, with what would help. */
  readonly obstacles: readonly string[];

  constructor(path: string, obstacles: readonly string[], options?: ErrorOptions) {
    super(`The event store at ${path} was not migrated. ${obstacles.join(' ')}`, options);
    this.path = path;
    this.obstacles = obstacles;
  }
}
