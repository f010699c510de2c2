import type { EventId } from '../../message/identifiers.js';
import { utf8 } from '../../message/utf8.js';
import { categoryOf } from '../../store/check-append.js';
import {
  createInventory,
  type InventoryWork,
  type SnapshotSelection,
  type StreamSelection,
} from '../../store/check-inventory.js';
import type { Inventory, Owned, ParkedCount, SnapshotSummary, StreamSummary } from '../../store/inventory.js';
import { stateOf } from '../../store/read-bounds.js';
import type { StoreGate } from '../../store/store-gate.js';
import { keyOfTenant, tenantSaid } from '../../store/tenant.js';
import { compareCodePoints } from '../../store/view-order.js';
import { endOf, type MemoryStream } from './memory-log.js';
import type { MemoryTables } from './memory-tables.js';
import type { StagedMap } from './staged-map.js';

/** What the tables hold that is committed. */
export function createMemoryInventory(tables: MemoryTables, gate: StoreGate): Inventory {
  const work: InventoryWork = {
    streams: async (selection) => streamsOf(tables, selection),
    event: async (eventId) => placeOf(tables, eventId),
    checkpoints: async () => each(tables, ({ checkpoints }) => checkpoints),
    leases: async () => each(tables, ({ leases }) => leases),
    snapshots: async (selection) => snapshotsOf(tables, selection),
    parked: async () => parkedIn(tables),
    views: async () => tables.views.all(),
  };
  return createInventory(gate, work, tables.tenant);
}

/** Nobody's come first, since nothing is less than nothing. */
function inOrder<T>(items: readonly (readonly [key: readonly string[], item: T])[]): readonly T[] {
  return [...items].sort(([a], [b]) => compareKeys(a, b)).map(([, item]) => item);
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const differences = a.map((part, at) => compareCodePoints(part, b[at] ?? ''));
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** Whose something is, where that has to be said. */
const said = (tables: MemoryTables, owner: string): { readonly tenant?: string } =>
  tables.tenant === '' ? tenantSaid(owner) : {};

/** Rows of one kind, of everybody whose rows this handle sees. */
function each<T extends object>(
  tables: MemoryTables,
  pick: (own: MemoryTables) => StagedMap<string, T>,
): readonly Owned<T>[] {
  const rows = tables
    .inSight()
    .flatMap((own) =>
      [...pick(own).entries()].map(
        ([name, row]) => [[own.tenant, name], { ...row, ...said(tables, own.tenant) }] as const,
      ),
    );
  return inOrder(rows);
}

function streamsOf(
  tables: MemoryTables,
  { category, prefix, after, limit }: StreamSelection,
): readonly Owned<StreamSummary>[] {
  const found = [...tables.log.streams()].filter(
    ({ tenant, streamName, visible, closed }) =>
      (tables.tenant === '' || tenant === tables.tenant) &&
      (visible > 0 || closed) &&
      (category === undefined || categoryOf(streamName) === category) &&
      streamName.startsWith(prefix) &&
      compareKeys([tenant, streamName], after) > 0,
  );
  const keyed = found.map((stream) => [[stream.tenant, stream.streamName], stream] as const);
  return inOrder(keyed)
    .slice(0, limit)
    .map((stream) => ({ ...summaryOf(stream), ...said(tables, stream.tenant) }));
}

function summaryOf(stream: MemoryStream): StreamSummary {
  const end = endOf(stream);
  return {
    streamName: stream.streamName,
    streamVersion: end.streamVersion,
    state: stateOf(end),
    archivedBefore: end.archivedBefore,
    firstRecordedAt: stream.events[0]?.recordedAt,
    lastRecordedAt: stream.events[end.streamVersion - 1]?.recordedAt,
  };
}

function placeOf(tables: MemoryTables, eventId: EventId): Awaited<ReturnType<Inventory['event']>> {
  const found = tables.log.committedEvent(eventId);
  if (found === undefined || (tables.tenant !== '' && found.tenant !== tables.tenant)) return undefined;
  const { streamName, position, tenant } = found;
  return { streamName, position, ...said(tables, tenant) };
}

function snapshotsOf(
  tables: MemoryTables,
  { streamName, after, limit }: SnapshotSelection,
): readonly Owned<SnapshotSummary>[] {
  const rows = tables.inSight().flatMap((own) =>
    [...own.snapshots.entries()].flatMap(([, byHash]) =>
      [...byHash.values()].map(({ data, ...snapshot }) => {
        const key = [own.tenant, snapshot.streamName, snapshot.stateHash];
        return [key, { ...snapshot, bytes: utf8(data).length, ...said(tables, own.tenant) }] as const;
      }),
    ),
  );
  const wanted = rows.filter(
    ([key, row]) => compareKeys(key, after) > 0 && (streamName === undefined || row.streamName === streamName),
  );
  return inOrder(wanted).slice(0, limit);
}

function parkedIn(tables: MemoryTables): readonly Owned<ParkedCount>[] {
  const rows = tables.inSight().flatMap((own) =>
    [...own.parked.entries()].flatMap(([processor, events]) => {
      const streams = new Set([...events.values()].map((event) => keyOfTenant(event.tenant ?? '', event.streamName)));
      const count = { processor, events: events.size, streams: streams.size, ...said(tables, own.tenant) };
      return events.size === 0 ? [] : [[[own.tenant, processor], count] as const];
    }),
  );
  return inOrder(rows);
}
