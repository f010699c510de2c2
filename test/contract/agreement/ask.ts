/** Puts a question to a store. In: the question as data. Out: the answer as data that does not depend on the store. */
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import type { FullEventStore, TenantStore } from '../../../runtime/src/store/event-store.js';
import type { AppendRequest } from '../../../runtime/src/store/append.js';
import type { Lease } from '../../../runtime/src/store/lease.js';
import type { OutcomeRecord } from '../../../runtime/src/store/outcome.js';
import type { LogPosition, NewStoredEvent, StoredEvent } from '../../../runtime/src/store/stored-event.js';
import type { Unit } from '../../../runtime/src/store/unit.js';
import { uncheckedEventId, uncheckedStreamName } from '../../../runtime/src/testing/contract/samples.js';
import {
  type Append,
  type Operation,
  type Outcome,
  type ReadLog,
  streams,
  types,
  type UnitOperation,
} from './operation.js';
import { answerOfView, answerOfViewInUnit, isUnitViewOperation, isViewOperation } from './view-operation.js';

/** A store that is asked one question after the other, and what was seen of it. */
export interface Asked {
  store: FullEventStore;
  /** Opens what was written again. */
  readonly reopen: (store: FullEventStore) => Promise<FullEventStore>;
  /** Places of the log in the order in which they were first seen. */
  readonly seen: LogPosition[];
  /** In the order in which they were acquired. */
  readonly leases: Lease[];
}

const eventId = (number: number) => uncheckedEventId(`00000000-0000-7000-8000-${String(number).padStart(12, '0')}`);
const streamAt = (index: number) => uncheckedStreamName(streams[index] ?? streams[0]);

function eventOf(number: number): NewStoredEvent {
  const type = types[number % types.length] ?? types[0];
  const metadata = '{"correlationId":"c","causationId":"k"}';
  return { eventId: eventId(number), type, schemaVersion: 1, data: `{"n": ${String(number)}}`, metadata };
}

function outcomeOf({ command, hash }: Outcome, tenant = ''): OutcomeRecord {
  const key = { tenant, context: 'shop', commandId: `command-${String(command)}` };
  return { key, commandHash: `hash-${String(hash)}`, kind: 'accepted', result: `{"of":${String(hash)}}` };
}

function requestOf({ stream, expected, events, outcome }: Append, tenant: string | undefined): AppendRequest {
  const request = { streamName: streamAt(stream), expected, events: events.map(eventOf) };
  return outcome === undefined ? request : { ...request, outcome: outcomeOf(outcome, tenant) };
}

/** Times are the store's own. */
const withoutTime = (answered: object): object => ({ ...answered, recordedAt: undefined });

const eventsOf = (events: readonly StoredEvent[]): readonly object[] =>
  events.map((event) => withoutTime({ ...event, logPosition: undefined }));

/** The answer, or the code of a refusal. @throws what is no error of ours */
export async function ask(asked: Asked, operation: Operation): Promise<unknown> {
  try {
    return (await answer(asked, operation)) ?? 'nothing';
  } catch (error) {
    if (error instanceof OnPurpose) return 'thrown on purpose';
    if (isRuntimeError(error)) return { refused: error.code };
    throw error;
  }
}

class OnPurpose extends Error {}

async function answer(asked: Asked, operation: Operation): Promise<unknown> {
  const { store } = asked;
  if (isViewOperation(operation)) return answerOfView(store, operation);
  switch (operation.kind) {
    case 'append':
      return withoutTime(await store.append(requestOf(operation, store.tenant)));
    case 'delete-stream':
      return withoutTime(await store.deleteStream(streamAt(operation.stream), operation.expected));
    case 'archive-stream':
      return store.archiveStream(streamAt(operation.stream), operation.expected, ignoring(operation));
    case 'truncate-stream':
      return store.truncateStream(streamAt(operation.stream), { before: operation.before, ...ignoring(operation) });
    case 'restore-stream':
      return store.restoreStream(streamAt(operation.stream));
    case 'read-stream': {
      const { stream, from, direction, limit, archived } = operation;
      const page = await store.readStream(streamAt(stream), {
        direction,
        limit,
        ...(from === undefined ? {} : { from }),
        ...(archived && { archived }),
      });
      return { ...page, events: eventsOf(page.events) };
    }
    case 'read-log':
      return readLog(asked, operation);
    case 'position-of': {
      const place = await store.positionOf(streamAt(operation.stream), operation.position);
      return place && store.eventIdAt(place);
    }
    case 'read-outbox':
      return store.readOutbox(operation.limit);
    case 'remove-from-outbox':
      return store.removeFromOutbox(operation.messages.map((message) => `message-${String(message)}`));
    case 'transact':
      return store.transact(async (unit) => {
        const answers: unknown[] = [];
        for (const each of operation.operations) answers.push(await inUnit(unit, asked, each));
        if (operation.throws) throw new OnPurpose();
        return answers;
      });
    case 'acquire-lease': {
      const owner = `owner-${String(operation.owner)}`;
      const result = await store.acquireLease({ name: 'mailer', owner, milliseconds: operation.milliseconds });
      if (result.kind === 'acquired') asked.leases.push(result.lease);
      return result;
    }
    case 'renew-lease':
      return store.renewLease(leaseAt(asked, operation.lease), 60_000);
    case 'release-lease':
      return store.releaseLease(leaseAt(asked, operation.lease));
    case 'find-lease':
      return store.findLease('mailer');
    case 'as-tenant': {
      const handle = handleOf(store.forTenant(`tenant-${String(operation.tenant)}`));
      return answer({ ...asked, store: handle }, operation.operation);
    }
    case 'reopen':
      asked.store = await asked.reopen(store);
      return undefined;
    default:
      return inUnit(store as FullEventStore & Unit, asked, operation);
  }
}

/** A handle as what it is asked by: of its own tenant alone. */
function handleOf(handle: TenantStore): FullEventStore {
  const forTenant = (): never => {
    throw new Error('A handle leads to no other tenant.');
  };
  return { ...handle, forTenant };
}

async function inUnit(unit: Unit, { store, leases }: Asked, operation: UnitOperation): Promise<unknown> {
  if (isUnitViewOperation(operation)) return answerOfViewInUnit(unit, operation);
  switch (operation.kind) {
    case 'append':
      return withoutTime(await unit.append(requestOf(operation, store.tenant)));
    case 'record-outcome':
      return unit.recordOutcome(outcomeOf(operation.outcome, store.tenant));
    case 'find-outcome':
      return unit.findOutcome(outcomeOf(operation.outcome, store.tenant).key);
    case 'put-document': {
      const { key, revision, data } = operation;
      return unit.putDocument({ ...documentAt(key), data: `{"n":${String(data)}}` }, revision);
    }
    case 'delete-document':
      return unit.deleteDocument('carts', documentAt(operation.key).key, operation.revision);
    case 'find-document':
      return unit.findDocument('carts', documentAt(operation.key).key);
    case 'enqueue': {
      const messageId = `message-${String(operation.message)}`;
      return unit.enqueue({ messageId, topic: 'shop', orderKey: 'a', payload: '{}' });
    }
    case 'remove-message':
      return unit.removeFromOutbox([`message-${String(operation.message)}`]);
    case 'save-checkpoint': {
      const place = { logId: await store.logId(), logPosition: '1', eventId: eventId(operation.event) };
      return unit.saveCheckpoint({ name: `reader-${String(operation.name)}`, ...place, epoch: operation.epoch });
    }
    case 'delete-checkpoint':
      return unit.deleteCheckpoint(`reader-${String(operation.name)}`);
    case 'find-checkpoint': {
      const found = await unit.findCheckpoint(`reader-${String(operation.name)}`);
      return found && { ...found, logId: found.logId === (await store.logId()) };
    }
    case 'save-snapshot': {
      const { streamVersion } = operation;
      const place = { streamName: streamAt(operation.stream), stateHash: `state-${String(operation.hash)}` };
      return unit.saveSnapshot({ ...place, streamVersion, eventId: eventId(streamVersion), data: '{}' });
    }
    case 'find-snapshot':
      return unit.findSnapshot(streamAt(operation.stream), `state-${String(operation.hash)}`);
    case 'delete-snapshots':
      return unit.deleteSnapshots(streamAt(operation.stream));
    case 'hold-lease':
      return unit.holdLease(leaseAt({ leases }, operation.lease));
    case 'park': {
      const place = {
        streamName: streamAt(operation.event % streams.length),
        position: operation.event,
        logPosition: '1',
      };
      return unit.park({
        processor: 'p',
        eventId: eventId(operation.event),
        ...place,
        reason: String(operation.reason),
      });
    }
    case 'unpark':
      return unit.unpark('p', operation.events.map(eventId));
    default: {
      const { stream, limit } = operation;
      return unit.readParked('p', { limit, ...(stream === undefined ? {} : { streamName: streamAt(stream) }) });
    }
  }
}

/** One that was acquired, or one that never was. */
const leaseAt = ({ leases }: Pick<Asked, 'leases'>, index: number): Lease =>
  leases[index] ?? { name: 'mailer', owner: 'nobody', epoch: 99, expiresAt: '2026-01-01T00:00:00Z' };

const documentAt = (key: number) => ({ collection: 'carts', key: `cart-${String(key)}` });

const ignoring = ({ ignore }: { readonly ignore: boolean }) =>
  ignore ? { ignoreCheckpoints: ['reader-0', 'reader-1'] } : {};

async function readLog(
  { store, seen }: Asked,
  { behind, limit, categories, types: asked, archived }: ReadLog,
): Promise<unknown> {
  const after = behind === undefined ? undefined : seen[behind % Math.max(1, seen.length)];
  const page = await store.readLog({
    limit,
    ...(archived && { archived }),
    ...(after === undefined ? {} : { after: store.parseLogPosition(store.serializeLogPosition(after)) }),
    ...(categories === undefined && asked === undefined
      ? {}
      : { filter: { ...(categories && { categories }), ...(asked && { types: asked }) } }),
  });
  for (const { logPosition } of page.events) {
    if (seen.every((place) => store.compareLogPositions(place, logPosition) !== 0)) seen.push(logPosition);
  }
  const { scannedTo, end } = page;
  return { events: eventsOf(page.events), end, scannedTo: scannedTo && (await store.eventIdAt(scannedTo)) };
}
