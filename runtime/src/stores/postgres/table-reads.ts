import { assertStreamName, checkOutcomeKey } from '../../store/check-append.js';
import { checkDocumentKey } from '../../store/check-unit.js';
import { checkReadParked } from '../../store/check-parked-event.js';
import type { LeaseReader } from '../../store/lease.js';
import type { OutcomeReader } from '../../store/outcome.js';
import type { ParkedReader } from '../../store/parked-event.js';
import { assertCount, assertStorableKey } from '../../store/storable-text.js';
import type { StoreGate } from '../../store/store-gate.js';
import { ordersOf } from '../../store/tenant.js';
import type { CheckpointReader, OutboxReader, SnapshotReader, StateDocumentReader } from '../../store/unit.js';
import { findLease } from './lease-table.js';
import { readParked } from './parked-table.js';
import { type Asking, findCheckpoint, findDocument, findOutcome, findSnapshot, readOutbox } from './state-tables.js';
import type { Scope } from './scope.js';
import type { StatementRunner } from './statement-runner.js';

export interface TableReaderSettings extends Scope {
  readonly gate: StoreGate;
  readonly runner: StatementRunner;
}

/** Reads of everything beside the events. */
export function createTableReader(
  scope: TableReaderSettings,
): OutcomeReader &
  StateDocumentReader &
  Pick<OutboxReader, 'readOutbox'> &
  CheckpointReader &
  SnapshotReader &
  LeaseReader &
  ParkedReader {
  const { gate, runner, tenant } = scope;
  const ask = async <T>({ statement, answer }: Asking<T>): Promise<T> => answer(await runner.read(statement));
  return {
    async findOutcome(key) {
      gate.enter();
      checkOutcomeKey(key, tenant);
      return ask(findOutcome(scope, key));
    },
    async findDocument(collection, key) {
      gate.enter();
      checkDocumentKey(collection, key);
      return ask(findDocument(scope, collection, key));
    },
    async readOutbox(limit, options = {}) {
      gate.enter();
      assertCount('limit', limit, 1);
      return ask(readOutbox(scope, limit, ordersOf(options.besides, tenant)));
    },
    async findCheckpoint(name) {
      gate.enter();
      assertStorableKey('name', name);
      return ask(findCheckpoint(scope, name));
    },
    async findSnapshot(streamName, stateHash) {
      gate.enter();
      assertStreamName(streamName);
      assertStorableKey('stateHash', stateHash);
      return ask(findSnapshot(scope, streamName, stateHash));
    },
    async findLease(name) {
      gate.enter();
      assertStorableKey('name', name);
      return ask(findLease(scope, name));
    },
    async readParked(processor, options = {}) {
      gate.enter();
      checkReadParked(processor, options, tenant);
      return ask(readParked(scope, processor, options));
    },
  };
}
