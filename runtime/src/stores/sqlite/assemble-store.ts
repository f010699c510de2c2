import { createAppendListeners, listenerOf } from '../../store/append-listeners.js';
import type { FullEventStore, Tenancy } from '../../store/event-store.js';
import { createInventory } from '../../store/check-inventory.js';
import { everyCapability } from '../../store/every-capability.js';
import { createViews, type ViewWork } from '../../store/create-views.js';
import { createStoreGate, type StoreGate } from '../../store/store-gate.js';
import { assertTenant } from '../../store/tenant.js';
import { type AppendWatch, createAppendWatch } from './append-watch.js';
import { createCommittedAppends } from './committed-appends.js';
import { createConnection } from './connection.js';
import type { SqliteDatabase } from './driver.js';
import { createEventReads } from './event-reads.js';
import type { Connections, OpenSettings } from './open-connections.js';
import { inventoryWork } from './inventory.js';
import { createShapeGuard } from './shape-table.js';
import {
  createBusyRead,
  createEventReader,
  createTableReader,
  type Read,
  type TableReaderSettings,
} from './store-reads.js';
import { createStoreWrites, type StoreWriteSettings } from './store-writes.js';
import { createStreamHeads } from './stream-heads.js';
import { createTurnTaking } from './timers.js';
import { createStatementCache, type SqliteUnit } from './unit-sql.js';
import { findViewRows, findViews, openView, queryViewRows } from './view-tables.js';
import { createWriter, type WriterEvents } from './writer.js';

/** A store of connections that are open, and its handles of tenants, which share everything but their scope. */
export function assembleStore(
  settings: OpenSettings,
  connections: Connections,
  pollInterval: number,
): FullEventStore<SqliteUnit> {
  const gate = createStoreGate();
  const parts = partsOf(settings, connections, pollInterval);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    gate.close();
    parts.watch.rest();
    await parts.writer.drained();
    if (!parts.shared) parts.reader.close();
    if (!parts.shared) emptyWriteAheadLog(connections.writer);
    parts.connection.close();
  };
  return {
    ...handleOf(parts, '', gate),
    forTenant(tenant) {
      gate.enter();
      assertTenant(tenant);
      const inner = createStoreGate(gate);
      const own = handleOf(parts, tenant, inner);
      const closeAlone = (): Promise<void> => {
        inner.close();
        return parts.writer.drained();
      };
      return { ...own, tenant, capabilities: { ...own.capabilities, tenants: false }, close: closeAlone };
    },
    close: () => (closing ??= close()),
  };
}

function partsOf(settings: OpenSettings, connections: Connections, pollInterval: number) {
  const { path, patience, clock, allowDrafts } = settings;
  const connection = createConnection(connections.writer);
  const shared = connections.reader === connections.writer;
  const reader = shared ? connection : createConnection(connections.reader);
  const listeners = createAppendListeners();
  const appends = createCommittedAppends();
  const shapes = createShapeGuard(connection);
  // On a shared connection an open transaction's events can be seen by everybody, so reads end where it began.
  let visible = Number.MAX_SAFE_INTEGER;
  const heads = createStreamHeads();
  const readsOf = (tenant: string) => createEventReads({ connection: reader, tenant, visible: () => visible, heads });
  const reads = readsOf('');
  const watch = createAppendWatch({ reader, reads, listeners, interval: shared ? undefined : pollInterval });
  const events: WriterEvents = {
    begun() {
      appends.clear();
      if (shared) visible = reads.headPlace();
    },
    ended(committed) {
      visible = Number.MAX_SAFE_INTEGER;
      if (!committed) heads.clear();
      shapes.end(committed);
      if (committed && listeners.size > 0) watch.tell(appends);
    },
  };
  const turns = createTurnTaking();
  const writer = createWriter({ connection, path, patience, events, turns });
  const read = createBusyRead({ path, patience, turns });
  const statements = createStatementCache(connections.writer);
  const writing = { writer, connection, statements, clock, appends, heads, shapes, allowDrafts };
  const { logId } = connections;
  return { ...writing, shared, reader, listeners, watch, read, readsOf, logId };
}

interface Parts extends Omit<StoreWriteSettings, 'gate' | 'tenant'> {
  readonly shared: boolean;
  readonly reader: StoreWriteSettings['connection'];
  readonly listeners: ReturnType<typeof createAppendListeners>;
  readonly watch: AppendWatch;
  readonly read: Read;
  readonly readsOf: (tenant: string) => ReturnType<typeof createEventReads>;
}

function handleOf(
  parts: Parts,
  tenant: string,
  gate: StoreGate,
): Omit<FullEventStore<SqliteUnit>, keyof Tenancy | 'close'> {
  const { shared, writer, read, reader, watch, logId } = parts;
  const tables = { gate, tenant, connection: reader, read: shared ? <T>(work: () => T) => writer.write(work) : read };
  return {
    capabilities: {
      ...everyCapability,
      ...(shared ? { durableOutcomes: false } : {}),
      ...(parts.allowDrafts ? {} : { drafts: false }),
    },
    ...createEventReader({ gate, read, reads: parts.readsOf(tenant), logId }),
    ...createTableReader(tables),
    inventory: createInventory(gate, inventoryWork(tables), tenant),
    ...createViews(gate, viewWork(parts, tables), tenant),
    ...createStoreWrites({ ...parts, gate, tenant }),
    onAppend(listener) {
      gate.enter();
      watch.begin();
      return parts.listeners.add(listenerOf(tenant, listener), watch.rest);
    },
  };
}

function viewWork({ writer, connection, clock }: Parts, tables: TableReaderSettings): ViewWork {
  return {
    findViews: (name) => tables.read(() => findViews(tables.connection, name)),
    findRows: (view, places) => tables.read(() => findViewRows(tables, view, places)),
    queryRows: (view, query) => tables.read(() => queryViewRows(tables, view, query)),
    openView: (view) => writer.write(() => openView(connection, clock, view)),
  };
}

/**
 * Leaves everything in the one file. SQLite does so itself when the last connection ends, which a driver that keeps
 * statements for the garbage collector may put off. Other processes at work, or a damaged file, are no reason not to close.
 */
function emptyWriteAheadLog(writer: SqliteDatabase): void {
  try {
    writer.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // The log stays beside the file, and whoever opens it next reads both.
  }
}
