import type { ExpectedVersion } from '../../../store/append.js';
import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup, World } from '../contract-case.js';

async function deletedStream({ store, samples }: World) {
  const streamName = samples.stream();
  const events = samples.events(3);
  await store.append({ streamName, expected: 'no-stream', events });
  const result = await store.deleteStream(streamName, { streamVersion: 3 });
  claimSame([result.kind, result.streamVersion], ['appended', 3], 'The stream is closed at its version.');
  return { streamName, events };
}

const conditions: readonly ExpectedVersion[] = [
  'any',
  'no-stream',
  'stream-exists',
  { streamVersion: 3 },
  { streamVersion: 0 },
];

const cases: readonly CaseDefinition[] = [
  {
    name: 'a deleted stream refuses every append: new, replayed or empty, under any condition',
    async run(world) {
      const { streamName, events } = await deletedStream(world);
      for (const expected of conditions) {
        for (const batch of [world.samples.events(1), events, []]) {
          const append = world.store.append({ streamName, expected, events: batch });
          await claimFails(append, 'stream-closed', `A batch of ${batch.length} under ${JSON.stringify(expected)}.`);
        }
      }
    },
  },
  {
    name: 'a deleted stream can still be read by name, and says that it is closed',
    async run(world) {
      const { streamName, events } = await deletedStream(world);
      const page = await world.store.readStream(streamName);
      claimSame([page.state, page.streamVersion], ['closed', 3], 'Closed, at its version.');
      claimSame(
        page.events.map(({ eventId }) => eventId),
        events.map(({ eventId }) => eventId),
        'With its events.',
      );
    },
  },
  {
    name: 'the log hides a deleted stream, and readers move over the hidden places',
    async run(world) {
      const { store, samples } = world;
      const before = samples.event();
      const after = samples.event();
      await store.append({ streamName: samples.stream(), expected: 'any', events: [before] });
      const { streamName } = await deletedStream(world);
      const hiddenHead = await store.head();
      claimSame(await store.positionOf(streamName, 2), hiddenHead, 'A hidden event keeps its place.');
      const page = await store.readLog();
      claimSame(
        page.events.map(({ eventId }) => eventId),
        [before.eventId],
        'Only the other stream is shown.',
      );
      claimSame([page.scannedTo, page.end], [hiddenHead, true], 'But all of the log was scanned.');
      await store.append({ streamName: samples.stream(), expected: 'any', events: [after] });
      const rest = await store.readLog({ ...(page.scannedTo && { after: page.scannedTo }), limit: 1 });
      claimSame(
        rest.events.map(({ eventId }) => eventId),
        [after.eventId],
        'Reading goes on behind them.',
      );
    },
  },
  {
    name: 'a page that holds hidden events only is empty and moves on',
    async run(world) {
      const { store, samples } = world;
      const { events } = await deletedStream(world);
      await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
      const first = await store.readLog({ limit: 2 });
      claimSame([first.events.length, first.end], [0, false], 'Two hidden events.');
      claim(first.scannedTo !== undefined, 'The page says how far it scanned.');
      claimSame(
        await store.eventIdAt(first.scannedTo),
        events[1]?.eventId,
        'A checkpoint there can be written and checked.',
      );
    },
  },
  {
    name: 'a filter does not bring hidden events back',
    async run(world) {
      await deletedStream(world);
      const filter = { types: ['shop.Happened'], categories: ['order'] };
      claimSame((await world.store.readLog({ filter })).events, [], 'Hidden is hidden.');
    },
  },
  {
    name: 'deleting twice is no error and changes nothing',
    async run(world) {
      const { streamName } = await deletedStream(world);
      for (const expected of ['any', { streamVersion: 3 }] as const) {
        const result = await world.store.deleteStream(streamName, expected);
        claimSame([result.kind, Reflect.get(result, 'deduplicated')], ['appended', true], 'Answered as done before.');
      }
    },
  },
  {
    name: 'deleting under a condition that does not hold is a conflict, and the stream stays open',
    async run({ store, samples }) {
      const streamName = samples.stream();
      await store.append({ streamName, expected: 'any', events: samples.events(2) });
      for (const expected of ['no-stream', { streamVersion: 1 }, { streamVersion: 3 }] as const) {
        const result = await store.deleteStream(streamName, expected);
        claimSame(result, { kind: 'conflict', streamVersion: 2 }, 'A conflict with the actual version.');
      }
      claimSame((await store.readStream(streamName)).state, 'open', 'Still open.');
      const result = await store.append({ streamName, expected: { streamVersion: 2 }, events: samples.events(1) });
      claimSame(result.kind, 'appended', 'And it takes events.');
    },
  },
  {
    name: 'a name that never was used can be closed, and is not used afterwards',
    async run({ store, samples }) {
      const streamName = samples.stream();
      claimSame((await store.deleteStream(streamName, 'no-stream')).kind, 'appended', 'Closed before its first event.');
      claimSame((await store.readStream(streamName)).state, 'closed', 'It says so.');
      const append = store.append({ streamName, expected: 'no-stream', events: samples.events(1) });
      await claimFails(append, 'stream-closed', 'Its name is taken for good.');
    },
  },
  {
    name: 'ids of a deleted stream are still known',
    async run(world) {
      const { events } = await deletedStream(world);
      const request = { streamName: world.samples.stream(), expected: 'any' as const, events: events.slice(0, 1) };
      await claimFails(world.store.append(request), 'duplicate-event-id', 'An id is stored once, hidden or not.');
    },
  },
];

export const tombstoneCases: CaseGroup = {
  group: 'deleted streams',
  cases: cases.map((definition) => ({ ...definition, needs: 'tombstones' })),
};
