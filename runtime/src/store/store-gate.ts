import { StoreClosedError } from '../errors/store-errors.js';
import type { WriteOptions } from './append.js';
import { refuseAborted } from './read-bounds.js';

/** Door of a store: nobody comes in after `close()`, or with a signal that was aborted already. */
export interface StoreGate {
  /** @throws StoreClosedError, OperationAbortedError */
  enter(options?: WriteOptions): void;
  close(): void;
}

/** @param outer the gate of the store that this one's belongs to */
export function createStoreGate(outer?: StoreGate): StoreGate {
  let closed = false;
  return {
    enter(options) {
      if (closed) throw new StoreClosedError();
      outer?.enter();
      refuseAborted(options?.signal);
    },
    close() {
      closed = true;
    },
  };
}
