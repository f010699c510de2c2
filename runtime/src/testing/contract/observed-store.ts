import type { AppendListener, FullEventStore, TenantStore } from '../../store/event-store.js';
import type { Inventory } from '../../store/inventory.js';
import type { LogPage, ReadLogOptions } from '../../store/read.js';
import type { Unit } from '../../store/unit.js';
import { ContractViolationError } from './claims.js';
import type { ContractStore } from './contract-case.js';
import { fateOfError, fateOfResult, RecordedAttempts, type Attempt } from './recorded-attempts.js';

/** A page of the log that a case has seen: later reads must agree with it. */
export interface SeenPage {
  readonly options: Pick<ReadLogOptions, 'after' | 'filter' | 'archived'>;
  readonly page: LogPage;
}

/** A store, and everything that was done to it and read from its log. */
export interface Observed {
  readonly store: FullEventStore;
  readonly recorded: RecordedAttempts;
  readonly seenPages: readonly SeenPage[];
  /** What was done through handles of tenants, by tenant. */
  readonly tenants: ReadonlyMap<string, Observed>;
}

export interface ObservedStore extends Observed {
  /** The same store opened once more: what is done through it is told with the rest. */
  beside(raw: ContractStore): FullEventStore;
}

export function observeStore(raw: ContractStore): ObservedStore {
  const own = watching();
  const tenants = new Map<string, Observed>();
  const watchings = new Map<string, Watching>();
  const observe = (opened: ContractStore): FullEventStore => {
    const store = watch(opened, own);
    const forTenant = (tenant: string): TenantStore => {
      const shared = watchings.get(tenant) ?? watching();
      const handle = (): FullEventStore => watch(store.forTenant(tenant), shared);
      // One of its own for the oracle: cases may close theirs.
      if (!watchings.has(tenant)) tenants.set(tenant, { ...shared, store: handle(), tenants: new Map() });
      watchings.set(tenant, shared);
      return { ...handle(), tenant };
    };
    return { ...store, forTenant };
  };
  return { ...own, store: observe(raw), tenants, beside: observe };
}

const watching = (): Watching => ({ recorded: new RecordedAttempts(), seenPages: [] });

interface Watching {
  readonly recorded: RecordedAttempts;
  readonly seenPages: SeenPage[];
}

function watch(raw: ContractStore, { recorded, seenPages }: Watching): FullEventStore {
  const full = completed(raw);
  return {
    ...full,
    append: (request, options) => observed(recorded.begin(request), () => full.append(request, options)),
    async deleteStream(streamName, expected) {
      const result = await full.deleteStream(streamName, expected);
      if (result.kind === 'appended') recorded.closedStreams.add(streamName);
      return result;
    },
    async readLog(options = {}) {
      const page = await full.readLog(options);
      // A copy: cases may try to change what they were given.
      seenPages.push({ options: { ...options }, page: { ...page, events: [...page.events] } });
      return page;
    },
    transact: (work, options) => observedUnit(recorded, (wrap) => full.transact((unit) => work(wrap(unit)), options)),
  };
}

async function observed<T extends Awaited<ReturnType<FullEventStore['append']>>>(
  attempt: Attempt,
  append: () => Promise<T>,
): Promise<T> {
  try {
    const result = await append();
    attempt.fate = fateOfResult(result);
    return result;
  } catch (error) {
    attempt.fate = fateOfError(error);
    throw error;
  }
}

/** Batches of a unit get their fate when it ends. */
async function observedUnit<T>(
  recorded: RecordedAttempts,
  transact: (wrap: (unit: Unit) => Unit) => Promise<T>,
): Promise<T> {
  const inside: { readonly attempt: Attempt; readonly fate: Attempt['fate'] }[] = [];
  const wrap = (unit: Unit): Unit => ({
    ...forwarded(unit),
    async append(request) {
      const attempt = recorded.begin(request);
      const result = await unit.append(request).catch((error: unknown) => {
        attempt.fate = fateOfError(error);
        throw error;
      });
      inside.push({ attempt, fate: fateOfResult(result) });
      return result;
    },
  });
  try {
    const answer = await transact(wrap);
    for (const { attempt, fate } of inside) attempt.fate = fate;
    return answer;
  } catch (error) {
    for (const { attempt } of inside) attempt.fate = fateOfError(error);
    throw error;
  }
}

/** Methods called on the unit itself, whatever it is made of. */
function forwarded(unit: Unit): Omit<Unit, 'append'> {
  return {
    recordOutcome: (record) => unit.recordOutcome(record),
    findOutcome: (key) => unit.findOutcome(key),
    findDocument: (collection, key) => unit.findDocument(collection, key),
    putDocument: (document, expected) => unit.putDocument(document, expected),
    deleteDocument: (collection, key, expected) => unit.deleteDocument(collection, key, expected),
    enqueue: (message) => unit.enqueue(message),
    removeFromOutbox: (messages) => unit.removeFromOutbox(messages),
    findCheckpoint: (name) => unit.findCheckpoint(name),
    saveCheckpoint: (checkpoint) => unit.saveCheckpoint(checkpoint),
    deleteCheckpoint: (name) => unit.deleteCheckpoint(name),
    findSnapshot: (streamName, stateHash) => unit.findSnapshot(streamName, stateHash),
    saveSnapshot: (snapshot) => unit.saveSnapshot(snapshot),
    deleteSnapshots: (streamName) => unit.deleteSnapshots(streamName),
    holdLease: (lease) => unit.holdLease(lease),
    readParked: (processor, options) => unit.readParked(processor, options),
    park: (event) => unit.park(event),
    unpark: (processor, eventIds) => unit.unpark(processor, eventIds),
    holdView: (name, how) => unit.holdView(name, how),
    findRows: (view, places) => unit.findRows(view, places),
    writeRows: (view, changes) => unit.writeRows(view, changes),
    serveView: (view) => unit.serveView(view),
    dropView: (name, hash) => unit.dropView(name, hash),
  };
}

function inventoryOf(answer: () => Promise<never>): Inventory {
  return {
    streams: answer,
    event: answer,
    checkpoints: answer,
    leases: answer,
    snapshots: answer,
    parked: answer,
    views: answer,
  };
}

/** The store with every member there is; those it lacks fail when they are used. Members are called as methods, on the store itself. */
function completed(raw: ContractStore): FullEventStore {
  const lacking = (): never => {
    throw new ContractViolationError('The store says it offers this capability, but lacks its methods.');
  };
  return {
    capabilities: raw.capabilities,
    append: (request, options) => raw.append(request, options),
    readStream: (streamName, options) => raw.readStream(streamName, options),
    readLog: (options) => raw.readLog(options),
    logId: () => raw.logId(),
    head: () => raw.head(),
    eventIdAt: (position) => raw.eventIdAt(position),
    positionOf: (streamName, position) => raw.positionOf(streamName, position),
    compareLogPositions: (a, b) => raw.compareLogPositions(a, b),
    serializeLogPosition: (position) => raw.serializeLogPosition(position),
    parseLogPosition: (text) => raw.parseLogPosition(text),
    findOutcome: async (key) => (raw.findOutcome ? raw.findOutcome(key) : lacking()),
    recordOutcome: async (record) => (raw.recordOutcome ? raw.recordOutcome(record) : lacking()),
    findDocument: async (collection, key) => (raw.findDocument ? raw.findDocument(collection, key) : lacking()),
    readOutbox: async (limit, options) => (raw.readOutbox ? raw.readOutbox(limit, options) : lacking()),
    removeFromOutbox: async (ids) => (raw.removeFromOutbox ? raw.removeFromOutbox(ids) : lacking()),
    findCheckpoint: async (name) => (raw.findCheckpoint ? raw.findCheckpoint(name) : lacking()),
    findSnapshot: async (stream, hash) => (raw.findSnapshot ? raw.findSnapshot(stream, hash) : lacking()),
    findLease: async (name) => (raw.findLease ? raw.findLease(name) : lacking()),
    acquireLease: async (request) => (raw.acquireLease ? raw.acquireLease(request) : lacking()),
    renewLease: async (lease, milliseconds) => (raw.renewLease ? raw.renewLease(lease, milliseconds) : lacking()),
    releaseLease: async (lease) => (raw.releaseLease ? raw.releaseLease(lease) : lacking()),
    readParked: async (processor, options) => (raw.readParked ? raw.readParked(processor, options) : lacking()),
    findViews: async (name) => (raw.findViews ? raw.findViews(name) : lacking()),
    findRows: async (view, keys) => (raw.findRows ? raw.findRows(view, keys) : lacking()),
    queryRows: async (view, query) => (raw.queryRows ? raw.queryRows(view, query) : lacking()),
    openView: async (view) => (raw.openView ? raw.openView(view) : lacking()),
    transact: async (work, options) => (raw.transact ? raw.transact(work, options) : lacking()),
    archiveStream: async (name, expected, options) =>
      raw.archiveStream ? raw.archiveStream(name, expected, options) : lacking(),
    truncateStream: async (name, options) => (raw.truncateStream ? raw.truncateStream(name, options) : lacking()),
    restoreStream: async (name) => (raw.restoreStream ? raw.restoreStream(name) : lacking()),
    deleteStream: async (name, expected) => (raw.deleteStream ? raw.deleteStream(name, expected) : lacking()),
    onAppend: (listener: AppendListener) => (raw.onAppend ? raw.onAppend(listener) : lacking()),
    inventory: raw.inventory ?? inventoryOf(async () => lacking()),
    forTenant: (tenant) => (raw.forTenant ? raw.forTenant(tenant) : lacking()),
    ...(raw.tenant === undefined ? {} : { tenant: raw.tenant }),
    close: () => raw.close(),
  };
}
