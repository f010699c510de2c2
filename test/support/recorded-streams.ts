import {
  type AggregateContract,
  type AggregateDefinition,
  type EventOf,
  logRepository,
  openContext,
  type Registry,
  type StreamEvent,
} from '../../runtime/src/codegen/v1/index.js';
import { createMemoryEventStore, type EventId, type StreamName } from '../../runtime/src/index.js';

/** What lies in a log, as its bytes. */
export interface StoredText {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
}

/** Streams of a generated aggregate in memory, in whatever style its behaviour is to be written. */
export interface RecordedStreams<C extends AggregateContract> {
  /** Stores events and gives them back as another program would read them, with the JSON in between. */
  roundTrip(
    id: C['id'],
    events: readonly EventOf<C>[],
  ): Promise<{ readonly stored: readonly string[]; readonly events: readonly StreamEvent<EventOf<C>, C['id']>[] }>;
  /** Reads what somebody else has stored. */
  read(
    id: C['id'],
    streamName: string,
    stored: readonly StoredText[],
  ): Promise<readonly StreamEvent<EventOf<C>, C['id']>[]>;
}

export function recordedStreams<C extends AggregateContract>(
  definition: AggregateDefinition<C>,
  registry: Registry,
): RecordedStreams<C> {
  const open = () => {
    const store = createMemoryEventStore();
    return { store, log: logRepository(definition, openContext(registry, { store })) };
  };
  return {
    async roundTrip(id, events) {
      const { store, log } = open();
      await log.record(id, events);
      const { events: page } = await store.readLog();
      const read = await collect(log.events(id));
      return { stored: page.map(({ data }) => data), events: read };
    },
    async read(id, streamName, stored) {
      const { store, log } = open();
      const events = stored.map((each, index) => ({ ...each, eventId: eventId(index), metadata }));
      await store.append({ streamName: streamName as StreamName, expected: 'any', events });
      return collect(log.events(id));
    },
  };
}

const metadata = JSON.stringify({ correlationId: 'c', causationId: 'c' });

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const eventId = (index: number): EventId => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}` as EventId;
