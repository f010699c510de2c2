import { claim, claimFails, claimSame, codeOf } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { allRows, gone, openWith, orderRow, ordersView, put, writeRows } from './view-samples.js';

const view = ordersView();

const cases: readonly CaseDefinition[] = [
  {
    name: 'a generation that is opened is building, and opened again it is the same one',
    async run({ store }) {
      claimSame(await store.findViews(view.name), [], 'There is none before.');
      const opened = { name: view.name, hash: view.hash, state: 'building', shape: view };
      claimSame(await store.openView(view), opened, 'Its shape is told as it was given.');
      await writeRows(store, view, [put(orderRow('a', 1))]);
      claimSame(await store.openView({ ...view, columns: [...view.columns] }), opened, 'Nothing is made twice.');
      claimSame(await store.findViews(view.name), [opened], 'There is one.');
      claimSame(await store.queryRows(view, allRows), [orderRow('a', 1)], 'With the rows that it had.');
    },
  },
  {
    name: 'many open a generation at the same time, and it is there once',
    async run({ store }) {
      const opened = await Promise.all(Array.from({ length: 8 }, () => store.openView(view)));
      for (const { state } of opened) claimSame(state, 'building', 'Each is told of it.');
      claimSame((await store.findViews(view.name)).length, 1, 'There is one.');
    },
  },
  {
    name: 'the shape that is opened is the store’s own: changing the one that was given changes nothing',
    async run({ store }) {
      const columns = [...view.columns];
      await store.openView({ ...view, columns });
      columns.pop();
      const [found] = await store.findViews(view.name);
      claimSame(found?.shape, view, 'It is as it was when it was opened.');
    },
  },
  {
    name: 'a generation that was not opened is missing, and nothing is written into it',
    async run({ store }) {
      await store.openView(ordersView('other'));
      const missing = 'A store holds the generations that were opened in it.';
      await claimFails(store.findRows(view, [['a']]), 'view-missing', missing);
      await claimFails(store.findRows(view, []), 'view-missing', missing);
      await claimFails(store.queryRows(view, allRows), 'view-missing', missing);
      await claimFails(writeRows(store, view, [put(orderRow('a', 1))]), 'view-missing', missing);
      await claimFails(writeRows(store, view, []), 'view-missing', missing);
      const reading = store.transact((unit) => unit.findRows(view, [{ key: ['a'] }]));
      await claimFails(reading, 'view-missing', missing);
      claimSame(await store.queryRows(ordersView('other'), allRows), [], 'The other one is as it was.');
    },
  },
  {
    name: 'rows are found as they were written, in the order of the keys that were asked for',
    async run({ store }) {
      await openWith(store, view, [orderRow('a', 1, 'ä'), orderRow('b', 2)]);
      const found = [orderRow('b', 2), undefined, orderRow('a', 1, 'ä'), orderRow('b', 2)];
      const keys = [['b'], ['c'], ['a'], ['b']];
      claimSame(await store.findRows(view, keys), found, 'And nothing where there is no row.');
      const inside = await store.transact((unit) =>
        unit.findRows(
          view,
          keys.map((key) => ({ key })),
        ),
      );
      claimSame(inside, found, 'In a unit as well.');
      claimSame(await store.findRows(view, []), [], 'Who asks for none gets none.');
    },
  },
  {
    name: 'a row is replaced as a whole, and gone when it is removed',
    async run({ store }) {
      await openWith(store, view, [orderRow('a', 1, 'old'), orderRow('b', 2), orderRow('c', 3)]);
      await writeRows(store, view, [put(orderRow('a', 9)), gone('b'), gone('never'), put(orderRow('d', 4))]);
      const rows = [orderRow('a', 9), orderRow('c', 3), orderRow('d', 4)];
      claimSame(await store.queryRows(view, allRows), rows, 'The others stay. Nothing of the old row is left.');
      await writeRows(store, view, [gone('a'), gone('c'), gone('d')]);
      claimSame(await store.queryRows(view, allRows), [], 'And all can go.');
      await writeRows(store, view, []);
    },
  },
  {
    name: 'a unit sees the rows that it has written, and readers see them when it has ended',
    async run({ store }) {
      await openWith(store, view, [orderRow('a', 1), orderRow('b', 2)]);
      let open = true;
      let early: unknown = 'nothing';
      let reading: Promise<void> = Promise.resolve();
      await store.transact(async (unit) => {
        await unit.writeRows(view, [put(orderRow('a', 5)), gone('b'), put(orderRow('c', 3))]);
        reading = store.findRows(view, [['a'], ['b'], ['c']]).then((rows) => {
          if (open) early = rows;
        });
        const places = [{ key: ['a'] }, { key: ['b'] }, { key: ['c'] }];
        for (let turn = 0; turn < 20; turn += 1) {
          claimSame(await unit.findRows(view, places), [orderRow('a', 5), undefined, orderRow('c', 3)], 'Its own.');
        }
        await unit.writeRows(view, [put(orderRow('b', 7)), gone('c')]);
        claimSame(await unit.findRows(view, places), [orderRow('a', 5), orderRow('b', 7), undefined], 'At each step.');
        open = false;
      });
      await reading;
      const before = [orderRow('a', 1), orderRow('b', 2), undefined];
      if (early !== 'nothing') claimSame(early, before, 'Who reads meanwhile sees what stood before.');
      claimSame(await store.queryRows(view, allRows), [orderRow('a', 5), orderRow('b', 7)], 'Then all of it.');
    },
  },
  {
    name: 'nothing of a unit that fails stands: no row, and none is gone',
    async run({ store, samples }) {
      const rows = [orderRow('a', 1), orderRow('b', 2)];
      await openWith(store, view, rows);
      const streamName = samples.stream();
      await store.append({ streamName, expected: 'no-stream', events: samples.events(1) });
      const thrown = store.transact(async (unit) => {
        await unit.writeRows(view, [put(orderRow('a', 9)), gone('b'), put(orderRow('c', 3))]);
        throw new TypeError('on purpose');
      });
      claimSame(await thrown.catch((error: unknown) => error instanceof TypeError), true, 'The error is handed on.');
      claimSame(await store.queryRows(view, allRows), rows, 'After an error.');
      const conflicting = store.transact(async (unit) => {
        await unit.writeRows(view, [put(orderRow('a', 9)), gone('b')]);
        await unit.append({ streamName, expected: 'no-stream', events: samples.events(1) });
      });
      await claimFails(conflicting, 'unit-poisoned', 'It conflicted.');
      claimSame(await store.queryRows(view, allRows), rows, 'After a conflict.');
    },
  },
  {
    name: 'a step with a view that fails poisons its unit, and its append is not stored',
    async run({ store, samples }) {
      await store.openView(view);
      for (const broken of [[put(orderRow('a', 0.5))], [gone('a'), gone('a')]]) {
        const streamName = samples.stream();
        const failing = store.transact(async (unit) => {
          await unit.append({ streamName, expected: 'no-stream', events: samples.events(1) });
          const code = await unit.writeRows(view, broken).then(() => 'written', codeOf);
          claimSame(code, 'invalid-store-argument', 'The step is refused.');
          await unit.writeRows(view, [put(orderRow('b', 1))]);
        });
        await claimFails(failing, 'unit-poisoned', 'What follows is refused, too.');
        claimSame((await store.readStream(streamName)).streamVersion, 0, 'Rows and events stand or fall together.');
      }
      claimSame(await store.queryRows(view, allRows), [], 'No row either.');
    },
  },
  {
    name: 'thousands of rows are written, found and removed in one step each',
    async run({ store }) {
      await store.openView(view);
      const rows = Array.from({ length: 3_000 }, (_, n) =>
        orderRow(`order ${String(n).padStart(5, '0')}`, n, `"${n}'`),
      );
      const keys = rows.map(([orderId]) => [orderId ?? null]);
      await writeRows(
        store,
        view,
        rows.map((row) => put(row)),
      );
      claimSame(await store.findRows(view, keys), rows, 'All of them.');
      claimSame((await store.queryRows(view, allRows)).length, 3_000, 'Once each.');
      const halved = keys.filter((_, n) => n % 2 === 0);
      await writeRows(
        store,
        view,
        halved.map((key) => gone(...key)),
      );
      const found = await store.findRows(view, keys);
      claim(
        found.every((row, n) => (row === undefined) === (n % 2 === 0)),
        'Those that were removed, and no others, are gone.',
      );
    },
  },
  {
    name: 'a row is written beside the events that it was made of, in one commit',
    async run({ store, samples }) {
      await store.openView(view);
      const streamName = samples.stream();
      await store.transact(async (unit) => {
        await unit.append({ streamName, expected: 'no-stream', events: samples.events(2) });
        const [standing] = await unit.findRows(view, [{ key: ['a'] }]);
        claimSame(standing, undefined, 'There is none yet.');
        await unit.writeRows(view, [put(orderRow('a', 2))]);
      });
      claimSame(await store.findRows(view, [['a']]), [orderRow('a', 2)], 'The row.');
      claimSame((await store.readStream(streamName)).streamVersion, 2, 'The events.');
    },
  },
];

export const viewCases: CaseGroup = {
  group: 'views',
  cases: cases.map((definition) => ({ needs: ['views', 'transact'] as const, ...definition })),
};
