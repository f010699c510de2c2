import type { ColumnValue, ViewCondition, ViewQuery, ViewRow, ViewShape } from '../../../store/view.js';
import { claimFails, claimSame, codeOf, reached } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import type { SeededRandom } from '../seeded-random.js';
import { withSeeds } from './random-requests.js';
import { evaluate } from './view-evaluation.js';
import { allRows, column, openWith, orderRow, ordersView, put, writeRows } from './view-samples.js';

const view = ordersView();

const everyKind: ViewShape = {
  name: 'shop.EveryKind',
  hash: 'h',
  key: [column('price', 'decimal'), column('id', 'text')],
  columns: [
    column('text', 'text', true),
    column('integer', 'integer', true),
    column('number', 'number', true),
    column('decimal', 'decimal', true),
    column('instant', 'instant', true),
    column('boolean', 'boolean', true),
    column('sure', 'integer'),
  ],
  indexes: [['text', 'integer'], ['instant'], ['decimal', 'boolean'], ['sure']],
};

const choices: Readonly<Record<string, readonly [ColumnValue, ...ColumnValue[]]>> = {
  price: ['0', '0.00', '1', '1.0', '-1', '-1.5', '10', '9.99'],
  id: ['a', 'b', 'A', '', 'é', '\uFFFD', '😀', 'ab', 'a b'],
  text: ['', 'a', 'B', 'ab', 'é', '\uFFFD', '😀', "'", '%'],
  integer: [0, -1, 1, 42, Number.MAX_SAFE_INTEGER],
  number: [0, 0.1, -0.1, 1e308, -1e308, 5e-324, 1.5],
  decimal: ['0', '0.0', '-0.5', '-0.50', '1', '10', '9', '-10', '0.000001', '123456789012345678901234567890.5'],
  instant: ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.0000001Z', '0000-01-01T00:00:00Z'],
  boolean: [true, false],
  sure: [1, 2, 3],
};

const all = [...everyKind.key, ...everyKind.columns];
const comparisons = ['less', 'at-most', 'greater', 'at-least'] as const;
const none: readonly [ColumnValue] = [null];

function valueFor(random: SeededRandom, name: string): ColumnValue {
  const nullable = all.some((each) => each.name === name && each.nullable);
  return nullable && random.chance(5) ? null : random.pick(choices[name] ?? none);
}

function randomCondition(random: SeededRandom): ViewCondition {
  const name = all[random.below(all.length)]?.name ?? 'sure';
  if (random.chance(3)) return { column: name, is: 'equal', value: valueFor(random, name) };
  if (random.chance(3)) {
    const values = Array.from({ length: random.below(4) }, () => valueFor(random, name));
    return { column: name, is: 'one-of', values };
  }
  const value = random.pick(choices[name] ?? none);
  return { column: name, is: random.pick(comparisons), value: value ?? 0 };
}

function randomQuery(random: SeededRandom): ViewQuery {
  const where = Array.from({ length: random.below(3) }, () => randomCondition(random));
  const names = all.map(({ name }) => name).filter(() => random.chance(4));
  const orderBy = names.slice(0, 3).map((name) => ({ column: name, descending: random.chance(2) }));
  return { where, orderBy, limit: 1 + random.below(12) };
}

/** What a page begins behind: a row, told by the values that it is ordered by. */
function placeOf({ orderBy }: ViewQuery, row: ViewRow): readonly ColumnValue[] {
  const names = [...orderBy.map((each) => each.column), ...everyKind.key.map(({ name }) => name)];
  return names.map((name) => row[all.findIndex((each) => each.name === name)] ?? null);
}

const cases: readonly CaseDefinition[] = [
  {
    name: 'random questions over random rows are answered as plain reckoning answers them, page for page',
    async run(world) {
      const { store } = world;
      await store.openView(everyKind);
      let pages = 0;
      await withSeeds(world, 3, async (random) => {
        const before = await store.queryRows(everyKind, allRows);
        await writeRows(
          store,
          everyKind,
          before.map(([price = null, id = null]) => ({ key: [price, id], row: undefined })),
        );
        // The later of two rows at one place would win: each is written in a step of its own.
        for (let step = 0; step < 12; step += 1) {
          const row = all.map(({ name }) => valueFor(random, name));
          await writeRows(store, everyKind, [put(row, 2)]);
        }
        const places = new Map<string, ViewRow>();
        for (let n = 0; n < 80; n += 1) {
          const row = all.map(({ name }) => valueFor(random, name));
          places.set(`${Number(row[0])} ${row[1]}`, row);
        }
        await writeRows(
          store,
          everyKind,
          [...places.values()].map((row) => put(row, 2)),
        );
        const rows = await store.queryRows(everyKind, allRows);
        for (let question = 0; question < 60; question += 1) {
          const query = randomQuery(random);
          let after: readonly ColumnValue[] | undefined;
          for (;;) {
            const asked = after === undefined ? query : { ...query, after };
            const expected = evaluate(everyKind, rows, asked);
            claimSame(await store.queryRows(everyKind, asked), expected, JSON.stringify(asked));
            const last = expected.at(-1);
            if (last === undefined || expected.length < query.limit) break;
            after = placeOf(query, last);
            pages += 1;
          }
        }
      });
      reached(pages > 100, 'questions of several pages');
    },
  },
  {
    name: 'null comes before everything, and is found by asking for it alone',
    async run({ store }) {
      await openWith(store, view, [orderRow('a', 1, 'x'), orderRow('b', 2), orderRow('c', 3, ''), orderRow('d', 4)]);
      const ids = async (query: Partial<ViewQuery>): Promise<string> =>
        (await store.queryRows(view, { ...allRows, ...query })).map(([id]) => id).join('');
      claimSame(await ids({ orderBy: [{ column: 'note', descending: false }] }), 'bdca', 'Before the empty text.');
      claimSame(await ids({ orderBy: [{ column: 'note', descending: true }] }), 'acbd', 'Descending it is last.');
      const where = (condition: ViewCondition): Partial<ViewQuery> => ({ where: [condition] });
      claimSame(await ids(where({ column: 'note', is: 'equal', value: null })), 'bd', 'Equal to null.');
      claimSame(await ids(where({ column: 'count', is: 'equal', value: null })), '', 'Which this column never is.');
      claimSame(await ids(where({ column: 'note', is: 'one-of', values: [null, 'x'] })), 'a', 'One of never is null.');
      claimSame(await ids(where({ column: 'note', is: 'one-of', values: [] })), '', 'One of nothing is nothing.');
      claimSame(await ids(where({ column: 'note', is: 'at-most', value: 'zzz' })), 'ac', 'Null is not less.');
    },
  },
  {
    name: 'a page begins behind the row that it is told, whether that is still there or not',
    async run({ store }) {
      const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, n) => orderRow(id, n % 2, n < 3 ? null : id));
      await openWith(store, view, rows);
      for (const descending of [false, true]) {
        for (const name of ['count', 'note', 'orderId']) {
          const query: ViewQuery = { where: [], orderBy: [{ column: name, descending }], limit: 2 };
          const whole = evaluate(view, rows, { ...query, limit: 9 });
          for (const [at, last] of whole.entries()) {
            const value = last[['orderId', 'count', 'note'].indexOf(name)] ?? null;
            const after = [value, last[0] ?? null];
            const page = await store.queryRows(view, { ...query, after });
            claimSame(
              page,
              whole.slice(at + 1, at + 3),
              `${name} ${descending ? 'down' : 'up'}, after ${after.join()}`,
            );
          }
        }
      }
      await writeRows(store, view, [{ key: ['c'], row: undefined }]);
      const behind = await store.queryRows(view, { ...allRows, after: ['c'], limit: 1 });
      claimSame(behind, [rows[3]], 'The row before the page is gone, and nothing is left out.');
    },
  },
  {
    name: 'hundreds of values can be asked for at once',
    async run({ store }) {
      const rows = Array.from({ length: 400 }, (_, n) => orderRow(String(n).padStart(3, '0'), n, `note ${n % 7}`));
      await openWith(store, view, rows);
      const values = Array.from({ length: 1_000 }, (_, n) => n * 2);
      const even = rows.filter((_, n) => n % 2 === 0);
      const found = await store.queryRows(view, { ...allRows, where: [{ column: 'count', is: 'one-of', values }] });
      claimSame(found, even, 'Each row once.');
      const both: ViewQuery['where'] = [
        { column: 'count', is: 'one-of', values },
        { column: 'note', is: 'one-of', values: ['note 1', 'note 1', 'note 3'] },
        { column: 'count', is: 'at-least', value: 100 },
        { column: 'count', is: 'less', value: 300 },
      ];
      const expected = evaluate(view, rows, { ...allRows, where: both });
      reached(expected.length > 10, 'rows that all conditions hold for');
      claimSame(await store.queryRows(view, { ...allRows, where: both }), expected, 'All conditions hold.');
      const more = { column: 'count', is: 'one-of', values: [...values, 1] } as const;
      await claimFails(store.queryRows(view, { ...allRows, where: [more] }), 'invalid-store-argument', 'Not more.');
    },
  },
  {
    name: 'questions that do not fit their view are refused',
    async run({ store }) {
      const noted: ViewShape = { ...view, columns: [...view.columns, column('extra', 'json', true)] };
      await store.openView(noted);
      const wrong: readonly Partial<ViewQuery>[] = [
        { limit: 0 },
        { limit: 1.5 },
        { where: [{ column: 'nothing', is: 'equal', value: 1 }] },
        { where: [{ column: '"count"', is: 'equal', value: 1 }] },
        { where: [{ column: 'extra', is: 'equal', value: '{}' }] },
        { where: [{ column: 'extra', is: 'equal', value: null }] },
        { where: [{ column: 'count', is: 'equal', value: '1' }] },
        { where: [{ column: 'note', is: 'one-of', values: ['a', 1] }] },
        { where: [{ column: 'note', is: 'less', value: 'a\0' }] },
        { where: [{ column: 'note', is: 'like' as 'equal', value: '%' }] },
        { orderBy: [{ column: 'nothing', descending: false }] },
        { orderBy: [{ column: 'extra', descending: false }] },
        {
          orderBy: [
            { column: 'count', descending: false },
            { column: 'count', descending: true },
          ],
        },
        { after: [] },
        { after: [null] },
        { after: ['a', 'b'] },
        { orderBy: [{ column: 'count', descending: false }], after: ['a', 'b'] },
        { orderBy: [{ column: 'count', descending: false }], after: [1] },
      ];
      for (const query of wrong) {
        const code = await store.queryRows(noted, { ...allRows, ...query }).then(() => 'answered', codeOf);
        claimSame(code, 'invalid-store-argument', JSON.stringify(query));
      }
    },
  },
];

export const viewQueryCases: CaseGroup = {
  group: 'questions to views',
  cases: cases.map((definition) => ({ needs: ['views', 'transact'] as const, ...definition })),
};
