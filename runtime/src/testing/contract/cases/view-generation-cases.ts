import type { FullEventStore } from '../../../store/event-store.js';
import type { ViewShape } from '../../../store/view.js';
import { claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { turns } from './turns.js';
import { allRows, column, openWith, orderRow, ordersView, put, writeRows } from './view-samples.js';

const [first, second] = [ordersView('first'), ordersView('second')];
/** Of other columns than the first. */
const wider: ViewShape = { ...ordersView('wider'), columns: [column('total', 'decimal', true)], indexes: [] };

const serve = (store: FullEventStore, view: ViewShape): Promise<void> => store.transact((unit) => unit.serveView(view));

async function statesOf(store: FullEventStore): Promise<readonly string[]> {
  return (await store.findViews(first.name)).map(({ hash, state }) => `${hash} ${state}`);
}

const cases: readonly CaseDefinition[] = [
  {
    name: 'generations of a view lie side by side, each with its own columns and rows',
    async run({ store }) {
      await openWith(store, first, [orderRow('a', 1)]);
      await openWith(store, second, [orderRow('a', 2), orderRow('b', 3)]);
      await openWith(store, wider, [['a', '1.50']]);
      claimSame(await store.queryRows(first, allRows), [orderRow('a', 1)], 'The first.');
      claimSame(await store.queryRows(second, allRows), [orderRow('a', 2), orderRow('b', 3)], 'The second.');
      claimSame(await store.queryRows(wider, allRows), [['a', '1.50']], 'The third.');
      const hashes = (await store.findViews(first.name)).map(({ hash }) => hash);
      claimSame([...hashes].sort(), ['first', 'second', 'wider'], 'All of them are known.');
      claimSame(await store.findViews('shop.Others'), [], 'Under their own name.');
    },
  },
  {
    name: 'a hash stands for one shape, whoever opens it',
    async run({ store }) {
      await store.openView(first);
      const others: readonly ViewShape[] = [
        { ...first, columns: [...first.columns, column('more', 'text', true)] },
        { ...first, columns: first.columns.map((each) => ({ ...each, nullable: true })) },
        { ...first, key: [column('orderId', 'integer')] },
        { ...first, indexes: [] },
      ];
      for (const other of others) {
        await claimFails(store.openView(other), 'invalid-store-argument', 'Another shape has another hash.');
      }
      claimSame((await store.findViews(first.name)).length, 1, 'Nothing was made.');
      for (const other of others) {
        await claimFails(
          store.findRows(other, [[other.key[0]?.kind === 'integer' ? 1 : 'a']]),
          'view-missing',
          'Read.',
        );
        await claimFails(store.queryRows(other, allRows), 'view-missing', 'Asked.');
      }
    },
  },
  {
    name: 'of two views whose tables would have one name, the second is refused',
    async run({ store }) {
      await store.openView(first);
      const namesake = ordersView('first', 'shop.order-list');
      await claimFails(store.openView(namesake), 'invalid-store-argument', 'Nobody is shown another’s rows.');
      claimSame(await store.findViews(namesake.name), [], 'It is not there.');
      await store.openView(ordersView('first', 'shop.OrderLists'));
    },
  },
  {
    name: 'from its commit on a generation serves, and the one before it is building again',
    needs: ['views', 'transact', 'anyTenant'],
    async run({ store }) {
      await openWith(store, first, [orderRow('a', 1)]);
      await openWith(store, second, [orderRow('a', 2)]);
      await serve(store, second);
      claimSame(await statesOf(store), ['second serving', 'first building'], 'What serves comes first.');
      await serve(store, second);
      claimSame(await statesOf(store), ['second serving', 'first building'], 'Serving again changes nothing.');
      await store.transact(async (unit) => {
        await unit.serveView(first);
        const held = await unit.holdView(first.name, 'alone');
        claimSame(
          held.map(({ hash, state }) => `${hash} ${state}`),
          ['first serving', 'second building'],
          'The unit itself sees it at once.',
        );
      });
      claimSame(await statesOf(store), ['first serving', 'second building'], 'Then everybody.');
      claimSame(await store.queryRows(second, allRows), [orderRow('a', 2)], 'Both can still be read.');
      await writeRows(store, second, [put(orderRow('b', 3))]);
      claimSame((await store.openView(first)).state, 'serving', 'Opening it changes nothing.');
    },
  },
  {
    name: 'a unit that fails has served and dropped nothing',
    needs: ['views', 'transact', 'anyTenant'],
    async run({ store }) {
      await openWith(store, first, [orderRow('a', 1)]);
      await openWith(store, second, [orderRow('a', 2)]);
      await serve(store, first);
      const failing = store.transact(async (unit) => {
        await unit.serveView(second);
        await unit.dropView(first.name, first.hash);
        const left = await unit.holdView(first.name, 'alone');
        claimSame(
          left.map(({ hash }) => hash),
          ['second'],
          'The unit sees that it is gone.',
        );
        throw new TypeError('on purpose');
      });
      claimSame(await failing.catch((error: unknown) => error instanceof TypeError), true, 'The error is handed on.');
      claimSame(await statesOf(store), ['first serving', 'second building'], 'All is as it was.');
      claimSame(await store.queryRows(first, allRows), [orderRow('a', 1)], 'With its rows.');
    },
  },
  {
    name: 'what was not opened cannot serve',
    needs: ['views', 'transact', 'anyTenant'],
    async run({ store }) {
      await store.openView(first);
      await serve(store, first);
      await claimFails(serve(store, second), 'view-missing', 'Nobody would find any rows.');
      claimSame(await statesOf(store), ['first serving'], 'The one before goes on serving.');
    },
  },
  {
    name: 'a generation that is dropped is gone with its rows, and the others stay',
    needs: ['views', 'transact', 'anyTenant'],
    async run({ store }) {
      await openWith(store, first, [orderRow('a', 1)]);
      await openWith(store, second, [orderRow('a', 2)]);
      await serve(store, second);
      const drop = (hash: string): Promise<void> => store.transact((unit) => unit.dropView(first.name, hash));
      await claimFails(drop('second'), 'invalid-store-argument', 'What serves is not dropped.');
      await drop('first');
      await drop('first');
      await drop('never');
      await store.transact((unit) => unit.dropView('shop.Never', 'first'));
      claimSame(await statesOf(store), ['second serving'], 'It is not known any more.');
      await claimFails(store.findRows(first, [['a']]), 'view-missing', 'Nor are its rows found.');
      await claimFails(store.queryRows(first, allRows), 'view-missing', 'Nor is it asked.');
      claimSame(await store.queryRows(second, allRows), [orderRow('a', 2)], 'The other one is untouched.');
      claimSame((await store.openView(first)).state, 'building', 'It can be opened anew.');
      claimSame(await store.queryRows(first, allRows), [], 'And is empty then.');
    },
  },
  {
    name: 'what a unit wrote before it dropped a generation is gone with it',
    needs: ['views', 'transact', 'anyTenant'],
    async run({ store }) {
      await store.openView(first);
      const writing = store.transact(async (unit) => {
        await unit.writeRows(first, [put(orderRow('a', 1))]);
        await unit.dropView(first.name, first.hash);
        await unit.findRows(first, [{ key: ['a'] }]);
      });
      await claimFails(writing, 'view-missing', 'Within the unit.');
      claimSame(await statesOf(store), ['first building'], 'The unit failed, so that it is still there.');
      await store.transact(async (unit) => {
        await unit.writeRows(first, [put(orderRow('a', 1))]);
        await unit.dropView(first.name, first.hash);
      });
      claimSame(await statesOf(store), [], 'It is gone.');
    },
  },
  {
    name: 'who holds a view alone waits for those that share it, and they wait for it',
    async run({ store }) {
      await store.openView(first);
      const ways = ['shared', 'alone'] as const;
      for (const [held, asked] of [ways, ['alone', 'shared'], ['alone', 'alone']] as const) {
        const order: string[] = [];
        let other: Promise<unknown> = Promise.resolve();
        await store.transact(async (unit) => {
          await unit.holdView(first.name, held);
          other = store.transact(async (second) => {
            await second.holdView(first.name, asked);
            order.push('the other');
          });
          for (let turn = 0; turn < 20; turn += 1) await unit.findRows(first, [{ key: ['a'] }]);
          order.push('the one');
        });
        await other;
        claimSame(order, ['the one', 'the other'], `${asked} waits for ${held}.`);
      }
    },
  },
  {
    name: 'any number of units share a view at the same time',
    needs: ['views', 'transact', 'sideWrites'],
    async run({ store }) {
      await store.openView(first);
      await store.transact(async (one) => {
        await one.holdView(first.name, 'shared');
        await store.transact((two) => two.holdView(first.name, 'shared'));
        await store.transact((two) => two.holdView('shop.Another', 'alone'));
        await one.writeRows(first, [put(orderRow('a', 1))]);
      });
      claimSame(await store.queryRows(first, allRows), [orderRow('a', 1)], 'None of them waited for another.');
    },
  },
  {
    name: 'a view that is held gets no new generation, not even its first one, until the unit has ended',
    async run({ store }) {
      const order: string[] = [];
      let opening: Promise<unknown> = Promise.resolve();
      await store.transact(async (unit) => {
        claimSame(await unit.holdView(first.name, 'alone'), [], 'There is none.');
        opening = store.openView(first).then(() => order.push('opened'));
        for (let turn = 0; turn < 20; turn += 1) {
          claimSame(await unit.holdView(first.name, 'alone'), [], 'It stays so.');
          await turns(5);
        }
        order.push('unit');
      });
      await opening;
      claimSame(order, ['unit', 'opened'], 'Whoever opens it waits.');
    },
  },
];

export const viewGenerationCases: CaseGroup = {
  group: 'generations of views',
  cases: cases.map((definition) => ({ needs: ['views', 'transact'] as const, ...definition })),
};
