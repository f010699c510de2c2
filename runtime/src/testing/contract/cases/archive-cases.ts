import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { archivedStream, idsIn, idsOf, needingArchive, standing, streamOf, wholeLog } from './archived.js';

const cases: readonly CaseDefinition[] = [
  {
    name: 'an archived stream is read whole by name, forwards and backwards, and says that it is archived',
    async run(world) {
      const { streamName, events } = await archivedStream(world);
      const page = await world.store.readStream(streamName);
      claimSame([page.state, page.streamVersion, page.archivedBefore], ['archived', 3, 3], 'All of it is archived.');
      claimSame(idsOf(page.events), idsOf(events), 'With its events.');
      const backwards = await idsIn(world, streamName, { direction: 'backwards' });
      claimSame(backwards, idsOf(events).toReversed(), 'Backwards.');
      claimSame(await idsIn(world, streamName, { from: 1, limit: 1 }), [events[1]?.eventId], 'From the middle.');
    },
  },
  {
    name: 'a read that leaves the archive out finds an archived stream empty, and at its version',
    async run(world) {
      const { streamName } = await archivedStream(world);
      for (const direction of ['forwards', 'backwards'] as const) {
        const page = await world.store.readStream(streamName, { archived: 'exclude', direction });
        claimSame([idsOf(page.events), page.end], [[], true], 'Nothing is left.');
        claimSame([page.streamVersion, page.archivedBefore], [3, 3], 'It says where the rest lies.');
      }
    },
  },
  {
    name: 'the log shows archived events at the places they had',
    async run(world) {
      const first = await streamOf(world, 2);
      const second = await streamOf(world, 2);
      await world.store.append({ streamName: first.streamName, expected: 'any', events: world.samples.events(2) });
      const before = await wholeLog(world);
      const head = await world.store.head();
      await world.store.archiveStream(first.streamName, 'any');
      claimSame(await wholeLog(world), before, 'As if nothing had happened.');
      claimSame(await wholeLog(world, { limit: 1 }), before, 'Nor one by one.');
      claimSame(await wholeLog(world, { archived: 'include', limit: 3 }), before, 'Nor when it is asked for.');
      claimSame(await world.store.head(), head, 'The head is where it was.');
      const { ids } = await wholeLog(world, { archived: 'exclude' });
      claimSame(ids, idsOf(second.events), 'Without the archive the other stream is left.');
    },
  },
  {
    name: 'readers of the log who leave the archive out move over archived places',
    async run(world) {
      const { store, samples } = world;
      const { streamName, events } = await archivedStream(world);
      const page = await store.readLog({ archived: 'exclude', limit: 2 });
      claimSame([page.events.length, page.end], [0, false], 'Two archived events.');
      claim(page.scannedTo !== undefined, 'The page says how far it scanned.');
      claimSame(await store.eventIdAt(page.scannedTo), events[1]?.eventId, 'A checkpoint there can be checked.');
      const rest = await store.readLog({ archived: 'exclude', after: page.scannedTo });
      claimSame(
        [rest.events.length, rest.end, rest.scannedTo],
        [0, true, await store.positionOf(streamName, 2)],
        'The log ends with an archived event.',
      );
      const [after] = samples.events(1);
      if (after !== undefined) await store.append({ streamName: samples.stream(), expected: 'any', events: [after] });
      const next = await store.readLog({ archived: 'exclude', ...(rest.scannedTo && { after: rest.scannedTo }) });
      claimSame(idsOf(next.events), [after?.eventId], 'What comes later has a place behind it.');
    },
  },
  {
    name: 'filters hold in the archive as outside',
    async run(world) {
      const { store, samples } = world;
      const wanted = samples.event({ type: 'shop.Wanted' });
      const streamName = samples.stream('invoice');
      await store.append({ streamName, expected: 'any', events: [samples.event(), wanted] });
      await archivedStream(world);
      await store.archiveStream(streamName, 'any');
      const filter = { types: ['shop.Wanted'], categories: ['invoice'] };
      claimSame((await wholeLog(world, { filter })).ids, [wanted.eventId], 'One passes.');
      claimSame((await wholeLog(world, { filter: { types: ['shop.Wanted'] } })).ids, [wanted.eventId], 'By type.');
      claimSame((await wholeLog(world, { filter: { categories: ['invoice'] } })).ids.length, 2, 'By category.');
      claimSame((await wholeLog(world, { filter, archived: 'exclude' })).ids, [], 'None outside the archive.');
    },
  },
  {
    name: 'the newest event of the log can be archived, and its place is not given away again',
    async run(world) {
      const { store, samples } = world;
      const { streamName, events } = await streamOf(world, 1);
      await store.archiveStream(streamName, { streamVersion: 1 });
      const head = await store.head();
      claimSame(head, await store.positionOf(streamName, 0), 'It stands at the head.');
      const later = samples.event();
      await store.append({ streamName: samples.stream(), expected: 'any', events: [later] });
      const { ids, places } = await wholeLog(world);
      claimSame(ids, [...idsOf(events), later.eventId], 'The later event comes after it.');
      claimSame(new Set(places).size, 2, 'At a place of its own.');
      claimSame(head && (await store.eventIdAt(head)), events[0]?.eventId, 'The archived event keeps its place.');
    },
  },
  {
    name: 'archiving twice is no error and changes nothing',
    async run(world) {
      const { streamName } = await archivedStream(world);
      for (const expected of ['any', 'no-stream', { streamVersion: 7 }] as const) {
        const result = await world.store.archiveStream(streamName, expected);
        claimSame(result, standing('archived', 3, 3, true), 'Answered as done before.');
      }
      const truncated = await world.store.truncateStream(streamName, { before: 2 });
      claimSame(truncated, standing('archived', 3, 3, true), 'It cannot be truncated further.');
    },
  },
  {
    name: 'a restored stream takes events where it had stopped, and nothing of it lies in the archive',
    async run(world) {
      const { store, samples } = world;
      const { streamName, events } = await archivedStream(world);
      const before = await wholeLog(world);
      claimSame(await store.restoreStream(streamName), standing('open', 3, 0), 'Open again.');
      claimSame(await wholeLog(world), before, 'The log shows the same.');
      claimSame((await wholeLog(world, { archived: 'exclude' })).ids, idsOf(events), 'Outside of the archive, too.');
      claimSame(await store.restoreStream(streamName), standing('open', 3, 0, true), 'Twice is no error.');
      const again = await store.append({ streamName, expected: 'no-stream', events });
      claimSame([again.kind, Reflect.get(again, 'deduplicated')], ['appended', true], 'A replay is one.');
      const result = await store.append({ streamName, expected: { streamVersion: 3 }, events: samples.events(1) });
      claimSame([result.kind, result.streamVersion], ['appended', 4], 'It goes on.');
      claimSame((await store.readStream(streamName)).state, 'open', 'As an open stream.');
      claimSame(await store.archiveStream(streamName, 'any'), standing('archived', 4, 4), 'And can be archived again.');
      claimSame(await idsIn(world, streamName, { limit: 3 }), idsOf(events), 'With what it had the first time.');
    },
  },
  {
    name: 'restoring a stream that never was makes none',
    async run({ store, samples }) {
      const streamName = samples.stream();
      claimSame(await store.restoreStream(streamName), standing('absent', 0, 0, true), 'There is nothing to restore.');
      claimSame((await store.readStream(streamName)).state, 'absent', 'Nor afterwards.');
    },
  },
  {
    name: 'an archived stream can be deleted, and is hidden then for good',
    needs: 'tombstones',
    async run(world) {
      const { store } = world;
      const { streamName, events } = await archivedStream(world);
      claimSame((await store.deleteStream(streamName, { streamVersion: 2 })).kind, 'conflict', 'Its version counts.');
      const result = await store.deleteStream(streamName, { streamVersion: 3 });
      claimSame([result.kind, Reflect.get(result, 'deduplicated')], ['appended', false], 'Deleted.');
      const page = await store.readStream(streamName);
      claimSame([page.state, idsOf(page.events)], ['closed', idsOf(events)], 'It can be read by name.');
      claimSame((await wholeLog(world)).ids, [], 'The log hides it.');
      const error = await claimFails(store.restoreStream(streamName), 'stream-closed', 'It is not restored.');
      claimSame(Reflect.get(error, 'reason'), 'deleted', 'Since it was deleted.');
    },
  },
];

export const archiveCases: CaseGroup = {
  group: 'archived streams',
  cases: cases.map(needingArchive),
};
