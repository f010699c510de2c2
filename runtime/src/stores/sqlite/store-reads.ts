import { logPositionOf, numericLogPositions, placeOf } from '../../store/numeric-log-position.js';
import { assertStreamName, checkOutcomeKey } from '../../store/check-append.js';
import { checkDocumentKey } from '../../store/check-unit.js';
import { checkReadParked } from '../../store/check-parked-event.js';
import type { LeaseReader } from '../../store/lease.js';
import type { ParkedReader } from '../../store/parked-event.js';
import type { OutcomeReader } from '../../store/outcome.js';
import type { LogReader, StreamReader } from '../../store/read.js';
import { assertCount, assertStorableKey } from '../../store/storable-text.js';
import type { StoreGate } from '../../store/store-gate.js';
import { ordersOf } from '../../store/tenant.js';
import type { CheckpointReader, OutboxReader, SnapshotReader, StateDocumentReader } from '../../store/unit.js';
import { retryBusy } from './busy-retry.js';
import type { Scope } from './scope.js';
import type { EventReads } from './event-reads.js';
import { findLease } from './lease-table.js';
import { readParked } from './parked-table.js';
import { findOutcome } from './outcome-table.js';
import { isBusy, storeErrorOf } from './sqlite-errors.js';
import type { TurnTaking } from './timers.js';
import { findCheckpoint, findDocument, findSnapshot, readOutbox } from './state-tables.js';

/** Runs a synchronous read, again if the file was locked, and gives errors this package's names. */
export type Read = <T>(work: () => T) => Promise<T>;

export interface BusyReadSettings {
  readonly path: string;
  readonly patience: number;
  readonly turns: TurnTaking;
}

/** Readers are locked out only while a crashed process's log is recovered, or the last process closes the file. */
export function createBusyRead({ path, patience, turns }: BusyReadSettings): Read {
  return async (work) => {
    const late = turns.yielded();
    if (late !== undefined) await late;
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw storeErrorOf(error, path);
    }
    try {
      return await retryBusy(work, patience);
    } catch (error) {
      throw storeErrorOf(error, path);
    }
  };
}

export interface EventReaderSettings {
  readonly gate: StoreGate;
  readonly read: Read;
  readonly reads: EventReads;
  readonly logId: string;
}

export function createEventReader({ gate, read, reads, logId }: EventReaderSettings): StreamReader & LogReader {
  return {
    ...numericLogPositions,
    async readStream(streamName, options) {
      gate.enter(options);
      assertStreamName(streamName);
      return read(() => reads.readStream(streamName, options));
    },
    async readLog(options) {
      gate.enter(options);
      return read(() => reads.readLog(options));
    },
    async logId() {
      gate.enter();
      return logId;
    },
    async head() {
      gate.enter();
      const place = await read(reads.headPlace);
      return place === 0 ? undefined : logPositionOf(place);
    },
    async eventIdAt(position) {
      gate.enter();
      const place = placeOf(position);
      return read(() => reads.eventIdAt(place));
    },
    async positionOf(streamName, position) {
      gate.enter();
      assertStreamName(streamName);
      assertCount('position', position, 0);
      const place = await read(() => reads.placeOfEvent(streamName, position));
      return place === undefined ? undefined : logPositionOf(place);
    },
  };
}

export interface TableReaderSettings extends Scope {
  readonly gate: StoreGate;
  readonly read: Read;
}

export function createTableReader(
  settings: TableReaderSettings,
): OutcomeReader &
  StateDocumentReader &
  Pick<OutboxReader, 'readOutbox'> &
  CheckpointReader &
  SnapshotReader &
  LeaseReader &
  ParkedReader {
  const { gate, read, connection, tenant } = settings;
  return {
    async findOutcome(key) {
      gate.enter();
      checkOutcomeKey(key, tenant);
      return read(() => findOutcome(connection, key));
    },
    async findDocument(collection, key) {
      gate.enter();
      checkDocumentKey(collection, key);
      return read(() => findDocument(settings, collection, key));
    },
    async readOutbox(limit, options = {}) {
      gate.enter();
      assertCount('limit', limit, 1);
      const besides = ordersOf(options.besides, tenant);
      return read(() => readOutbox(settings, limit, besides));
    },
    async findCheckpoint(name) {
      gate.enter();
      assertStorableKey('name', name);
      return read(() => findCheckpoint(settings, name));
    },
    async findSnapshot(streamName, stateHash) {
      gate.enter();
      assertStreamName(streamName);
      assertStorableKey('stateHash', stateHash);
      return read(() => findSnapshot(settings, streamName, stateHash));
    },
    async findLease(name) {
      gate.enter();
      assertStorableKey('name', name);
      return read(() => findLease(settings, name));
    },
    async readParked(processor, options = {}) {
      gate.enter();
      checkReadParked(processor, options, tenant);
      return read(() => readParked(settings, processor, options));
    },
  };
}
