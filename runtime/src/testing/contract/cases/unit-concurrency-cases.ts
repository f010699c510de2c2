import type { FullEventStore } from '../../../store/event-store.js';
import { claim, claimSame, codeOf } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import type { Samples } from '../samples.js';
import { turns } from './turns.js';

/** Four units that write the same two streams, every other one in the opposite order. */
function crossing(store: FullEventStore, samples: Samples): readonly Promise<void>[] {
  const [one, two] = [samples.stream(), samples.stream()];
  const through = (streams: readonly (typeof one)[]) =>
    store.transact(async (unit) => {
      for (const streamName of streams) {
        await unit.append({ streamName, expected: 'any', events: samples.events(1) });
        await turns(5);
      }
    });
  return [through([one, two]), through([two, one]), through([one, two]), through([two, one])];
}

const cases: readonly CaseDefinition[] = [
  {
    name: 'who writes a stream that a unit has written waits for its end, and sees what it wrote',
    async run({ store, samples }) {
      for (const before of [0, 1]) {
        const streamName = samples.stream();
        if (before > 0) await store.append({ streamName, expected: 'no-stream', events: samples.events(before) });
        const order: (string | number)[] = [];
        let outside: Promise<unknown> = Promise.resolve();
        await store.transact(async (unit) => {
          await unit.append({ streamName, expected: 'any', events: samples.events(1) });
          const append = store.append({ streamName, expected: 'any', events: samples.events(1) });
          outside = append.then(({ streamVersion }) => order.push(streamVersion));
          await turns(20);
          await unit.append({ streamName, expected: { streamVersion: before + 1 }, events: samples.events(1) });
          order.push('unit');
        });
        await outside;
        claimSame(order, ['unit', before + 3], 'Nobody comes between the steps of a unit.');
      }
    },
  },
  {
    name: 'a stream that a unit has only checked stays as it is until the unit has ended',
    async run({ store, samples }) {
      for (const begun of [true, false]) {
        const [checked, written] = [samples.stream(), samples.stream()];
        if (begun) await store.append({ streamName: checked, expected: 'no-stream', events: samples.events(1) });
        const order: string[] = [];
        let outside: Promise<unknown> = Promise.resolve();
        await store.transact(async (unit) => {
          const expected = { streamVersion: begun ? 1 : 0 };
          await unit.append({ streamName: checked, expected, events: [] });
          const append = store.append({ streamName: checked, expected: 'any', events: samples.events(1) });
          outside = append.then(({ kind }) => order.push(kind));
          await turns(20);
          await unit.append({ streamName: written, expected: 'no-stream', events: samples.events(1) });
          order.push('unit');
        });
        await outside;
        claimSame(order, ['unit', 'appended'], 'What was checked holds when the unit commits.');
      }
    },
  },
  {
    name: 'other writers wait until a unit has ended, and see what it wrote',
    needs: ['transact', 'oneWriter'],
    async run({ store, samples }) {
      const streamName = samples.stream();
      const order: string[] = [];
      let outside: Promise<unknown> = Promise.resolve();
      await store.transact(async (unit) => {
        const append = store.append({ streamName, expected: { streamVersion: 2 }, events: samples.events(1) });
        outside = append.then(({ kind }) => order.push(kind));
        await turns(20);
        await unit.append({ streamName, expected: 'no-stream', events: samples.events(1) });
        await turns(20);
        await unit.append({ streamName, expected: { streamVersion: 1 }, events: samples.events(1) });
        order.push('unit');
      });
      await outside;
      claimSame(order, ['unit', 'appended'], 'Nobody comes between the steps of a unit.');
    },
  },
  {
    name: 'units that touch streams in opposite order both commit',
    needs: ['transact', 'oneWriter'],
    async run({ store, samples }) {
      await Promise.all(crossing(store, samples));
      claimSame((await store.readLog()).events.length, 8, 'No deadlock, nothing lost.');
    },
  },
  {
    name: 'of units that touch streams in opposite order some commit, and the others are told to try again',
    async run({ store, samples }) {
      const units = await Promise.allSettled(crossing(store, samples));
      const failures = units.flatMap((unit) => (unit.status === 'rejected' ? [codeOf(unit.reason)] : []));
      for (const failure of failures) claimSame(failure, 'store-busy', 'Nothing is wrong with them.');
      const committed = units.length - failures.length;
      claim(committed > 0, 'Not all can be in the way of all others.');
      claimSame((await store.readLog()).events.length, 2 * committed, 'Each is stored whole, or not at all.');
    },
  },
];

export const unitConcurrencyCases: CaseGroup = {
  group: 'units beside other writers',
  cases: cases.map((definition) => ({ needs: 'transact' as const, ...definition })),
};
