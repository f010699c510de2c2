import { assertStreamName, checkOutcomeKey } from '../../store/check-append.js';
import { checkDocumentKey } from '../../store/check-unit.js';
import { checkReadParked } from '../../store/check-parked-event.js';
import type { LeaseReader } from '../../store/lease.js';
import type { OutcomeReader } from '../../store/outcome.js';
import type { ParkedReader } from '../../store/parked-event.js';
import { assertCount, assertStorableKey } from '../../store/storable-text.js';
import type { StoreGate } from '../../store/store-gate.js';
import type { CheckpointReader, OutboxReader, SnapshotReader, StateDocumentReader } from '../../store/unit.js';
import { findLease } from './lease-table.js';
import { readParked } from './parked-table.js';
import { type Asking, findCheckpoint, findDocument, findOutcome, findSnapshot, readOutbox } from './state-tables.js';
import type { StatementRunner } from './statement-runner.js';

export interface TableReaderSettings {
  readonly gate: StoreGate;
  readonly runner: StatementRunner;
  /** Quoted, for SQL. */
  readonly schema: string;
}

/** Reads of everything beside the events. */
export function createTableReader({
  gate,
  runner,
  schema,
}: TableReaderSettings): OutcomeReader &
  StateDocumentReader &
  Pick<OutboxReader, 'readOutbox'> &
  CheckpointReader &
  SnapshotReader &
  LeaseReader &
  ParkedReader {
  const ask = async <T>({ statement, answer }: Asking<T>): Promise<T> => answer(await runner.read(statement));
  return {
    async findOutcome(key) {
      gate.enter();
      checkOutcomeKey(key);
      return ask(findOutcome(schema, key));
    },
    async findDocument(collection, key) {
      gate.enter();
      checkDocumentKey(collection, key);
      return ask(findDocument(schema, collection, key));
    },
    async readOutbox(limit) {
      gate.enter();
      assertCount('limit', limit, 1);
      return ask(readOutbox(schema, limit));
    },
    async findCheckpoint(name) {
      gate.enter();
      assertStorableKey('name', name);
      return ask(findCheckpoint(schema, name));
    },
    async findSnapshot(streamName, stateHash) {
      gate.enter();
      assertStreamName(streamName);
      assertStorableKey('stateHash', stateHash);
      return ask(findSnapshot(schema, streamName, stateHash));
    },
    async findLease(name) {
      gate.enter();
      assertStorableKey('name', name);
      return ask(findLease(schema, name));
    },
    async readParked(processor, options = {}) {
      gate.enter();
      checkReadParked(processor, options);
      return ask(readParked(schema, processor, options));
    },
  };
}
