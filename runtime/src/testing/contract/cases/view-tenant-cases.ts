import { claimFails, claimSame, codeOf } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { allRows, gone, openWith, orderRow, ordersView, put, writeRows } from './view-samples.js';

const view = ordersView();

const cases: readonly CaseDefinition[] = [
  {
    name: 'rows of one key are each tenant’s own, and nobody’s besides',
    async run({ store }) {
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      await openWith(store, view, [orderRow('a', 1)]);
      await writeRows(acme, view, [put(orderRow('a', 2)), put(orderRow('b', 3))]);
      await writeRows(globex, view, [put(orderRow('a', 4)), gone('b')]);
      for (const [handle, rows] of [
        [store, [orderRow('a', 1)]],
        [acme, [orderRow('a', 2), orderRow('b', 3)]],
        [globex, [orderRow('a', 4)]],
        [store.forTenant('none'), []],
      ] as const) {
        claimSame(await handle.queryRows(view, allRows), rows, 'Each asks for its own.');
        claimSame(
          (await handle.findRows(view, [['a'], ['b']])).flatMap((row) => row ?? []),
          rows.flat(),
          'And finds it.',
        );
      }
      await writeRows(acme, view, [gone('a'), gone('b')]);
      claimSame(await acme.queryRows(view, allRows), [], 'What one removes');
      claimSame(await globex.queryRows(view, allRows), [orderRow('a', 4)], 'others keep.');
    },
  },
  {
    name: 'a unit of the store as it was opened writes and finds rows of all tenants in one step',
    async run({ store }) {
      await store.openView(view);
      await store.transact(async (unit) => {
        const changes = ['acme', 'globex', undefined].map((tenant, n) => {
          return { ...(tenant === undefined ? {} : { tenant }), ...put(orderRow('a', n)) };
        });
        await unit.writeRows(view, changes);
        const places = [{ tenant: 'globex', key: ['a'] }, { key: ['a'] }, { tenant: 'none', key: ['a'] }];
        const found = [orderRow('a', 1), orderRow('a', 2), undefined];
        claimSame(await unit.findRows(view, places), found, 'Each at its place.');
        await unit.writeRows(view, [{ tenant: 'acme', ...gone('a') }]);
      });
      claimSame(await store.forTenant('acme').queryRows(view, allRows), [], 'Removed for one');
      claimSame(await store.forTenant('globex').queryRows(view, allRows), [orderRow('a', 1)], 'and not for another.');
      claimSame(await store.queryRows(view, allRows), [orderRow('a', 2)], 'Nobody’s is nobody’s.');
    },
  },
  {
    name: 'one key is one place for each tenant: only the same tenant’s twice in a step is refused',
    async run({ store }) {
      await store.openView(view);
      const of = (tenant: string) => ({ tenant, ...put(orderRow('a', 1)) });
      await writeRows(store, view, [of('acme'), of('globex'), put(orderRow('a', 1))]);
      const twice = writeRows(store, view, [of('acme'), of('globex'), of('acme')]);
      await claimFails(twice, 'invalid-store-argument', 'It is the same place.');
      for (const tenant of ['', 'a\0b', 'x'.repeat(129)]) {
        await claimFails(writeRows(store, view, [of(tenant)]), 'invalid-store-argument', 'No tenant has such a name.');
      }
    },
  },
  {
    name: 'a tenant’s handle reaches no other tenant’s rows, and neither serves nor drops what is everybody’s',
    async run({ store }) {
      await openWith(store, view, [orderRow('a', 1)]);
      const acme = store.forTenant('acme');
      await acme.transact((unit) => unit.writeRows(view, [{ tenant: 'acme', ...put(orderRow('a', 2)) }]));
      const foreign = acme.transact((unit) => unit.writeRows(view, [{ tenant: 'globex', ...put(orderRow('a', 3)) }]));
      await claimFails(foreign, 'invalid-store-argument', 'Another’s place is refused.');
      const looking = acme.transact((unit) => unit.findRows(view, [{ tenant: 'globex', key: ['a'] }]));
      await claimFails(looking, 'invalid-store-argument', 'In reading as well.');
      const serving = acme.transact((unit) => unit.serveView(view));
      await claimFails(serving, 'invalid-store-argument', 'One tenant does not decide for all.');
      const dropping = acme.transact((unit) => unit.dropView(view.name, view.hash));
      await claimFails(dropping, 'invalid-store-argument', 'Nor does it take away the rows of all.');
      const held = await acme.transact((unit) => unit.holdView(view.name, 'shared'));
      claimSame(held, await store.findViews(view.name), 'The generations are everybody’s.');
      claimSame(await acme.findViews(view.name), held, 'And known to everybody.');
      claimSame((await acme.openView(view)).state, 'building', 'Whoever opens one finds it.');
      claimSame(await acme.findRows(view, [['a']]), [orderRow('a', 2)], 'Its own row is there.');
    },
  },
  {
    name: 'a tenant’s unit that fails leaves its rows, and those of others, as they were',
    async run({ store }) {
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      await store.openView(view);
      await writeRows(acme, view, [put(orderRow('a', 1))]);
      await writeRows(globex, view, [put(orderRow('a', 2))]);
      const failing = acme.transact(async (unit) => {
        await unit.writeRows(view, [gone('a'), put(orderRow('b', 9))]);
        throw new TypeError('on purpose');
      });
      claimSame(await failing.catch((error: unknown) => codeOf(error) ?? 'thrown'), 'thrown', 'It fails.');
      claimSame(await acme.queryRows(view, allRows), [orderRow('a', 1)], 'Its own.');
      claimSame(await globex.queryRows(view, allRows), [orderRow('a', 2)], 'Another’s.');
    },
  },
];

export const viewTenantCases: CaseGroup = {
  group: 'views of tenants',
  cases: cases.map((definition) => ({ needs: ['views', 'transact', 'tenants'] as const, ...definition })),
};
