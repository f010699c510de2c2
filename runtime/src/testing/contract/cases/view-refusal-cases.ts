import type { ColumnKind, ColumnValue, ViewRow, ViewShape } from '../../../store/view.js';
import { claimFails, claimSame, codeOf } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { allRows, column, ordersView, orderRow, put, valuesView, writeRows } from './view-samples.js';

const cases: readonly CaseDefinition[] = [
  {
    name: 'values that are none of their column are refused, and nothing is written',
    async run({ store }) {
      const wrong: readonly (readonly [ColumnKind, readonly ColumnValue[]])[] = [
        ['text', [1, true, 'a\0b', '\ud800', '\udc00x']],
        ['integer', ['1', 1.5, 2 ** 53, NaN, true, Infinity]],
        ['number', ['1', NaN, Infinity, -Infinity, false]],
        ['decimal', [1, '1e3', '-0', '01', '1.', '.5', '+1', '', 'NaN', '1,5', `1${'0'.repeat(1_002)}`]],
        ['instant', ['2024-02-30T00:00:00Z', '2024-01-01', '2024-01-01T00:00:00+01:00', 0, '2024-01-01T00:00:60Z']],
        ['boolean', ['true', 0, 1]],
        ['json', [1, '\0', '\ud800', true]],
      ];
      for (const [kind, values] of wrong) {
        const view = valuesView(kind);
        await store.openView(view);
        for (const value of values) {
          const what = `${kind}: ${JSON.stringify(value)}`;
          const code = await writeRows(store, view, [put([0, null]), put([1, value])]).then(() => 'written', codeOf);
          claimSame(code, 'invalid-store-argument', what);
          const asking = store.queryRows(view, { ...allRows, where: [{ column: 'value', is: 'equal', value }] });
          claimSame(await asking.then(() => 'asked', codeOf), 'invalid-store-argument', `asked for ${what}`);
        }
        claimSame(await store.queryRows(view, allRows), [], `${kind}: no row of the step is there.`);
      }
    },
  },
  {
    name: 'rows and keys that do not fit their view are refused',
    async run({ store }) {
      const view = ordersView();
      await store.openView(view);
      const refused = 'invalid-store-argument';
      const rows: readonly ViewRow[] = [['a', 1], ['a', 1, null, null], ['a', null, null], [null, 1, null], []];
      for (const row of rows) {
        await claimFails(writeRows(store, view, [{ key: ['a'], row }]), refused, JSON.stringify(row));
      }
      const elsewhere = writeRows(store, view, [{ key: ['b'], row: orderRow('a', 1) }]);
      await claimFails(elsewhere, refused, 'A row stands at the place of its key.');
      for (const key of [[], ['a', 'b'], [null], [1]]) {
        await claimFails(store.findRows(view, [key]), refused, `A key is not ${JSON.stringify(key)}.`);
      }
      const prices: ViewShape = { ...view, name: 'shop.Prices', key: [column('price', 'decimal')] };
      await store.openView(prices);
      const twice = writeRows(store, prices, [put(['1.0', 1, null]), put(['1.00', 2, null])]);
      await claimFails(twice, refused, 'One place is written once in a step.');
      claimSame(await store.queryRows(view, allRows), [], 'Nothing was written.');
    },
  },
  {
    name: 'what is no shape of a view is refused',
    async run({ store }) {
      const view = ordersView();
      const many = Array.from({ length: 13 }, (_, n) => column(`c${n}`, 'text'));
      const shapes: readonly ViewShape[] = [
        { ...view, name: '' },
        { ...view, name: 'a\0b' },
        { ...view, hash: '' },
        { ...view, key: [] },
        { ...view, key: many },
        { ...view, key: [column('orderId', 'json')] },
        { ...view, key: [column('orderId', 'text', true)] },
        { ...view, columns: [column('a', 'text'), column('a', 'integer')] },
        { ...view, columns: [column('orderId', 'text')] },
        { ...view, columns: [column('', 'text')] },
        { ...view, columns: [column('\ud800', 'text')] },
        { ...view, columns: [column('a', 'toString' as ColumnKind)] },
        { ...view, indexes: [[]] },
        { ...view, indexes: [['nothing']] },
        { ...view, indexes: [['count', 'count']] },
        { ...view, columns: [column('j', 'json')], indexes: [['j']] },
        { ...view, columns: many, indexes: [many.map(({ name }) => name)] },
      ];
      for (const shape of shapes) {
        const code = await store.openView(shape).then(() => 'opened', codeOf);
        claimSame(code, 'invalid-store-argument', JSON.stringify(shape));
      }
      claimSame(await store.findViews(view.name), [], 'Nothing was made.');
    },
  },
];

export const viewRefusalCases: CaseGroup = {
  group: 'refusals of views',
  cases: cases.map((definition) => ({ needs: ['views', 'transact'] as const, ...definition })),
};
