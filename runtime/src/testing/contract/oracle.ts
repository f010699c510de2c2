import type { StreamName } from '../../message/identifiers.js';
import type { FullEventStore } from '../../store/event-store.js';
import type { LogPage } from '../../store/read.js';
import type { EventText, LoggedStoredEvent, LogPosition, StoredEvent } from '../../store/stored-event.js';
import { claim, claimSame } from './claims.js';
import type { Observed, SeenPage } from './observed-store.js';
import type { Attempt, RecordedAttempts } from './recorded-attempts.js';

const logPage = 7;
const streamPage = 64;

/**
 * The invariants that hold whatever a case did: what was acknowledged can be read, from its stream and from the log;
 * what was refused cannot; batches are whole; positions are dense; the log has one order, which never changes behind
 * what a reader has seen, and can be resumed from any place.
 */
export async function checkInvariants(observed: Observed): Promise<void> {
  const { store, recorded, seenPages, tenants } = observed;
  const pending = recorded.attempts.filter(({ fate }) => fate.kind === 'pending');
  claimSame(pending.length, 0, 'Every append has been answered by the end of the case.');
  const log = await readWholeLog(store);
  checkOrder(store, log);
  await checkResuming(store, log);
  for (const seen of seenPages) checkStability(observed, seen, log);
  const written = recorded.attempts.filter(({ fate }) => fate.kind !== 'refused');
  const streams = new Set(written.map(({ streamName }) => streamName));
  for (const streamName of streams) await checkStream(store, streamName, recorded, log);
  checkNothingElse(observed, log);
  for (const [tenant, handle] of tenants) {
    await checkInvariants(handle);
    const own = log.filter((event) => event.tenant === tenant);
    claimSame(placesOf(handle.store, await readWholeLog(handle.store)), placesOf(store, own), `The log of ${tenant}.`);
  }
}

async function readWholeLog(store: FullEventStore, from?: LogPosition): Promise<readonly LoggedStoredEvent[]> {
  const events: LoggedStoredEvent[] = [];
  let after = from;
  for (;;) {
    // Page sizes change, so that page borders fall at changing places.
    const limit = logPage + (events.length % 400);
    const page: LogPage = await store.readLog({ limit, ...(after === undefined ? {} : { after }) });
    events.push(...page.events);
    if (page.end) return events;
    claim(page.scannedTo !== undefined && page.scannedTo !== after, 'A page that is not the last one moves on (I7).');
    after = page.scannedTo;
  }
}

function checkOrder(store: FullEventStore, log: readonly LoggedStoredEvent[]): void {
  for (const [index, event] of log.entries()) {
    const previous = log[index - 1];
    if (previous === undefined) continue;
    const order = store.compareLogPositions(previous.logPosition, event.logPosition);
    claim(order < 0, `Log positions strictly increase (I4), at item ${index} of the log.`);
  }
}

/** From any place, kept as text and read again, the log goes on with exactly what follows. */
async function checkResuming(store: FullEventStore, log: readonly LoggedStoredEvent[]): Promise<void> {
  for (const index of new Set([0, log.length >> 1, log.length - 1])) {
    const from = log[index];
    if (from === undefined) continue;
    const after = store.parseLogPosition(store.serializeLogPosition(from.logPosition));
    const events = await readWholeLog(store, after);
    claimSame(
      idsOf(events),
      idsOf(log.slice(index + 1)),
      'Reading on from a kept position gives exactly the suffix (I7).',
    );
  }
}

/** What a reader has passed never changes or gains members; hiding a whole stream is the one exception. */
function checkStability(
  { store, recorded, tenants }: Observed,
  { options, page }: SeenPage,
  log: readonly LoggedStoredEvent[],
): void {
  const { scannedTo } = page;
  if (scannedTo === undefined || options.filter !== undefined || options.archived === 'exclude') return;
  const { after } = options;
  const visible = ({ tenant, streamName }: LoggedStoredEvent): boolean => {
    const owner = tenant === undefined ? recorded : tenants.get(tenant)?.recorded;
    return owner?.closedStreams.has(streamName) !== true;
  };
  const now = log.filter(
    ({ logPosition }) =>
      (after === undefined || store.compareLogPositions(after, logPosition) < 0) &&
      store.compareLogPositions(logPosition, scannedTo) <= 0,
  );
  claimSame(
    idsOf(now.filter(visible)),
    idsOf(page.events.filter(visible)),
    'A part of the log that was read never changes or gains members later (I4).',
  );
}

async function checkStream(
  store: FullEventStore,
  streamName: StreamName,
  recorded: RecordedAttempts,
  log: readonly LoggedStoredEvent[],
): Promise<void> {
  const events = await readWholeStream(store, streamName);
  claimSame(
    events.map(({ position }) => position),
    events.map((_, index) => index),
    `Positions of ${streamName} are dense from 0 (I3).`,
  );
  const own = recorded.attempts.filter((attempt) => attempt.streamName === streamName);
  for (const attempt of own) checkAttempt(attempt, events);
  const logged = log.filter((event) => event.streamName === streamName && event.tenant === undefined);
  const expected = recorded.closedStreams.has(streamName) ? [] : events;
  claimSame(logged.map(withoutPlace), expected, `The log shows ${streamName} as its stream does, in order (I3).`);
}

async function readWholeStream(store: FullEventStore, streamName: StreamName): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let from = 0; ;) {
    const page = await store.readStream(streamName, { from, limit: streamPage });
    events.push(...page.events);
    claim(page.end || page.scannedTo > from, `A page of ${streamName} that is not the last one moves on.`);
    from = page.scannedTo;
    if (!page.end) continue;
    claimSame(page.streamVersion, events.length, `The version of ${streamName} is the number of its events.`);
    return events;
  }
}

function checkAttempt({ events, fate, streamName }: Attempt, stored: readonly StoredEvent[]): void {
  const ids = new Set(stored.map(({ eventId }) => eventId));
  if (fate.kind === 'acknowledged') {
    const there = stored.slice(fate.firstPosition, fate.firstPosition + events.length);
    claimSame(
      there.map(asGiven),
      events.map(asGiven),
      `An acknowledged batch can be read from ${streamName}, unchanged (I1, I8).`,
    );
  }
  if (fate.kind === 'replayed') {
    claim(
      events.every(({ eventId }) => ids.has(eventId)),
      `A batch answered as a replay is in ${streamName} (I1).`,
    );
  }
  if (fate.kind === 'unknown') {
    const count = events.filter(({ eventId }) => ids.has(eventId)).length;
    claim(
      count === 0 || count === events.length,
      `A batch whose outcome is unknown is whole or absent in ${streamName} (I5).`,
    );
  }
}

/** Ids in the log that nobody acknowledged, or that lie there twice. */
function checkNothingElse({ recorded, tenants }: Observed, log: readonly LoggedStoredEvent[]): void {
  const everybody = [recorded, ...[...tenants.values()].map((handle) => handle.recorded)];
  const possible = new Set(everybody.flatMap((each) => [...each.ids('acknowledged', 'replayed', 'unknown')]));
  const seen = new Set<string>();
  for (const { eventId, streamName } of log) {
    claim(possible.has(eventId), `Event ${eventId} of ${streamName} can be read, but its append was refused (I2).`);
    claim(!seen.has(eventId), `Event ${eventId} of ${streamName} is stored twice.`);
    seen.add(eventId);
  }
}

function asGiven({ eventId, type, schemaVersion, data, metadata }: EventText): EventText {
  return { eventId, type, schemaVersion, data, metadata };
}

function withoutPlace(event: LoggedStoredEvent): StoredEvent {
  const { streamName, position, recordedAt } = event;
  return { ...asGiven(event), streamName, position, recordedAt };
}

function placesOf(store: FullEventStore, events: readonly LoggedStoredEvent[]): readonly object[] {
  return events.map(({ eventId, logPosition }) => ({ eventId, place: store.serializeLogPosition(logPosition) }));
}

function idsOf(events: readonly StoredEvent[]): readonly string[] {
  return events.map(({ eventId }) => eventId);
}
