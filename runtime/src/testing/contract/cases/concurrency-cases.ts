import type { AppendResult } from '../../../store/append.js';
import type { FullEventStore } from '../../../store/event-store.js';
import type { LogPosition } from '../../../store/stored-event.js';
import { claim, claimSame, reached } from '../claims.js';
import type { CaseGroup } from '../contract-case.js';
import { turns } from './turns.js';

const kindsOf = (results: readonly AppendResult[]): readonly string[] => results.map(({ kind }) => kind).sort();

interface Followed {
  readonly ids: readonly string[];
  /** Pages that had come before it was `done`. */
  readonly earlyPages: number;
}

/** Follows the log in small pages until `done` and the head is reached, as a processor does. */
async function follow(store: FullEventStore, done: () => boolean): Promise<Followed> {
  const ids: string[] = [];
  let earlyPages = 0;
  let after: LogPosition | undefined;
  for (;;) {
    const last = done();
    const page = await store.readLog({ limit: 10, ...(after && { after }) });
    ids.push(...page.events.map(({ eventId }) => eventId));
    after = page.scannedTo;
    if (!done()) earlyPages += 1;
    if (page.end && last) return { ids, earlyPages };
    await turns(7);
  }
}

export const concurrencyCases: CaseGroup = {
  group: 'many writers',
  cases: [
    {
      name: 'of sixteen writers with the same version one wins, the others get the actual one',
      async run({ store, samples }) {
        const streamName = samples.stream();
        await store.append({ streamName, expected: 'no-stream', events: samples.events(5) });
        const writers = Array.from({ length: 16 }, () =>
          store.append({ streamName, expected: { streamVersion: 5 }, events: samples.events(2) }),
        );
        const results = await Promise.all(writers);
        claimSame(kindsOf(results), ['appended', ...Array<string>(15).fill('conflict')], 'Exactly one is stored.');
        for (const { streamVersion } of results)
          claimSame(streamVersion, 7, 'All are told the version that came of it.');
      },
    },
    {
      name: 'of sixteen writers that begin the same stream one wins, in each of fifty streams',
      async run({ store, samples }) {
        for (let round = 0; round < 50; round += 1) {
          const streamName = samples.stream();
          const writers = Array.from({ length: 16 }, async (_, index) => {
            await turns(index % 4);
            return store.append({ streamName, expected: 'no-stream', events: samples.events(1) });
          });
          const results = await Promise.all(writers);
          claimSame(kindsOf(results), ['appended', ...Array<string>(15).fill('conflict')], 'Exactly one begins it.');
        }
      },
    },
    {
      name: 'thirty-two writers append to one stream under any, and every event is there',
      async run({ store, samples }) {
        const streamName = samples.stream();
        let asked = 0;
        const write = async (writer: number): Promise<void> => {
          for (let count = 0; count < 40; count += 1) {
            const size = 1 + ((writer + count) % 3);
            asked += size;
            const result = await store.append({ streamName, expected: 'any', events: samples.events(size) });
            claimSame(result.kind, 'appended', 'any never conflicts.');
          }
        };
        await Promise.all(Array.from({ length: 32 }, (_, writer) => write(writer)));
        const { streamVersion } = await store.readStream(streamName, { limit: 1 });
        claimSame(streamVersion, asked, 'None is lost, none is stored twice.');
      },
    },
    {
      name: 'a reader beside thirty-two writers meets every event once, in the order of the log',
      async run({ store, samples }) {
        let writing = 32;
        const write = async (writer: number): Promise<void> => {
          const streamName = samples.stream(`category${writer % 5}`);
          for (let count = 0; count < 25; count += 1) {
            await store.append({ streamName, expected: 'any', events: samples.events(1 + (count % 4)) });
            await turns(writer % 3);
          }
          writing -= 1;
        };
        const reading = follow(store, () => writing === 0);
        await Promise.all(Array.from({ length: 32 }, (_, writer) => write(writer)));
        const { ids, earlyPages } = await reading;
        reached(earlyPages > 0, 'a page was read while others wrote');
        const { events } = await store.readLog({ limit: 10_000 });
        claimSame(
          ids,
          events.map(({ eventId }) => eventId),
          'The follower saw what the log holds.',
        );
      },
    },
    {
      name: 'a reader never meets a part of a batch at its end',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const seen = new Set<number>();
        const writer = { written: 0, isAtWork: true };
        // Readers may be slow: the writer goes on until they have seen something of its work.
        const write = async (): Promise<void> => {
          for (; writer.written < 60 || (seen.size <= 2 && writer.written < 1_000); writer.written += 1)
            await store.append({ streamName, expected: 'any', events: samples.events(5) });
        };
        const look = async (): Promise<void> => {
          while (writer.isAtWork) {
            const stream = await store.readStream(streamName, { limit: 10_000 });
            seen.add(stream.events.length);
            claimSame(stream.events.length % 5, 0, 'A stream holds whole batches.');
            const log = await store.readLog({ limit: 10_000 });
            claimSame(log.events.length % 5, 0, 'So does the log.');
            await turns(3);
          }
        };
        const written = write().finally(() => (writer.isAtWork = false));
        await Promise.all([written, look(), look()]);
        reached(seen.size > 2, 'the stream was read between its batches');
      },
    },
    {
      name: 'a read that begins after an acknowledged append includes it',
      async run({ store, samples }) {
        const write = async (): Promise<void> => {
          const streamName = samples.stream();
          for (let written = 0; written < 40; written += 1) {
            const event = samples.event();
            const result = await store.append({ streamName, expected: { streamVersion: written }, events: [event] });
            claimSame(result.kind, 'appended', 'A writer that is alone on its stream never conflicts.');
            const [place, head] = [await store.positionOf(streamName, written), await store.head()];
            claim(place !== undefined && head !== undefined, 'The event has its place at once.');
            claim(store.compareLogPositions(place, head) <= 0, 'And the head is not before it.');
            claimSame((await store.readStream(streamName, { from: written })).events.length, 1, 'Its stream has it.');
          }
        };
        await Promise.all([write(), write(), write(), write()]);
      },
    },
    {
      name: 'a retry that meets its own first attempt stores nothing twice',
      async run({ store, samples }) {
        for (let round = 0; round < 30; round += 1) {
          const request = { streamName: samples.stream(), expected: 'any' as const, events: samples.events(3) };
          const results = await Promise.all([store.append(request), store.append(request), store.append(request)]);
          const fresh = results.filter((result) => result.kind === 'appended' && !result.deduplicated);
          claimSame(fresh.length, 1, 'One attempt stores the batch.');
          for (const result of results) claimSame([result.kind, result.streamVersion], ['appended', 3], 'All succeed.');
        }
      },
    },
  ],
};
