import type { ExpectedVersion } from '../../../store/append.js';
import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup, World } from '../contract-case.js';
import { uncheckedStreamName } from '../samples.js';
import { archivedStream, idsOf, needingArchive, standing, streamOf, truncatedStream } from './archived.js';

const conditions: readonly ExpectedVersion[] = [
  'any',
  'no-stream',
  'stream-exists',
  { streamVersion: 3 },
  { streamVersion: 0 },
];

/** Saves a checkpoint at an event of a stream, or at a place that is given as text. */
async function saveCheckpoint(
  { store, samples }: World,
  name: string,
  at: { readonly logPosition: string; readonly logId?: string },
): Promise<void> {
  const logId = at.logId ?? (await store.logId());
  const checkpoint = { name, logId, logPosition: at.logPosition, eventId: samples.eventId(), epoch: 1 };
  await store.transact((unit) => unit.saveCheckpoint(checkpoint));
}

async function placeOf({ store }: World, streamName: Parameters<typeof store.positionOf>[0], position: number) {
  const place = await store.positionOf(streamName, position);
  claim(place !== undefined, 'An event has a place.');
  return { logPosition: store.serializeLogPosition(place) };
}

const cases: readonly CaseDefinition[] = [
  {
    name: 'an archived stream refuses every append: new, replayed or empty, under any condition',
    async run(world) {
      const { streamName, events } = await archivedStream(world);
      for (const expected of conditions) {
        for (const batch of [world.samples.events(1), events, []]) {
          const append = world.store.append({ streamName, expected, events: batch });
          const error = await claimFails(
            append,
            'stream-closed',
            `A batch of ${batch.length} under ${JSON.stringify(expected)}.`,
          );
          claimSame(Reflect.get(error, 'reason'), 'archived', 'The error says why.');
        }
      }
    },
  },
  {
    name: 'a unit that appends to an archived stream fails, and leaves nothing behind',
    needs: 'transact',
    async run(world) {
      const { store, samples } = world;
      const { streamName } = await archivedStream(world);
      const other = samples.stream();
      const unit = store.transact(async (inside) => {
        await inside.append({ streamName: other, expected: 'any', events: samples.events(1) });
        await inside.append({ streamName, expected: 'any', events: samples.events(1) });
      });
      await claimFails(unit, 'stream-closed', 'The unit fails.');
      claimSame((await store.readStream(other)).state, 'absent', 'Nothing of it was stored.');
    },
  },
  {
    name: 'archiving under a condition that does not hold is a conflict, and the stream stays open',
    async run(world) {
      const { store, samples } = world;
      const { streamName } = await streamOf(world, 2);
      for (const expected of ['no-stream', { streamVersion: 1 }, { streamVersion: 3 }] as const) {
        const result = await store.archiveStream(streamName, expected);
        claimSame(result, { kind: 'conflict', streamVersion: 2 }, 'A conflict with the actual version.');
      }
      const page = await store.readStream(streamName);
      claimSame([page.state, page.archivedBefore], ['open', 0], 'Still open, and where it was.');
      const result = await store.append({ streamName, expected: { streamVersion: 2 }, events: samples.events(1) });
      claimSame(result.kind, 'appended', 'And it takes events.');
    },
  },
  {
    name: 'a stream that never was cannot be archived or truncated, and is not made',
    async run({ store, samples }) {
      const streamName = samples.stream();
      const conflict = { kind: 'conflict', streamVersion: 0 };
      for (const expected of conditions)
        claimSame(await store.archiveStream(streamName, expected), conflict, 'Nothing is there.');
      claimSame(await store.truncateStream(streamName, { before: 1 }), conflict, 'Nor to truncate.');
      claimSame((await store.readStream(streamName)).state, 'absent', 'It is not there afterwards.');
      const result = await store.append({ streamName, expected: 'no-stream', events: samples.events(1) });
      claimSame(result.kind, 'appended', 'Its name can be used.');
    },
  },
  {
    name: 'a deleted stream cannot be archived, truncated or restored',
    needs: 'tombstones',
    async run(world) {
      const { store } = world;
      const { streamName } = await truncatedStream(world, 3, 1);
      await store.deleteStream(streamName, 'any');
      const steps: Readonly<Record<string, () => Promise<unknown>>> = {
        archiveStream: () => store.archiveStream(streamName, 'any'),
        truncateStream: () => store.truncateStream(streamName, { before: 2 }),
        restoreStream: () => store.restoreStream(streamName),
      };
      for (const [name, step] of Object.entries(steps)) {
        const error = await claimFails(step(), 'stream-closed', `${name} is refused.`);
        claimSame(Reflect.get(error, 'reason'), 'deleted', 'Since it was deleted.');
      }
      claimSame((await store.readStream(streamName)).state, 'closed', 'It stays deleted.');
    },
  },
  {
    name: 'ids of archived events are still known, in batches of any length',
    async run(world) {
      const { store, samples } = world;
      const { streamName, events } = await archivedStream(world);
      const known = events.slice(1, 2);
      const other = (await streamOf(world, 1)).streamName;
      const batches = [known, [...samples.events(2), ...known], [...samples.events(40), ...known]];
      for (const batch of batches) {
        for (const name of [samples.stream(), other]) {
          for (const expected of ['any', { streamVersion: name === other ? 1 : 0 }] as const) {
            const append = store.append({ streamName: name, expected, events: batch });
            const error = await claimFails(append, 'duplicate-event-id', `A batch of ${batch.length}.`);
            claimSame(Reflect.get(error, 'existing'), { streamName, position: 1 }, 'The error says where it lies.');
          }
        }
      }
      claimSame((await store.readStream(other)).streamVersion, 1, 'Nothing was stored.');
    },
  },
  {
    name: 'events that a checkpoint has not passed are not archived, unless it is to be ignored',
    needs: 'transact',
    async run(world) {
      const { store } = world;
      const { streamName } = await streamOf(world, 3);
      await saveCheckpoint(world, 'slow', await placeOf(world, streamName, 1));
      await saveCheckpoint(world, 'a-broken-one', { logPosition: 'somewhere' });
      await saveCheckpoint(world, 'quick', await placeOf(world, streamName, 2));
      await saveCheckpoint(world, 'of-another-log', { logPosition: '1', logId: 'another' });
      const error = await claimFails(store.archiveStream(streamName, 'any'), 'checkpoints-behind', 'It is refused.');
      claimSame(Reflect.get(error, 'names'), ['a-broken-one', 'slow'], 'The error names those behind.');
      const page = await store.readStream(streamName);
      claimSame([page.state, page.archivedBefore], ['open', 0], 'Nothing was moved.');
      const ignoreCheckpoints = ['a-broken-one'];
      const truncated = await store.truncateStream(streamName, { before: 2, ignoreCheckpoints });
      claimSame(truncated, standing('open', 3, 2), 'What all have passed can be moved.');
      const further = store.truncateStream(streamName, { before: 3, ignoreCheckpoints });
      await claimFails(further, 'checkpoints-behind', 'And no more.');
      await saveCheckpoint(world, 'slow', await placeOf(world, streamName, 2));
      claimSame((await store.archiveStream(streamName, 'any', { ignoreCheckpoints })).kind, 'done', 'Now all can.');
      await saveCheckpoint(world, 'slow', await placeOf(world, streamName, 0));
      claimSame((await store.archiveStream(streamName, 'any')).kind, 'done', 'What is moved already, moves no more.');
      claimSame((await store.restoreStream(streamName)).kind, 'done', 'Restoring asks no checkpoint.');
    },
  },
  {
    name: 'what can never be asked of the archive is refused',
    async run(world) {
      const { store } = world;
      const { streamName, events } = await streamOf(world, 2);
      const wrong: readonly (() => Promise<unknown>)[] = [
        () => store.archiveStream(uncheckedStreamName('nodash'), 'any'),
        () => store.archiveStream(streamName, { streamVersion: -1 }),
        () => store.archiveStream(streamName, 'any', { ignoreCheckpoints: ['a\0b'] }),
        () => store.truncateStream(uncheckedStreamName('order-\ud800'), { before: 1 }),
        ...[-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1].map(
          (before) => () => store.truncateStream(streamName, { before }),
        ),
        () => store.truncateStream(streamName, { before: 1, ignoreCheckpoints: [''] }),
        () => store.restoreStream(uncheckedStreamName('-')),
        () => store.readStream(streamName, Object.assign({}, { archived: 'yes' }) as object),
        () => store.readLog(Object.assign({}, { archived: 'only' }) as object),
      ];
      for (const ask of wrong) await claimFails(ask(), 'invalid-store-argument', 'Refused.');
      const page = await store.readStream(streamName);
      claimSame([page.archivedBefore, idsOf(page.events)], [0, idsOf(events)], 'Nothing was moved.');
    },
  },
  {
    name: 'a closed store archives nothing',
    async run({ openAnother, samples }) {
      const store = await openAnother();
      const streamName = samples.stream();
      await store.append({ streamName, expected: 'any', events: samples.events(2) });
      await store.close();
      await claimFails(store.archiveStream(streamName, 'any'), 'store-closed', 'archiveStream.');
      await claimFails(store.truncateStream(streamName, { before: 1 }), 'store-closed', 'truncateStream.');
      await claimFails(store.restoreStream(streamName), 'store-closed', 'restoreStream.');
    },
  },
];

export const archiveRefusalCases: CaseGroup = {
  group: 'what the archive refuses',
  cases: cases.map(needingArchive),
};
