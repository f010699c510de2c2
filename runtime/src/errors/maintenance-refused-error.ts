import { RuntimeError } from './runtime-error.js';

/** Tables or roles of a store cannot be changed by whoever asked, or not now. Nothing was changed. */
export class MaintenanceRefusedError extends RuntimeError {
  override readonly code = 'maintenance-refused';
  readonly path: string;
  /** A sentence each, with what would help. */
  readonly obstacles: readonly string[];

  constructor(path: string, obstacles: readonly string[], options?: ErrorOptions) {
    super(`The event store at ${path} was left as it is. ${obstacles.join(' ')}`, options);
    this.path = path;
    this.obstacles = obstacles;
  }
}
