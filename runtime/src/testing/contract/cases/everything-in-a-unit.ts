import type { EventId, StreamName } from '../../../message/identifiers.js';
import type { FullEventStore, Tenancy } from '../../../store/event-store.js';
import type { OutcomeRecord } from '../../../store/outcome.js';
import type { Checkpoint, OutboxMessage, Snapshot, StateDocument, Unit } from '../../../store/unit.js';
import type { Samples } from '../samples.js';

/** One of each thing a unit can write. */
export interface Everything {
  readonly streamName: StreamName;
  readonly eventId: EventId;
  readonly outcome: OutcomeRecord;
  readonly document: StateDocument;
  readonly message: OutboxMessage;
  readonly checkpoint: Checkpoint;
  readonly snapshot: Snapshot;
}

export function oneOfEach(samples: Samples): Everything {
  const streamName = samples.stream();
  const eventId = samples.eventId();
  return {
    streamName,
    eventId,
    outcome: samples.outcome(),
    document: { collection: 'orders', key: '1', revision: 1, data: '{"state":"open"}' },
    message: { messageId: 'm-1', topic: 'mail', orderKey: 'k', payload: '{"to":"x"}' },
    checkpoint: { name: 'reader', logId: 'log', logPosition: '1', eventId, epoch: 1 },
    snapshot: { streamName, stateHash: 'hash', streamVersion: 1, eventId, data: '{"n":1}' },
  };
}

/** Writes all of it through the unit. */
export async function writeEverything(unit: Unit, samples: Samples, all: Everything): Promise<void> {
  const { streamName, eventId, document } = all;
  await unit.append({ streamName, expected: 'no-stream', events: [samples.event({ eventId })] });
  await unit.recordOutcome(all.outcome);
  await unit.putDocument(document, 0);
  await unit.enqueue(all.message);
  await unit.saveCheckpoint(all.checkpoint);
  await unit.saveSnapshot(all.snapshot);
}

/** What the store, seen from outside, has of it. */
export async function foundOf(
  store: Omit<FullEventStore, keyof Tenancy>,
  all: Everything,
): Promise<Readonly<Record<string, unknown>>> {
  const { document, checkpoint, snapshot } = all;
  return {
    events: (await store.readStream(all.streamName)).events.map(({ eventId }) => eventId),
    logged: (await store.readLog()).events.filter(({ streamName }) => streamName === all.streamName).length,
    outcome: await store.findOutcome(all.outcome.key),
    document: await store.findDocument(document.collection, document.key),
    outbox: await store.readOutbox(10),
    checkpoint: await store.findCheckpoint(checkpoint.name),
    snapshot: await store.findSnapshot(snapshot.streamName, snapshot.stateHash),
  };
}

export function presentIn({ eventId, outcome, document, message, checkpoint, snapshot }: Everything) {
  return { events: [eventId], logged: 1, outcome, document, outbox: [message], checkpoint, snapshot };
}

export const absent = {
  events: [],
  logged: 0,
  outcome: undefined,
  document: undefined,
  outbox: [],
  checkpoint: undefined,
  snapshot: undefined,
};
