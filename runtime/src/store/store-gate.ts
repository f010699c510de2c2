import { StoreClosedError } from '../errors/store-errors.js';
import type { WriteOptions } from './append.js';
import { refuseAborted } from './read-bounds.js';

/** Door of a store: nobody comes in after `close()`, or with a signal that was aborted already. */
export interface StoreGate {
  /** @throws StoreClosedError, OperationAbortedError */
  enter(options?: WriteOptions): void;
  close(): void;
}

export function createStoreGate(): StoreGate {
  let closed = false;
  return {
    enter(options) {
      if (closed) throw new StoreClosedError();
      refuseAborted(options?.signal);
    },
    close() {
      closed = true;
    },
  };
}
