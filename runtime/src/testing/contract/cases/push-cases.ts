import type { StreamName } from '../../../message/identifiers.js';
import { claim, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';

const cases: readonly CaseDefinition[] = [
  {
    name: 'listeners hear of a stream once its append is acknowledged, and can read it',
    async run({ store, samples }) {
      const heard = new Set<StreamName | undefined>();
      const stop = store.onAppend((streamName) => void heard.add(streamName));
      const [one, two] = [samples.stream(), samples.stream()];
      await store.append({ streamName: one, expected: 'any', events: samples.events(3) });
      claimSame([...heard], [one], 'Heard of the one.');
      await Promise.all(
        [one, two].map((streamName) => store.append({ streamName, expected: 'any', events: samples.events(1) })),
      );
      claim(heard.size === 2 && heard.has(one) && heard.has(two), 'Heard of both.');
      stop();
    },
  },
  {
    name: 'conflicts, replays, refusals and empty batches are not heard',
    async run({ store, samples }) {
      const streamName = samples.stream();
      const request = { streamName, expected: 'no-stream' as const, events: samples.events(1) };
      await store.append(request);
      let heard = 0;
      const stop = store.onAppend(() => void (heard += 1));
      await store.append(request);
      await store.append({ ...request, events: samples.events(1) });
      await store.append({ streamName, expected: 'any', events: [] });
      await store.append({ ...request, streamName: samples.stream() }).catch(() => undefined);
      claimSame(heard, 0, 'Nothing new, nothing heard.');
      stop();
    },
  },
  {
    name: 'a listener that left hears nothing, and leaving twice is no error',
    async run({ store, samples }) {
      let heard = 0;
      const stop = store.onAppend(() => void (heard += 1));
      stop();
      stop();
      await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
      claimSame(heard, 0, 'Gone.');
    },
  },
  {
    name: 'a listener that throws harms neither the append nor other listeners',
    async run({ store, samples }) {
      let heard = 0;
      const stops = [
        store.onAppend(() => {
          throw new Error('not my day');
        }),
        store.onAppend(() => void (heard += 1)),
      ];
      const result = await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
      claimSame(result.kind, 'appended', 'The append is acknowledged.');
      claim(heard > 0, 'The other listener heard of it.');
      for (const stop of stops) stop();
    },
  },
  {
    name: 'a unit is heard of after its commit, and not at all when it fails',
    needs: ['push', 'transact'],
    async run({ store, samples }) {
      const heard: (StreamName | undefined)[] = [];
      const stop = store.onAppend((streamName) => void heard.push(streamName));
      const [one, two, three] = [samples.stream(), samples.stream(), samples.stream()];
      const inside = await store.transact(async (unit) => {
        for (const streamName of [one, two])
          await unit.append({ streamName, expected: 'any', events: samples.events(1) });
        return heard.length;
      });
      claimSame(inside, 0, 'Not before the commit.');
      const streams = new Set(heard);
      claim(streams.size === 2 && streams.has(one) && streams.has(two), 'Then of every stream.');
      const failing = store.transact(async (unit) => {
        await unit.append({ streamName: three, expected: 'any', events: samples.events(1) });
        throw new Error('no');
      });
      await failing.catch(() => undefined);
      claim(!heard.includes(three), 'What was rolled back is not heard.');
      stop();
    },
  },
  {
    name: 'a unit that only enqueues is heard of after its commit, of no stream in particular',
    needs: ['push', 'transact'],
    async run({ store }) {
      const heard: (StreamName | undefined)[] = [];
      const stop = store.onAppend((streamName) => void heard.push(streamName));
      const message = { topic: 'told', orderKey: '', payload: '1' };
      const inside = await store.transact(async (unit) => {
        await unit.enqueue({ messageId: 'one', ...message });
        return heard.length;
      });
      claimSame([inside, heard], [0, [undefined]], 'Not before the commit, then once.');
      const failing = store.transact(async (unit) => {
        await unit.enqueue({ messageId: 'two', ...message });
        throw new Error('no');
      });
      await failing.catch(() => undefined);
      await store.transact((unit) => unit.findDocument('told', 'nothing'));
      await store.transact((unit) => unit.removeFromOutbox([{ messageId: 'one' }]));
      claimSame(heard.length, 1, 'What was rolled back is not heard, nor what enqueues nothing.');
      stop();
    },
  },
];

export const pushCases: CaseGroup = {
  group: 'listening',
  cases: cases.map((definition) => ({ needs: 'push' as const, ...definition })),
};
