import type { Inspectable } from '../store/inventory.js';
import type { LeaseReader } from '../store/lease.js';
import type { ParkedReader } from '../store/parked-event.js';
import type { LogReader, StreamReader } from '../store/read.js';
import type { CheckpointReader, OutboxReader, SnapshotReader, StateDocumentReader } from '../store/unit.js';

/** Everything that can be read of a store, or of what a tenant has in it. */
export interface StoreView
  extends
    StreamReader,
    LogReader,
    Inspectable,
    CheckpointReader,
    SnapshotReader,
    StateDocumentReader,
    LeaseReader,
    ParkedReader,
    Pick<OutboxReader, 'readOutbox'> {}

/** A store opened by who only looks: nothing is made, migrated or written. */
export interface StoreInspector extends StoreView {
  /** @throws InvalidStoreArgumentError */
  forTenant(tenant: string): StoreView;
  /** Events that this session cannot read in the log, as nobody has given them a place there. */
  countWaiting(): Promise<number>;
  close(): Promise<void>;
}
