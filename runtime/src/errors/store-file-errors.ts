import { RuntimeError } from './runtime-error.js';

/** The store cannot be opened or reached where it was said to lie. */
export class StoreUnavailableError extends RuntimeError {
  override readonly code = 'store-unavailable';
  readonly path: string;

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`The event store at ${path} cannot be used: ${problem}.`, options);
    this.path = path;
  }
}

/** This process may read the store but not write it. Nothing was stored. */
export class StoreReadOnlyError extends RuntimeError {
  override readonly code = 'store-read-only';
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(`The event store at ${path} is read-only for this process; nothing was stored.`, options);
    this.path = path;
  }
}

/** No room is left for the write. Nothing of it was stored; what was stored before is untouched. */
export class StoreFullError extends RuntimeError {
  override readonly code = 'store-full';
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(`The event store at ${path} has no room left; nothing was stored.`, options);
    this.path = path;
  }
}

/** The store's contents are damaged. Restore a backup; do not go on writing. */
export class StoreCorruptedError extends RuntimeError {
  override readonly code = 'store-corrupted';
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(`The event store at ${path} is damaged.`, options);
    this.path = path;
  }
}

/** The file holds something else: no database, or a database that was not made by an event store. It was left untouched. */
export class NotAVarveStoreError extends RuntimeError {
  override readonly code = 'not-a-varve-store';
  readonly path: string;

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(`${path} is not an event store of Varve: ${problem}. It was left untouched.`, options);
    this.path = path;
  }
}

/** The store was written by a newer release, whose tables this one does not know. It was left untouched. */
export class NewerStoreLayoutError extends RuntimeError {
  override readonly code = 'newer-store-layout';
  readonly path: string;
  readonly found: number;
  readonly supported: number;

  constructor(path: string, found: number, supported: number) {
    super(
      `The event store at ${path} has table layout ${found}; this release knows up to ${supported}. ` +
        'Update @varve/runtime. The store was left untouched.',
    );
    this.path = path;
    this.found = found;
    this.supported = supported;
  }
}
