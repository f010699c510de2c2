import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { idsIn, idsOf, needingArchive, standing, streamOf, truncatedStream, wholeLog } from './archived.js';

const cases: readonly CaseDefinition[] = [
  {
    name: 'a truncated stream is read as it was, page by page across the border, in both directions',
    async run(world) {
      const { streamName, events } = await truncatedStream(world, 9, 4);
      for (const direction of ['forwards', 'backwards'] as const) {
        for (const limit of [1, 3, 4, 5, 100]) {
          const found: string[] = [];
          let page = await world.store.readStream(streamName, { direction, limit });
          for (; ; page = await world.store.readStream(streamName, { direction, limit, from: page.scannedTo })) {
            claimSame([page.streamVersion, page.archivedBefore, page.state], [9, 4, 'open'], 'Each page says so.');
            found.push(...idsOf(page.events));
            if (page.end) break;
          }
          const expected = direction === 'forwards' ? idsOf(events) : idsOf(events).toReversed();
          claimSame(found, expected, `All events ${direction}, ${limit} at a time.`);
        }
      }
    },
  },
  {
    name: 'a read that leaves the archive out begins at the border, and says where that is',
    async run(world) {
      const { store } = world;
      const { streamName, events } = await truncatedStream(world, 9, 4);
      for (const from of [0, 3, 4]) {
        const page = await store.readStream(streamName, { archived: 'exclude', from, limit: 2 });
        claimSame(idsOf(page.events), idsOf(events.slice(4, 6)), 'The first two that are left.');
        claimSame([page.scannedTo, page.end, page.archivedBefore], [6, false, 4], 'It goes on behind them.');
      }
      const later = await store.readStream(streamName, { archived: 'exclude', from: 7 });
      claimSame([idsOf(later.events), later.end], [idsOf(events.slice(7)), true], 'Behind the border as ever.');
      const backwards = { archived: 'exclude', direction: 'backwards' } as const;
      const page = await store.readStream(streamName, { ...backwards, from: 5, limit: 9 });
      claimSame(
        [idsOf(page.events), page.end],
        [idsOf(events.slice(4, 6)).toReversed(), true],
        'Backwards to the border.',
      );
      const below = await store.readStream(streamName, { ...backwards, from: 2 });
      claimSame([below.events.length, below.end], [0, true], 'Nothing below it.');
    },
  },
  {
    name: 'a truncated stream takes events at its version',
    async run(world) {
      const { store, samples } = world;
      const { streamName, events } = await truncatedStream(world, 4, 3);
      const stale = await store.append({ streamName, expected: { streamVersion: 1 }, events: samples.events(1) });
      claimSame(stale, { kind: 'conflict', streamVersion: 4 }, 'What lies outside the archive is not all of it.');
      const anew = await store.append({ streamName, expected: 'no-stream', events: samples.events(1) });
      claimSame(anew, { kind: 'conflict', streamVersion: 4 }, 'It does not begin anew.');
      const more = samples.events(2);
      const result = await store.append({ streamName, expected: { streamVersion: 4 }, events: more });
      claimSame([result.kind, result.streamVersion], ['appended', 6], 'It goes on.');
      claimSame(await idsIn(world, streamName), idsOf([...events, ...more]), 'Whole.');
    },
  },
  {
    name: 'a stream can be truncated at its end, and goes on',
    async run(world) {
      const { store, samples } = world;
      const { streamName, events } = await truncatedStream(world, 3, 3);
      claimSame(await idsIn(world, streamName, { archived: 'exclude' }), [], 'Nothing is left.');
      claimSame((await wholeLog(world, { archived: 'exclude' })).ids, [], 'Nor in the log.');
      const more = samples.events(2);
      for (const event of more) await store.append({ streamName, expected: 'stream-exists', events: [event] });
      claimSame(await idsIn(world, streamName), idsOf([...events, ...more]), 'Whole.');
      claimSame(await idsIn(world, streamName, { archived: 'exclude' }), idsOf(more), 'What came later is left.');
      claimSame(await store.truncateStream(streamName, { before: 4 }), standing('open', 5, 4), 'Truncated further.');
      claimSame(await idsIn(world, streamName), idsOf([...events, ...more]), 'And whole again.');
    },
  },
  {
    name: 'a batch that lies in the archive, or across its border, is judged as if it had not been moved',
    async run(world) {
      const { store, samples } = world;
      const { streamName, events } = await truncatedStream(world, 6, 3);
      const replays = [
        { from: 0, to: 3 },
        { from: 1, to: 2 },
        { from: 1, to: 6 },
        { from: 4, to: 6 },
      ];
      for (const { from, to } of replays) {
        for (const expected of ['any', { streamVersion: from }] as const) {
          const result = await store.append({ streamName, expected, events: events.slice(from, to) });
          const told = [result.kind, Reflect.get(result, 'deduplicated'), Reflect.get(result, 'firstPosition')];
          claimSame(told, ['appended', true, from], `Events ${from} to ${to} are a replay.`);
          claim(Reflect.get(result, 'recordedAt') !== '', 'It tells when they were recorded.');
        }
      }
      const partly = [...events.slice(2, 4), ...samples.events(1)];
      for (const expected of ['any', { streamVersion: 2 }] as const) {
        await claimFails(
          store.append({ streamName, expected, events: partly }),
          'partial-duplicate',
          'Part of it is new.',
        );
      }
      const turned = [...events.slice(1, 2), ...events.slice(0, 1)];
      await claimFails(
        store.append({ streamName, expected: 'any', events: turned }),
        'partial-duplicate',
        'Turned over.',
      );
      const later = store.append({ streamName, expected: { streamVersion: 6 }, events: events.slice(0, 1) });
      await claimFails(later, 'duplicate-event-id', 'An id is stored once.');
    },
  },
  {
    name: 'truncating goes forwards only, and not beyond the end',
    async run(world) {
      const { store } = world;
      const { streamName } = await truncatedStream(world, 6, 3);
      for (const before of [0, 1, 3]) {
        claimSame(
          await store.truncateStream(streamName, { before }),
          standing('open', 6, 3, true),
          `Before ${before}.`,
        );
      }
      claimSame(
        await store.truncateStream(streamName, { before: 7 }),
        { kind: 'conflict', streamVersion: 6 },
        'Too far.',
      );
      claimSame((await store.readStream(streamName)).archivedBefore, 3, 'Nothing was moved.');
      claimSame(await store.truncateStream(streamName, { before: 5 }), standing('open', 6, 5), 'Further.');
    },
  },
  {
    name: 'the log shows the archived part of a stream, or moves over it',
    async run(world) {
      const { store } = world;
      const { streamName, events } = await streamOf(world, 4);
      const other = await streamOf(world, 2);
      const before = await wholeLog(world);
      await store.truncateStream(streamName, { before: 2 });
      claimSame(await wholeLog(world), before, 'All of it, at its places.');
      claimSame(await wholeLog(world, { limit: 1 }), before, 'One by one.');
      const left = idsOf([...events.slice(2), ...other.events]);
      claimSame((await wholeLog(world, { archived: 'exclude' })).ids, left, 'What is left.');
      claimSame((await wholeLog(world, { archived: 'exclude', limit: 1 })).ids, left, 'One by one.');
    },
  },
  {
    name: 'truncated, archived and restored, a stream is what it was',
    async run(world) {
      const { store } = world;
      const { streamName, events } = await truncatedStream(world, 5, 2);
      const before = await wholeLog(world);
      claimSame(await store.archiveStream(streamName, { streamVersion: 5 }), standing('archived', 5, 5), 'Archived.');
      claimSame(await store.restoreStream(streamName), standing('open', 5, 0), 'Restored.');
      claimSame(await idsIn(world, streamName, { archived: 'exclude' }), idsOf(events), 'Its stream.');
      claimSame(await wholeLog(world, { archived: 'exclude' }), before, 'The log.');
      claimSame(await store.truncateStream(streamName, { before: 1 }), standing('open', 5, 1), 'Truncated anew.');
      claimSame(await store.restoreStream(streamName), standing('open', 5, 0), 'And taken back without being closed.');
    },
  },
  {
    name: 'snapshots stay, whatever is archived',
    needs: 'transact',
    async run(world) {
      const { store } = world;
      const { streamName, events } = await streamOf(world, 3);
      const eventId = events[2]?.eventId ?? world.samples.eventId();
      const snapshot = { streamName, stateHash: 'hash', streamVersion: 3, eventId, data: '{}' };
      await store.transact((unit) => unit.saveSnapshot(snapshot));
      await store.truncateStream(streamName, { before: 3 });
      claimSame(await store.findSnapshot(streamName, 'hash'), snapshot, 'It is there.');
    },
  },
];

export const truncateCases: CaseGroup = {
  group: 'truncated streams',
  cases: cases.map(needingArchive),
};
