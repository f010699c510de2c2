/** What may be asked of a store's views, as plain data; and the answer. */
import fc from 'fast-check';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Unit } from '../../../runtime/src/store/unit.js';
import type { ColumnValue, ViewGeneration, ViewQuery, ViewRow, ViewShape } from '../../../runtime/src/store/view.js';

interface RowAt {
  readonly id: number;
  readonly amount: number;
  readonly note: number | undefined;
  readonly gone: boolean;
}

/** Views and generations by number. */
export type UnitViewOperation =
  | { readonly kind: 'hold-view'; readonly view: number; readonly alone: boolean }
  | { readonly kind: 'rows-in-unit'; readonly view: number; readonly hash: number; readonly ids: readonly number[] }
  | { readonly kind: 'write-rows'; readonly view: number; readonly hash: number; readonly rows: readonly RowAt[] }
  | { readonly kind: 'serve-view' | 'drop-view'; readonly view: number; readonly hash: number };

export type ViewOperation =
  | { readonly kind: 'open-view'; readonly view: number; readonly hash: number; readonly wide: boolean }
  | { readonly kind: 'views'; readonly view: number }
  | { readonly kind: 'rows'; readonly view: number; readonly hash: number; readonly ids: readonly number[] }
  | {
      readonly kind: 'query-rows';
      readonly view: number;
      readonly hash: number;
      readonly least: number | undefined;
      readonly note: number | undefined;
      readonly descending: boolean;
      readonly behind: number | undefined;
      readonly limit: number;
    };

const small = (max: number): fc.Arbitrary<number> => fc.nat({ max });
const which = { view: small(1), hash: small(2) };
const amounts = ['0', '0.0', '-1', '1', '1.0', '-0.5', '10', '9.99'] as const;
const notes = ['', 'a', 'ä', '😀', '\uFFFD'] as const;

const rowAt: fc.Arbitrary<RowAt> = fc.record({
  id: small(4),
  amount: small(amounts.length - 1),
  note: fc.option(small(notes.length - 1), { nil: undefined }),
  gone: fc.boolean(),
});

export const unitViewOperation: fc.Arbitrary<UnitViewOperation> = fc.oneof(
  fc.record({ kind: fc.constant('hold-view'), view: small(1), alone: fc.boolean() }),
  fc.record({ kind: fc.constant('rows-in-unit'), ...which, ids: fc.array(small(4), { maxLength: 3 }) }),
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('write-rows'), ...which, rows: fc.array(rowAt, { maxLength: 4 }) }),
  },
  fc.record({ kind: fc.constantFrom('serve-view', 'drop-view'), ...which }),
);

export const viewOperation: fc.Arbitrary<ViewOperation> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('open-view'), ...which, wide: fc.nat(9).map((n) => n === 0) }),
  },
  fc.record({ kind: fc.constant('views'), view: small(1) }),
  fc.record({ kind: fc.constant('rows'), ...which, ids: fc.array(small(4), { maxLength: 3 }) }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('query-rows'),
      ...which,
      least: fc.option(small(amounts.length - 1), { nil: undefined }),
      note: fc.option(small(notes.length - 1), { nil: undefined }),
      descending: fc.boolean(),
      behind: fc.option(small(amounts.length - 1), { nil: undefined }),
      limit: fc.integer({ min: 1, max: 4 }),
    }),
  },
);

function viewAt({ view, hash }: { readonly view: number; readonly hash: number }, wide = false): ViewShape {
  const more = wide ? [{ name: 'more', kind: 'text' as const, nullable: true }] : [];
  return {
    name: view === 0 ? 'shop.Totals' : 'shop.Notes',
    hash: `hash-${String(hash)}`,
    key: [{ name: 'id', kind: 'text', nullable: false }],
    columns: [
      { name: 'amount', kind: 'decimal', nullable: false },
      { name: 'note', kind: 'text', nullable: true },
      ...more,
    ],
    indexes: view === 0 ? [['amount']] : [],
  };
}

const idAt = (id: number): string => `id-${String(id)}`;
const amountAt = (amount: number): string => amounts[amount] ?? '0';
const noteAt = (note: number | undefined): ColumnValue => (note === undefined ? null : (notes[note] ?? null));

const told = (views: readonly ViewGeneration[]): readonly string[] =>
  views.map(({ hash, state, shape }) => `${hash} ${state} ${String(shape.columns.length)}`);

export async function answerOfView(store: FullEventStore, operation: ViewOperation): Promise<unknown> {
  switch (operation.kind) {
    case 'open-view':
      return told([await store.openView(viewAt(operation, operation.wide))]);
    case 'views':
      return told(await store.findViews(viewAt({ ...operation, hash: 0 }).name));
    case 'rows':
      return store.findRows(
        viewAt(operation),
        operation.ids.map((id) => [idAt(id)]),
      );
    case 'query-rows': {
      const { least, note, descending, behind, limit } = operation;
      const query: ViewQuery = {
        where: [
          ...(least === undefined ? [] : [{ column: 'amount', is: 'at-least' as const, value: amountAt(least) }]),
          ...(note === undefined ? [] : [{ column: 'note', is: 'equal' as const, value: noteAt(note) }]),
        ],
        orderBy: [{ column: 'amount', descending }],
        ...(behind === undefined ? {} : { after: [amountAt(behind), 'id-2'] }),
        limit,
      };
      return store.queryRows(viewAt(operation), query);
    }
  }
}

export async function answerOfViewInUnit(unit: Unit, operation: UnitViewOperation): Promise<unknown> {
  switch (operation.kind) {
    case 'hold-view':
      return told(await unit.holdView(viewAt({ ...operation, hash: 0 }).name, operation.alone ? 'alone' : 'shared'));
    case 'rows-in-unit':
      return unit.findRows(
        viewAt(operation),
        operation.ids.map((id) => ({ key: [idAt(id)] })),
      );
    case 'write-rows':
      return unit.writeRows(
        viewAt(operation),
        operation.rows.map(({ id, amount, note, gone }) => {
          const row: ViewRow = [idAt(id), amountAt(amount), noteAt(note)];
          return { key: [idAt(id)], row: gone ? undefined : row };
        }),
      );
    case 'serve-view':
      return unit.serveView(viewAt(operation));
    case 'drop-view':
      return unit.dropView(viewAt(operation).name, viewAt(operation).hash);
  }
}

const ofUnits: ReadonlySet<string> = new Set(['hold-view', 'rows-in-unit', 'write-rows', 'serve-view', 'drop-view']);
const ofStores: ReadonlySet<string> = new Set(['open-view', 'views', 'rows', 'query-rows']);

export const isUnitViewOperation = (operation: { readonly kind: string }): operation is UnitViewOperation =>
  ofUnits.has(operation.kind);

export const isViewOperation = (operation: { readonly kind: string }): operation is ViewOperation =>
  ofStores.has(operation.kind);
