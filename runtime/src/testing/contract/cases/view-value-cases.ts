import type { ColumnKind, ColumnValue, ViewRow, ViewShape } from '../../../store/view.js';
import { claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { allRows, column, openWith, ordersView, orderRow, put, valuesView, writeRows } from './view-samples.js';

/** Values of each kind in ascending order, what is equal in one list. They come back as they are written here. */
const ascending: Readonly<Record<Exclude<ColumnKind, 'json'>, readonly (readonly Exclude<ColumnValue, null>[])[]>> = {
  text: [
    [''],
    [' '],
    ['"'],
    ["'"],
    ['A'],
    ['Z'],
    ['\\'],
    ['a'],
    ['aa'],
    ['a\u0301'],
    ['b'],
    ['{a,b}'],
    ['é'],
    ['\uFFFD'],
    ['😀'],
    ['😀a'],
  ],
  integer: [[Number.MIN_SAFE_INTEGER], [-10], [-1], [0], [1], [9], [10], [2 ** 31], [Number.MAX_SAFE_INTEGER]],
  number: [
    [-1e308],
    [-1.5],
    [-1],
    [-5e-324],
    [0],
    [5e-324],
    [0.1],
    [0.3],
    [0.1 + 0.2],
    [1],
    [2 ** 53],
    [1e21],
    [1e308],
  ],
  decimal: [
    [`-1${'0'.repeat(900)}`],
    ['-10', '-10.0'],
    ['-9.99'],
    ['-1.5', '-1.50'],
    ['-1'],
    ['-0.5'],
    ['-0.05', '-0.050'],
    ['0', '0.0', '0.000'],
    ['0.000000000000000000000000000001'],
    ['0.1', '0.10'],
    ['1', '1.0', '1.00'],
    ['1.000000000000000000000000000001'],
    ['9.99'],
    ['10'],
    ['9007199254740993'],
    ['9007199254740993.5'],
    [`1${'0'.repeat(500)}.${'0'.repeat(400)}1`],
  ],
  instant: [
    ['0000-01-01T00:00:00Z'],
    ['0000-02-29T00:00:00.5Z'],
    ['0001-01-01T00:00:00Z'],
    ['1969-12-31T23:59:59.9Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000000000Z'],
    ['1970-01-01T00:00:00.000000001Z'],
    ['1970-01-01T00:00:00.0000005Z'],
    ['1970-01-01T00:00:00.000001Z'],
    ['1970-01-01T00:00:00.1Z', '1970-01-01T00:00:00.100Z'],
    ['1970-01-01T00:00:10Z'],
    ['2024-02-29T12:00:00.999999999Z'],
    ['2024-02-29T12:00:01Z'],
    ['9999-12-31T23:59:59.999999999Z'],
  ],
  boolean: [[false], [true]],
};

const compared = ['text', 'integer', 'number', 'decimal', 'instant', 'boolean'] as const;

const cases: readonly CaseDefinition[] = [
  {
    name: 'values of every kind come back as they were written, and are ordered and compared as what they mean',
    async run({ store }) {
      for (const kind of compared) {
        const groups = ascending[kind];
        const rows = groups.flatMap((group, at) => group.map((value, n): ViewRow => [at * 10 + n, value]));
        const view = await openWith(store, valuesView(kind), [...rows].reverse());
        const orderBy = [{ column: 'value', descending: false }];
        claimSame(await store.queryRows(view, { ...allRows, orderBy }), rows, `${kind}: in order, equals by the key.`);
        for (const [at, group] of groups.entries()) {
          const numbers = (where: readonly ViewRow[]): readonly unknown[] => where.map(([n]) => n);
          const [low, high] = [at * 10, at * 10 + 9];
          for (const value of group) {
            const ask = async (
              is: 'equal' | 'less' | 'at-most' | 'greater' | 'at-least',
            ): Promise<readonly unknown[]> =>
              numbers(await store.queryRows(view, { ...allRows, where: [{ column: 'value', is, value }] }));
            const from = (least: number, most: number): readonly unknown[] =>
              numbers(rows).filter((n) => Number(n) >= least && Number(n) <= most);
            const what = `${kind} ${JSON.stringify(value)}`;
            claimSame(await ask('equal'), from(low, high), `equal to ${what}`);
            claimSame(await ask('less'), from(0, low - 1), `less than ${what}`);
            claimSame(await ask('at-most'), from(0, high), `at most ${what}`);
            claimSame(await ask('greater'), from(high + 1, 9_999), `greater than ${what}`);
            claimSame(await ask('at-least'), from(low, 9_999), `at least ${what}`);
          }
        }
      }
    },
  },
  {
    name: 'values of every kind are a key, and what is equal is one place',
    async run({ store }) {
      for (const kind of compared) {
        const view: ViewShape = {
          ...valuesView(kind),
          name: `shop.Keys ${kind}`,
          key: [column('part', 'integer'), column('id', kind)],
          columns: [column('said', 'integer')],
          indexes: [],
        };
        const groups = ascending[kind];
        await openWith(
          store,
          view,
          groups.map(([value = ''], at) => [1, value, at]),
        );
        for (const [at, group] of groups.entries()) {
          const [written = ''] = group;
          const keys = group.map((value) => [1, value]);
          const found = await store.findRows(view, keys);
          claimSame(
            found,
            group.map(() => [1, written, at]),
            `${kind}: by whatever it is written as.`,
          );
        }
        const last = groups.map((group, at): ViewRow => [1, group.at(-1) ?? '', at + 100]);
        await writeRows(
          store,
          view,
          last.map((row) => put(row, 2)),
        );
        claimSame(await store.queryRows(view, allRows), last, `${kind}: replaced, the key’s own text as well.`);
        const removed = groups.map(([value = '']) => ({ key: [1, value], row: undefined }));
        await writeRows(store, view, removed);
        claimSame(await store.queryRows(view, allRows), [], `${kind}: removed.`);
      }
    },
  },
  {
    name: 'zero has no sign, and JSON is kept as its text',
    async run({ store }) {
      const view = await openWith(store, valuesView('number'), [[-0, -0]]);
      const [row = []] = await store.queryRows(view, allRows);
      claimSame(
        row.map((value) => Object.is(value, 0)),
        [true, true],
        'It is plain zero, whatever was written.',
      );
      const texts = ['{"b":1, "a":[1.0,1e400,"\\u0000","\\ud800"]}', 'null', '""', ' [] '];
      const json = await openWith(
        store,
        valuesView('json'),
        texts.map((text, n): ViewRow => [n, text]),
      );
      claimSame(
        await store.queryRows(json, allRows),
        texts.map((text, n) => [n, text]),
        'To the last space.',
      );
    },
  },
  {
    name: 'text and JSON may be huge where they are not indexed; where they are, all stores have one limit',
    async run({ store }) {
      const view = ordersView();
      const huge = `${'ü'.repeat(1_500_000)}😀'"\\`;
      await openWith(store, view, [orderRow('a', 1, huge)]);
      claimSame((await store.findRows(view, [['a']]))[0]?.[2] === huge, true, 'It is whole.');
      const longest = 'é'.repeat(900);
      await writeRows(store, view, [put(orderRow(longest, 1))]);
      claimSame(await store.findRows(view, [[longest]]), [orderRow(longest, 1)], 'So much can be a key.');
      const longer = writeRows(store, view, [put(orderRow(`${longest}a`, 1))]);
      await claimFails(longer, 'invalid-store-argument', 'No more.');
      claimSame(await store.findRows(view, [[huge]]), [undefined], 'Who asks for more finds nothing.');
      const noted: ViewShape = { ...ordersView('noted'), indexes: [['note', 'count']] };
      await openWith(store, noted, [orderRow('a', 1, 'x'.repeat(1_799)), orderRow('b', 2, null)]);
      const together = writeRows(store, noted, [put(orderRow('aa', 1, 'x'.repeat(1_799)))]);
      await claimFails(together, 'invalid-store-argument', 'An index holds the key as well.');
      const random = Array.from({ length: 1_700 }, (_, n) =>
        String.fromCharCode(33 + ((n * n * 31 + n * 7) % 90)),
      ).join('');
      await writeRows(store, noted, [put(orderRow('r', 1, random))]);
    },
  },
  {
    name: 'names of columns may be anything',
    async run({ store }) {
      const names = ['select', '"', 'é', 'x'.repeat(60), 'ü'.repeat(60), `${'ü'.repeat(60)}x`, 'Name', 'name', 'NAME'];
      const more = [
        'tenant',
        'ctid',
        'rowid',
        "'; DROP TABLE x; --",
        '$1',
        '?',
        'a.b',
        ' ',
        '%s',
        'order',
        'tenant_key',
      ];
      const all = [
        ...names,
        ...more,
        'at',
        'at_key',
        'at_written',
        'varve_tenant',
        '💥',
        'x'.repeat(63),
        'x'.repeat(64),
      ];
      const view: ViewShape = {
        name: 'shop.Odd "names" (é)',
        hash: `it's "h"`,
        key: all.slice(0, 2).map((name) => column(name, 'text')),
        columns: all.slice(2).map((name) => column(name, name === 'at' ? 'instant' : 'text', true)),
        indexes: [['Name', 'name'], ['at', 'tenant'], ["'; DROP TABLE x; --"], ['ctid']],
      };
      const value = (name: string, n: number): string => (name === 'at' ? `2024-01-0${n}T00:00:00Z` : `${name} ${n}`);
      const rows = [1, 2].map((n): ViewRow => all.map((name) => value(name, n)));
      await openWith(store, view, rows);
      claimSame(await store.queryRows(view, allRows), rows, 'Each has its own value.');
      for (const name of all) {
        const orderBy = [{ column: name, descending: true }];
        const where = [{ column: name, is: 'at-least' as const, value: value(name, 2) }];
        claimSame(await store.queryRows(view, { where, orderBy, limit: 9 }), rows.slice(1), `Asked for by ${name}.`);
      }
      claimSame((await store.findViews(view.name))[0]?.shape, view, 'And their names are told as they were given.');
    },
  },
];

export const viewValueCases: CaseGroup = {
  group: 'values in views',
  cases: cases.map((definition) => ({ needs: ['views', 'transact'] as const, ...definition })),
};
