import { assertStreamName, checkOutcomeKey } from '../../store/check-append.js';
import { logPositionOf, numericLogPositions, placeOf } from '../../store/numeric-log-position.js';
import type { OutcomeReader } from '../../store/outcome.js';
import type { LogReader, StreamReader } from '../../store/read.js';
import { logBounds, pageOf, streamBounds } from '../../store/read-bounds.js';
import { assertCount, assertStorableKey } from '../../store/storable-text.js';
import type { StoreGate } from '../../store/store-gate.js';
import { keyOfTenant, ordersOf } from '../../store/tenant.js';
import type {
  CheckpointReader,
  OutboxReader,
  SnapshotReader,
  StateDocumentReader,
  WaitingMessage,
} from '../../store/unit.js';
import { copyOf, endOf } from './memory-log.js';
import type { MemoryTables } from './memory-tables.js';
import { outcomeText } from './memory-tables.js';
import { checkReadParked } from '../../store/check-parked-event.js';
import type { LeaseReader } from '../../store/lease.js';
import type { ParkedReader } from '../../store/parked-event.js';
import { documentOf, documentText, parkedIn } from './memory-unit.js';

/** Reads of streams and log: committed events only, in copies. */
export function createMemoryEventReads(
  { log, tenant }: MemoryTables,
  { enter }: StoreGate,
  logId: string,
): StreamReader & LogReader {
  return {
    ...numericLogPositions,
    async readStream(streamName, options) {
      enter(options);
      assertStreamName(streamName);
      const stream = log.stream(tenant, streamName);
      const end = endOf(stream);
      const bounds = streamBounds(options, end);
      const events = stream?.events.slice(bounds.from, bounds.to).map(copyOf) ?? [];
      return pageOf(bounds, bounds.backwards ? events.reverse() : events, end);
    },
    async readLog(options) {
      enter(options);
      const { after, to, scannedTo, end } = logBounds(options, log.head);
      return { events: log.scan(tenant, after, to, options), scannedTo, end };
    },
    async logId() {
      enter();
      return logId;
    },
    async head() {
      enter();
      return log.head === 0 ? undefined : logPositionOf(log.head);
    },
    async eventIdAt(position) {
      enter();
      return log.eventIdAt(placeOf(position));
    },
    async positionOf(streamName, position) {
      enter();
      assertStreamName(streamName);
      assertCount('position', position, 0);
      const stream = log.stream(tenant, streamName);
      const index = stream !== undefined && position < stream.visible ? stream.places[position] : undefined;
      return index === undefined ? undefined : logPositionOf(index + 1);
    },
  };
}

/** Reads of everything beside the events: what is committed. */
export function createMemoryTableReads(
  tables: MemoryTables,
  { enter }: StoreGate,
): OutcomeReader &
  StateDocumentReader &
  Pick<OutboxReader, 'readOutbox'> &
  CheckpointReader &
  SnapshotReader &
  LeaseReader &
  ParkedReader {
  return {
    async findOutcome(key) {
      enter();
      checkOutcomeKey(key, tables.tenant);
      return tables.outcomes.committed(outcomeText(key));
    },
    async findDocument(collection, key) {
      enter();
      return documentOf(collection, key, tables.documents.committed(documentText(collection, key)));
    },
    async readOutbox(limit, options = {}) {
      enter();
      assertCount('limit', limit, 1);
      const besides = ordersOf(options.besides, tables.tenant);
      return oldestOf(tables, limit, new Set(besides.map(({ tenant, orderKey }) => keyOfTenant(tenant, orderKey))));
    },
    async findCheckpoint(name) {
      enter();
      assertStorableKey('name', name);
      return tables.checkpoints.committed(name);
    },
    async findSnapshot(streamName, stateHash) {
      enter();
      assertStreamName(streamName);
      assertStorableKey('stateHash', stateHash);
      return tables.snapshots.committed(streamName)?.get(stateHash);
    },
    async findLease(name) {
      enter();
      assertStorableKey('name', name);
      return tables.leases.committed(name);
    },
    async readParked(processor, options = {}) {
      enter();
      checkReadParked(processor, options, tables.tenant);
      return parkedIn(tables.parked.committed(processor), options, tables.tenant);
    },
  };
}

function oldestOf(
  { outbox, tenant }: MemoryTables,
  limit: number,
  besides: ReadonlySet<string>,
): readonly WaitingMessage[] {
  const oldest: WaitingMessage[] = [];
  for (const [, message] of outbox.entries()) {
    if (oldest.length === limit) break;
    if (besides.has(keyOfTenant(message.tenant ?? '', message.orderKey))) continue;
    if (tenant === '') oldest.push(message);
    else if (message.tenant === tenant) oldest.push(ownMessage(message));
  }
  return oldest;
}

function ownMessage({ messageId, topic, orderKey, payload }: WaitingMessage): WaitingMessage {
  return { messageId, topic, orderKey, payload };
}
