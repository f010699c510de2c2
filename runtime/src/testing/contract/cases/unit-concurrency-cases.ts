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
    name: 'an empty batch with an outcome waits for whoever writes its stream, and is a conflict then',
    async run({ store, samples }) {
      const streamName = samples.stream();
      const outcome = samples.outcome();
      let outside: Promise<unknown> = Promise.resolve();
      await store.transact(async (unit) => {
        await unit.append({ streamName, expected: 'no-stream', events: samples.events(1), outcome });
        outside = store.append({ streamName, expected: 'no-stream', events: [], outcome }).catch(codeOf);
        await turns(20);
        for (let count = 0; count < 5; count += 1) await unit.findOutcome(outcome.key);
      });
      claimSame(await outside, { kind: 'conflict', streamVersion: 1 }, 'Judged by what had been committed.');
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
  {
    name: 'what was written first and committed last comes last in the log, behind every position that was shown',
    needs: ['transact', 'sideWrites'],
    async run({ store, samples }) {
      const late = samples.events(2);
      const others: string[] = [];
      const writeAnother = async (): Promise<void> => {
        const event = samples.event();
        await store.append({ streamName: samples.stream(), expected: 'any', events: [event] });
        others.push(event.eventId);
      };
      const idsOf = async (): Promise<readonly string[]> =>
        (await store.readLog()).events.map(({ eventId }) => eventId);
      await store.transact(async (unit) => {
        await unit.append({ streamName: samples.stream(), expected: 'any', events: late });
        for (let count = 0; count < 3; count += 1) {
          await writeAnother();
          claimSame(await idsOf(), others, 'What others have committed meanwhile can be read.');
        }
        await writeAnother();
      });
      const log = await idsOf();
      claimSame(log.slice(0, 3), others.slice(0, 3), 'Nothing comes before what was read.');
      claimSame([...log].sort(), [...others, ...late.map(({ eventId }) => eventId)].sort(), 'All of it is there.');
    },
  },
  {
    name: 'writes on other streams, and reads of them, wait for no unit that is open',
    needs: ['transact', 'sideWrites', 'sideReads'],
    async run({ store, samples }) {
      const [held, other] = [samples.stream(), samples.stream()];
      await store.append({ streamName: other, expected: 'no-stream', events: samples.events(1) });
      const failed = store.transact(async (unit) => {
        await unit.append({ streamName: held, expected: 'any', events: samples.events(1) });
        await store.append({ streamName: other, expected: { streamVersion: 1 }, events: samples.events(1) });
        await store.deleteStream(samples.stream(), 'no-stream');
        claimSame((await store.readStream(other)).streamVersion, 2, 'Its own stream is seen at once.');
        claimSame((await store.readLog()).events.length, 2, 'The log too.');
        throw new Error('no');
      });
      await failed.catch(() => undefined);
      claimSame((await store.readLog()).events.length, 2, 'The unit itself has stored nothing.');
    },
  },
];

export const unitConcurrencyCases: CaseGroup = {
  group: 'units beside other writers',
  cases: cases.map((definition) => ({ needs: 'transact' as const, ...definition })),
};
