import { claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { aborted, abortable } from '../samples.js';
import { absent, foundOf, oneOfEach, presentIn, writeEverything } from './everything-in-a-unit.js';
import { turns } from './turns.js';

const cases: readonly CaseDefinition[] = [
  {
    name: 'everything a unit wrote stands after its commit',
    async run({ store, samples }) {
      const all = oneOfEach(samples);
      const answer = await store.transact(async (unit) => {
        await writeEverything(unit, samples, all);
        return 'done';
      });
      claimSame(answer, 'done', 'The answer of the work is handed on.');
      claimSame(await foundOf(store, all), presentIn(all), 'All of it stands.');
    },
  },
  {
    name: 'nothing a unit wrote stands when its work throws, and the error is handed on',
    async run({ store, samples }) {
      const all = oneOfEach(samples);
      const reason = new Error('no');
      const ended = store.transact(async (unit) => {
        await writeEverything(unit, samples, all);
        throw reason;
      });
      const error = await ended.then(
        () => undefined,
        (cause: unknown) => cause,
      );
      claimSame(error === reason, true, 'The very error that the work threw.');
      claimSame(await foundOf(store, all), absent, 'None of it stands.');
      await store.transact((unit) => writeEverything(unit, samples, all));
      claimSame(await foundOf(store, all), presentIn(all), 'And all of it can be written later.');
    },
  },
  {
    name: 'work that is not asynchronous, or writes nothing, commits as well',
    async run({ store }) {
      claimSame(await store.transact(() => 7), 7, 'The answer comes back.');
      await claimFails(
        store.transact(() => {
          throw Object.assign(new Error('no'), { code: 'mine' });
        }),
        'mine',
        'What is thrown at once is handed on.',
      );
    },
  },
  {
    name: 'a unit sees its own writes',
    async run({ store, samples }) {
      const all = oneOfEach(samples);
      const seen = await store.transact(async (unit) => {
        await writeEverything(unit, samples, all);
        const more = { streamName: all.streamName, expected: { streamVersion: 1 }, events: samples.events(1) };
        return {
          next: (await unit.append(more)).streamVersion,
          outcome: await unit.findOutcome(all.outcome.key),
          document: await unit.findDocument(all.document.collection, all.document.key),
          checkpoint: await unit.findCheckpoint(all.checkpoint.name),
          snapshot: await unit.findSnapshot(all.snapshot.streamName, all.snapshot.stateHash),
        };
      });
      const { outcome, document, checkpoint, snapshot } = all;
      claimSame(seen, { next: 2, outcome, document, checkpoint, snapshot }, 'Before anybody else does.');
    },
  },
  {
    name: 'readers of streams and log see nothing of an open unit, then all of it',
    needs: ['transact', 'sideReads'],
    async run({ store, samples }) {
      const streamName = samples.stream();
      await store.append({ streamName, expected: 'no-stream', events: samples.events(1) });
      const look = async () => [
        (await store.readStream(streamName)).streamVersion,
        (await store.readStream(streamName, { direction: 'backwards' })).events.length,
        (await store.readLog()).events.length,
        await store.positionOf(streamName, 1),
      ];
      const before = await look();
      await store.transact(async (unit) => {
        await unit.append({ streamName, expected: { streamVersion: 1 }, events: samples.events(2) });
        for (let poll = 0; poll < 5; poll += 1) {
          claimSame(await look(), before, 'An open unit is invisible.');
          await turns(3);
        }
      });
      claimSame((await look()).slice(0, 3), [3, 3, 3], 'A committed one is whole.');
    },
  },
  {
    name: 'a conflict inside poisons the unit: later steps and the commit are refused, nothing is stored',
    async run({ store, samples }) {
      const all = oneOfEach(samples);
      const ended = store.transact(async (unit) => {
        await writeEverything(unit, samples, all);
        const again = { streamName: all.streamName, expected: 'no-stream' as const, events: samples.events(1) };
        claimSame(await unit.append(again), { kind: 'conflict', streamVersion: 1 }, 'The conflict is an answer.');
        await claimFails(unit.append({ ...again, expected: 'any' }), 'unit-poisoned', 'The next step is refused.');
        return 'the work itself ends well';
      });
      await claimFails(ended, 'unit-poisoned', 'The commit is refused.');
      claimSame(await foundOf(store, all), absent, 'Nothing is stored.');
    },
  },
  {
    name: 'of several streams in one unit all are stored, or none if one conflicts',
    async run({ store, samples }) {
      const [one, two, three] = [samples.stream(), samples.stream(), samples.stream()];
      const appendAll = (expected: number) =>
        store.transact(async (unit) => {
          for (const streamName of [one, two]) {
            await unit.append({ streamName, expected: 'any', events: samples.events(2) });
          }
          await unit.append({ streamName: three, expected: { streamVersion: expected }, events: [] });
        });
      await claimFails(appendAll(1), 'unit-poisoned', 'A stream that is only checked can conflict too.');
      claimSame(await store.head(), undefined, 'Then none was stored.');
      await appendAll(0);
      claimSame((await store.readLog()).events.length, 4, 'Otherwise all.');
    },
  },
  {
    name: 'whatever fails inside poisons the unit, even if the work catches it',
    async run({ store, samples }) {
      const streamName = samples.stream();
      const known = samples.event();
      await store.append({ streamName, expected: 'any', events: [known] });
      const other = samples.stream();
      const ended = store.transact(async (unit) => {
        await unit.append({ streamName: other, expected: 'any', events: samples.events(1) });
        const duplicate = unit.append({ streamName: other, expected: 'any', events: [samples.event(), known] });
        await claimFails(duplicate, 'duplicate-event-id', 'The step fails with its own error.');
      });
      await claimFails(ended, 'unit-poisoned', 'The commit is refused.');
      claimSame((await store.readStream(other)).state, 'absent', 'Nothing is stored.');
    },
  },
  {
    name: 'a replay inside a unit is an answer and does no harm',
    async run({ store, samples }) {
      const request = { streamName: samples.stream(), expected: 'no-stream' as const, events: samples.events(2) };
      await store.append(request);
      const other = samples.stream();
      await store.transact(async (unit) => {
        claimSame(Reflect.get(await unit.append(request), 'deduplicated'), true, 'Known as stored before.');
        await unit.append({ streamName: other, expected: 'no-stream', events: samples.events(1) });
      });
      claimSame((await store.readStream(other)).streamVersion, 1, 'The rest of the unit is stored.');
    },
  },
  {
    name: 'a unit that has ended does nothing any more',
    async run({ store, samples }) {
      const streamName = samples.stream();
      for (const fails of [false, true]) {
        const late: { append?: () => Promise<unknown> } = {};
        const ended = store.transact((unit) => {
          late.append = () => unit.append({ streamName, expected: 'any', events: samples.events(1) });
          if (fails) throw new Error('no');
        });
        await ended.catch(() => undefined);
        await claimFails(late.append?.() ?? Promise.resolve(), 'unit-closed', 'A step after the end is refused.');
      }
      claimSame((await store.readStream(streamName)).state, 'absent', 'And stored nothing.');
    },
  },
  {
    name: 'a unit that failed leaves the way free for the next',
    async run({ store, samples }) {
      const streamName = samples.stream();
      const units = Array.from({ length: 9 }, (_, index) =>
        store.transact(async (unit) => {
          await unit.append({ streamName, expected: 'any', events: samples.events(1) });
          await turns(index);
          if (index % 3 === 1) throw new Error('no');
        }),
      );
      const results = await Promise.allSettled(units);
      const stored = results.filter(({ status }) => status === 'fulfilled').length;
      claimSame([stored, (await store.readStream(streamName)).streamVersion], [6, 6], 'Those that ended well.');
    },
  },
  {
    name: 'a unit that is aborted before it begins or before it commits stores nothing',
    async run({ store, samples }) {
      const streamName = samples.stream();
      let begun = false;
      const early = store.transact(() => void (begun = true), { signal: aborted('early') });
      await claimFails(early, 'operation-aborted', 'Aborted before it began.');
      claimSame(begun, false, 'The work was not run.');
      const { signal, abort } = abortable();
      const late = store.transact(
        async (unit) => {
          await unit.append({ streamName, expected: 'any', events: samples.events(1) });
          abort('late');
        },
        { signal },
      );
      await claimFails(late, 'operation-aborted', 'Aborted before it committed.');
      claimSame((await store.readStream(streamName)).state, 'absent', 'Nothing was stored.');
    },
  },
];

export const transactCases: CaseGroup = {
  group: 'units',
  cases: cases.map((definition) => ({ needs: 'transact' as const, ...definition })),
};
