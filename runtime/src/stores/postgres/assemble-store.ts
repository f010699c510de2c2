import { createAppendListeners, listenerOf } from '../../store/append-listeners.js';
import type { FullEventStore, Tenancy, StoreCapabilities } from '../../store/event-store.js';
import { createInventory } from '../../store/check-inventory.js';
import { everyCapability } from '../../store/every-capability.js';
import { refuseDrafts, ShapeGuard } from '../../store/shape-guard.js';
import { createViews } from '../../store/create-views.js';
import { createStoreGate, type StoreGate } from '../../store/store-gate.js';
import { assertTenant } from '../../store/tenant.js';
import { Connections } from './connections.js';
import type { PostgresDriver } from './driver.js';
import { inventoryWork } from './inventory.js';
import { InFlight } from './in-flight.js';
import { readLogFacts } from './log-facts.js';
import { createLogOrder } from './log-order.js';
import { type LogSettings, type MigrationWishes, prepareSchema } from './migrate.js';
import { createSignals, type PostgresSignalOptions } from './signals/create-signals.js';
import { SharedAppends } from './shared-appends.js';
import { StatementRunner } from './statement-runner.js';
import { createEventReader } from './store-reads.js';
import { createStoreWrites, plainWriting } from './store-writes.js';
import { createTableReader } from './table-reads.js';
import type { PostgresUnit } from './unit-sql.js';
import { createViewWork } from './view-work.js';

export interface StoreSettings extends Omit<LogSettings, 'wishes'>, MigrationWishes {
  readonly statementTimeout: number;
  readonly outcomeTimeout: number;
  readonly allowDrafts: boolean;
  readonly signals: Required<PostgresSignalOptions> | undefined;
}

/** A store over a driver, and its handles of tenants, which share everything but their scope. */
export async function assembleStore(
  settings: StoreSettings,
  driver: PostgresDriver,
): Promise<FullEventStore<PostgresUnit>> {
  const parts = await partsOf(settings, driver);
  const { inFlight, signals } = parts;
  const gate = createStoreGate();
  let closing: Promise<void> | undefined;
  return {
    ...handleOf(parts, '', gate),
    forTenant(tenant) {
      gate.enter();
      assertTenant(tenant);
      const inner = createStoreGate(gate);
      const close = (): Promise<void> => {
        inner.close();
        return inFlight.ended();
      };
      return {
        ...handleOf(parts, tenant, inner),
        tenant,
        capabilities: { ...capabilitiesOf(parts), tenants: false },
        close,
      };
    },
    close() {
      gate.close();
      signals?.close();
      return (closing ??= inFlight.ended().then(() => driver.close()));
    },
  };
}

function capabilitiesOf({ connections, allowDrafts }: Pick<Parts, 'connections' | 'allowDrafts'>): StoreCapabilities {
  return {
    ...everyCapability,
    ...(connections.concurrent ? {} : { sideReads: false }),
    ...(allowDrafts ? {} : { drafts: false }),
  };
}

type Parts = Awaited<ReturnType<typeof partsOf>>;

async function partsOf(settings: StoreSettings, driver: PostgresDriver) {
  const { schema, patience, allowDrafts, partitions } = settings;
  const connections = new Connections({ driver, patience, statementTimeout: settings.statementTimeout });
  const { logId } = await prepareSchema({ ...settings, connections, wishes: settings });
  const runner = new StatementRunner({ ...settings, connections });
  const facts = await readLogFacts(runner, schema, partitions);
  const listeners = createAppendListeners();
  const inFlight = new InFlight();
  const signals =
    settings.signals &&
    createSignals({
      ...settings.signals,
      logId,
      notify: (...parameters) =>
        inFlight.run(() => runner.read({ text: 'SELECT pg_notify($1, $2)::text', parameters })),
      hear: () => listeners.tell(undefined),
    });
  // What stands in the database is asked there, with the append.
  const shapes = new ShapeGuard(() => undefined);
  const judgeShapes: Parameters<typeof createStoreWrites>[0]['judgeShapes'] = ({ events }) => {
    if (!allowDrafts) refuseDrafts(events);
    return shapes.judge(events) ?? [];
  };
  const admission = createAdmission({ ...settings, runner, admitted: facts.tenants });
  const order = createLogOrder(runner, schema, patience);
  const sharedAppends = new SharedAppends({ ...settings, connections });
  const shared = { ...settings, connections, sharedAppends, runner, shapes, inFlight, judgeShapes };
  return { ...shared, logId, order, listeners, signals, admission, fenced: facts.fenced };
}

function handleOf(
  parts: Parts,
  tenant: string,
  gate: StoreGate,
): Omit<FullEventStore<PostgresUnit>, keyof Tenancy | 'close'> {
  const { inFlight, listeners, signals, admission } = parts;
  const announced = tenant !== '' && parts.fenced ? tenant : undefined;
  const runner = announced === undefined ? parts.runner : new StatementRunner({ ...parts, announced });
  const scope = { ...parts, gate, runner, tenant };
  const run = <T>(work: () => Promise<T>): Promise<T> =>
    inFlight.run(tenant === '' ? work : () => admission.before(work));
  return {
    capabilities: capabilitiesOf(parts),
    ...createEventReader(scope),
    ...createTableReader(scope),
    inventory: createInventory(gate, inventoryWork(scope), tenant),
    ...createViews(gate, createViewWork({ ...scope, run }), tenant),
    ...createStoreWrites({
      ...scope,
      listeners: {
        tell(streamName, owner) {
          listeners.tell(streamName, owner);
          signals?.appended();
        },
      },
      run,
    }),
    onAppend(listener) {
      gate.enter();
      signals?.begin();
      return listeners.add(listenerOf(tenant, listener), signals?.rest);
    },
  };
}

interface AdmissionSettings {
  readonly schema: string;
  readonly place: string;
  readonly patience: number;
  readonly runner: StatementRunner;
  readonly admitted: boolean;
}

/** Sees to it that there is room for tenants before the first of them writes, in tables of a release that knew of none. */
function createAdmission({ schema, place, patience, runner, admitted: begun }: AdmissionSettings) {
  let admitted = begun;
  return {
    async before<T>(work: () => Promise<T>): Promise<T> {
      if (!admitted) {
        const statement = { text: `SELECT ${schema}.admit_tenants_v1($1)::text`, parameters: [String(patience)] };
        await runner.write(plainWriting({ place, patience }, statement, () => true));
        admitted = true;
      }
      return work();
    },
  };
}
