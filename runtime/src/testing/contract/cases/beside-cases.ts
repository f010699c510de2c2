import type { StreamName } from '../../../message/identifiers.js';
import type { AppendRequest, AppendResult } from '../../../store/append.js';
import type { FullEventStore } from '../../../store/event-store.js';
import { claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup, World } from '../contract-case.js';
import { idsOf, standing, wholeLog } from './archived.js';
import { followTheModel } from './follow-the-model.js';
import { needing } from './needing.js';
import { withSeeds } from './random-requests.js';

/** A stream that one opening has written to and may remember at two events, and to which another has added three. */
async function gonePast({ store, samples, openBeside }: World): Promise<{
  readonly streamName: StreamName;
  readonly beside: FullEventStore;
}> {
  const beside = await openBeside();
  const streamName = samples.stream();
  await store.append({ streamName, expected: 'any', events: samples.events(2) });
  const result = await beside.append({ streamName, expected: 'any', events: samples.events(3) });
  claimSame([result.kind, result.streamVersion], ['appended', 5], 'Both write to one stream.');
  return { streamName, beside };
}

/** That whoever remembers the stream at two events is judged by where it ends, and goes on there. */
async function goesOnAtTheEnd({ store, samples }: World, streamName: StreamName, what: string): Promise<void> {
  const late = { streamName, expected: { streamVersion: 2 }, events: samples.events(1) };
  claimSame(await store.append(late), { kind: 'conflict', streamVersion: 5 }, `${what}: two events are not its end.`);
  const result = await store.append({ streamName, expected: 'any', events: samples.events(2) });
  claimSame([result.kind, Reflect.get(result, 'firstPosition')], ['appended', 5], `${what}: it goes on at its end.`);
}

const cases: readonly CaseDefinition[] = [
  {
    name: 'what others have appended meanwhile counts, whatever an opening remembers',
    async run(world) {
      const { streamName, beside } = await gonePast(world);
      await goesOnAtTheEnd(world, streamName, 'Open');
      const page = await beside.readStream(streamName);
      claimSame([page.streamVersion, page.events.length], [7, 7], 'The other one sees all of it.');
      claimSame(idsOf((await beside.readLog()).events), (await wholeLog(world)).ids, 'In the log, too.');
    },
  },
  {
    name: 'a stream that others have gone on with and truncated goes on at its end, not where an opening remembers it',
    needs: 'archive',
    async run(world) {
      for (let before = 1; before <= 5; before += 1) {
        const { streamName, beside } = await gonePast(world);
        claimSame(await beside.truncateStream(streamName, { before }), standing('open', 5, before), 'Truncated.');
        await goesOnAtTheEnd(world, streamName, `Truncated before ${String(before)}`);
        const { events } = await world.store.readStream(streamName);
        claimSame(
          events.map(({ position }) => position),
          events.map((_, index) => index),
          'Each position once.',
        );
        claimSame(await beside.restoreStream(streamName), standing('open', 7, 0), 'And all of it can come back.');
      }
    },
  },
  {
    name: 'such a stream takes batches of any length at its end, in units as well, and knows their replays',
    needs: ['archive', 'transact'],
    async run(world) {
      const { store, samples } = world;
      const ways: readonly ((request: AppendRequest) => Promise<AppendResult>)[] = [
        (request) => store.append(request),
        (request) => store.transact((unit) => unit.append(request)),
      ];
      for (const size of [1, 16, 17, 40]) {
        for (const append of ways) {
          const { streamName, beside } = await gonePast(world);
          await beside.truncateStream(streamName, { before: 4 });
          const request = { streamName, expected: 'any', events: samples.events(size) } as const;
          const result = await append(request);
          claimSame([result.kind, Reflect.get(result, 'firstPosition')], ['appended', 5], `${String(size)} events.`);
          const again = await beside.append(request);
          claimSame([again.kind, Reflect.get(again, 'deduplicated')], ['appended', true], 'A replay is one for all.');
        }
      }
    },
  },
  {
    name: 'a stream that others have archived refuses appends, and once they have restored it, takes them again',
    needs: 'archive',
    async run(world) {
      const { store, samples } = world;
      const { streamName, beside } = await gonePast(world);
      await beside.archiveStream(streamName, 'any');
      for (const expected of ['any', { streamVersion: 2 }, { streamVersion: 5 }] as const) {
        const append = store.append({ streamName, expected, events: samples.events(1) });
        const error = await claimFails(append, 'stream-closed', 'It is archived.');
        claimSame(Reflect.get(error, 'reason'), 'archived', 'For whoever was there before, too.');
      }
      await beside.restoreStream(streamName);
      await goesOnAtTheEnd(world, streamName, 'Restored');
    },
  },
  {
    name: 'a stream that others have deleted refuses appends',
    needs: 'tombstones',
    async run(world) {
      const { store, samples } = world;
      const { streamName, beside } = await gonePast(world);
      await beside.deleteStream(streamName, 'any');
      for (const expected of ['any', { streamVersion: 2 }, { streamVersion: 5 }] as const) {
        await claimFails(
          store.append({ streamName, expected, events: samples.events(1) }),
          'stream-closed',
          'Deleted.',
        );
      }
      claimSame((await wholeLog(world)).ids, [], 'The log hides it from everybody.');
    },
  },
  {
    name: 'a command that was answered through one opening is known to the other',
    needs: 'outcomes',
    async run({ store, samples, openBeside }) {
      const beside = await openBeside();
      const streamName = samples.stream();
      const outcome = samples.outcome();
      await store.append({ streamName, expected: 'any', events: samples.events(1), outcome });
      claimSame(await beside.findOutcome(outcome.key), outcome, 'As it was given.');
      const append = beside.append({ streamName, expected: 'any', events: samples.events(1), outcome });
      await claimFails(append, 'outcome-key-taken', 'It is not carried out again.');
    },
  },
  {
    name: 'a schema version has one shape for all openings',
    async run({ store, samples, openBeside }) {
      const beside = await openBeside();
      const shaped = (shapeHash: string) => [samples.event({ shapeHash })];
      await store.append({ streamName: samples.stream(), expected: 'any', events: shaped('aaaaaaaaaaaaaaaa') });
      const append = beside.append({
        streamName: samples.stream(),
        expected: 'any',
        events: shaped('bbbbbbbbbbbbbbbb'),
      });
      await claimFails(append, 'shape-drifted', 'The other one knows it, too.');
    },
  },
  {
    name: 'several openings asked in turns, archive and all, give every verdict of the model',
    needs: 'archive',
    async run(world) {
      const openings = [world.store, await world.openBeside(), await world.openBeside()] as const;
      await withSeeds(world, 8, (random) => followTheModel(world, random, openings));
    },
  },
];

export const besideCases: CaseGroup = {
  group: 'several openings of one store',
  cases: cases.map(needing('beside')),
};
