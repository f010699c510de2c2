import type { CheckedQuery } from '../../store/check-view-query.js';
import type { CheckedChange, CheckedPlace } from '../../store/check-view-rows.js';
import type { ColumnKind, ColumnValue, ViewRow, ViewShape } from '../../store/view.js';
import { columnsOf } from '../../store/view-columns.js';
import { sortableInstant } from '../../shape/date-formats.js';
import { conditionsOf } from '../view-conditions.js';
import { type TableColumn, type ViewTable, viewTable } from '../view-table.js';
import { nullableArray, textArray } from './array-literal.js';
import type { Rows } from './connections.js';
import type { Cell, SqlStatement } from './driver.js';
import { quoteName } from './layout/identifier.js';
import type { Scope } from './scope.js';
import { ask, type Asking } from './state-tables.js';

/** A `timestamptz` has six digits of a second: what is compared, and what was written, stand beside it. */
const further = { compared: ['instant'], written: ['instant'] } as const;

const types: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  integer: 'bigint',
  number: 'double precision',
  decimal: 'numeric',
  instant: 'timestamptz',
  boolean: 'boolean',
  json: 'text',
};

const comparedType = (kind: ColumnKind): string => (kind === 'instant' ? 'text' : types[kind]);

interface StoredColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  cell(value: ColumnValue): Cell;
}

const known = new WeakMap<ViewShape, ViewTable>();

function tableOf(view: ViewShape): ViewTable {
  const table = known.get(view) ?? viewTable(view, further);
  known.set(view, table);
  return table;
}

const cellOf = (value: ColumnValue): Cell => (value === null ? null : String(value));

/** PostgreSQL has no year 0: it is the first one before our time. */
function timestampOf(value: ColumnValue): Cell {
  const text = cellOf(value);
  return text?.startsWith('0000') === true ? `0001${text.slice(4)} BC` : text;
}

const sortable = (value: ColumnValue): Cell => (value === null ? null : sortableInstant(String(value)));

function storedColumns({ columns }: ViewTable): readonly StoredColumn[] {
  return columns.flatMap(({ kind, nullable, shown, compared, written }): readonly StoredColumn[] => {
    if (kind !== 'instant') return [{ name: shown, type: types[kind], nullable, cell: cellOf }];
    return [
      { name: shown, type: 'timestamptz', nullable, cell: timestampOf },
      { name: compared, type: 'text', nullable, cell: sortable },
      { name: written, type: 'text', nullable, cell: cellOf },
    ];
  });
}

/** The parameters of `open_view_v1`. */
export function openingOf(view: ViewShape, patience: number): readonly Cell[] {
  const table = tableOf(view);
  const stored = storedColumns(table);
  const key = table.columns.slice(0, table.keyLength);
  const indexed = table.indexes.map((index) => {
    const asked = index.flatMap((number) => table.columns[number] ?? []);
    const rest = key.filter((column) => !asked.includes(column));
    const columns = [...asked, ...rest].map(({ compared, nullable }) => [compared, nullable ? 'nullable' : '']);
    return [[table.tenant, ''], ...columns];
  });
  return [
    view.name,
    view.hash,
    table.name,
    table.readable,
    table.tenant,
    columnsOf(view).text,
    textArray([table.tenant, ...stored.map(({ name }) => name)]),
    textArray(['text', ...stored.map(({ type }) => type)]),
    textArray(['f', ...stored.map(({ nullable }) => (nullable ? 't' : 'f'))]),
    textArray([table.tenant, ...key.map(({ compared }) => compared)]),
    textArray([table.tenant, ...table.columns.map(({ shown }) => shown)]),
    JSON.stringify(indexed),
    String(patience),
  ];
}

/** Rows of all places, whoever's they are, in their order. The first parameter is the handle's tenant, as in every read. */
export function findViewRows(
  { schema, tenant }: Scope,
  view: ViewShape,
  places: readonly CheckedPlace[],
): Asking<readonly (ViewRow | undefined)[]> {
  const table = tableOf(view);
  const key = placesOf(table, places, 2);
  const text = `SELECT asked.number, ${writtenIn(table, 'r')} FROM ${key.list('number')}
    JOIN ${schema}.${quoteName(table.name)} r ON ${key.condition} WHERE $1::text IS NOT NULL`;
  return ask({ text, parameters: [tenant, ...key.parameters] }, (rows) => {
    const found = new Map(rows.map(([number, ...cells]) => [Number(number), rowOf(table, cells)]));
    return places.map((_, number) => found.get(number + 1));
  });
}

/** What is removed, and what is put there. */
export function writeViewRows(
  { schema }: Scope,
  view: ViewShape,
  changes: readonly CheckedChange[],
): readonly SqlStatement[] {
  const table = tableOf(view);
  const gone = changes.filter(({ row }) => row === undefined);
  const put = changes.flatMap(({ tenant, row }) => (row === undefined ? [] : [{ tenant, row }]));
  const target = `${schema}.${quoteName(table.name)}`;
  // The table is asked for even so: it may not be there.
  if (changes.length === 0) return [{ text: `SELECT 1 FROM ${target} LIMIT 0`, parameters: [] }];
  return [
    ...(gone.length === 0 ? [] : [removing(table, target, gone)]),
    ...(put.length === 0 ? [] : [putting(table, target, put)]),
  ];
}

function removing(table: ViewTable, target: string, gone: readonly CheckedPlace[]): SqlStatement {
  const key = placesOf(table, gone, 1);
  return { text: `DELETE FROM ${target} r USING ${key.list()} WHERE ${key.condition}`, parameters: key.parameters };
}

interface OwnedRow {
  readonly tenant: string;
  readonly row: ViewRow;
}

function putting(table: ViewTable, target: string, rows: readonly OwnedRow[]): SqlStatement {
  const columns = table.columns.flatMap((column, number) =>
    storedColumns({ ...table, columns: [column] }).map((stored) => ({ ...stored, number })),
  );
  const key = [table.tenant, ...table.columns.slice(0, table.keyLength).map(({ compared }) => compared)];
  const names = [table.tenant, ...columns.map(({ name }) => name)].map(quoteName);
  const lists = ['$1::text[]', ...columns.map(({ type }, at) => `$${at + 2}::${type}[]`)];
  const replaced = columns
    .filter(({ name }) => !key.includes(name))
    .map(({ name }) => `${quoteName(name)} = excluded.${quoteName(name)}`);
  // What is equal may have been written otherwise: a decimal of another scale.
  const rewritten = table.columns
    .slice(0, table.keyLength)
    .flatMap(({ kind, shown }) => (kind === 'decimal' ? [`${quoteName(shown)} = excluded.${quoteName(shown)}`] : []));
  const changes = [...replaced, ...rewritten].join(', ');
  const text = `INSERT INTO ${target} (${names.join(', ')}) SELECT * FROM unnest(${lists.join(', ')})
    ON CONFLICT (${key.map(quoteName).join(', ')}) DO ${changes === '' ? 'NOTHING' : `UPDATE SET ${changes}`}`;
  const cells = columns.map(({ number, cell }) => nullableArray(rows.map(({ row }) => cell(row[number] ?? null))));
  return { text, parameters: [textArray(rows.map(({ tenant }) => tenant)), ...cells] };
}

/** Keys as lists, one for each column, from a parameter on. */
function placesOf(table: ViewTable, places: readonly CheckedPlace[], from: number) {
  const key = table.columns.slice(0, table.keyLength);
  const lists = [`$${from}::text[]`, ...key.map(({ kind }, at) => `$${from + at + 1}::${comparedType(kind)}[]`)];
  const names = key.map((_, at) => `k${at}`);
  const conditions = key.map(({ compared }, at) => `r.${quoteName(compared)} = asked.k${at}`);
  const cells = key.map((column, at) =>
    nullableArray(places.map(({ key: values }) => comparedCell(column, values[at]))),
  );
  return {
    list: (number?: string): string => {
      const columns = ['owner', ...names, ...(number === undefined ? [] : [number])].join(', ');
      return `unnest(${lists.join(', ')})${number === undefined ? '' : ' WITH ORDINALITY'} AS asked (${columns})`;
    },
    condition: [`r.${quoteName(table.tenant)} = asked.owner`, ...conditions].join(' AND '),
    parameters: [textArray(places.map(({ tenant }) => tenant)), ...cells],
  };
}

function comparedCell({ kind }: TableColumn, value: ColumnValue = null): Cell {
  return kind === 'instant' ? sortable(value) : cellOf(value);
}

export function queryViewRows(
  { schema, tenant }: Scope,
  view: ViewShape,
  query: CheckedQuery,
): Asking<readonly ViewRow[]> {
  const table = tableOf(view);
  const parameters: Cell[] = [tenant];
  const columnAt = (number: number): TableColumn => table.columns[number] ?? { ...nowhere, shown: '' };
  const compared = (number: number): string => `r.${quoteName(columnAt(number).compared)}`;
  const conditions = conditionsOf(
    {
      compared,
      value: (number, value) =>
        `$${parameters.push(comparedCell(columnAt(number), value))}::${comparedType(columnAt(number).kind)}`,
      oneOf(number, values) {
        const list = nullableArray(values.map((value) => comparedCell(columnAt(number), value)));
        return `${compared(number)} = ANY ($${parameters.push(list)}::${comparedType(columnAt(number).kind)}[])`;
      },
      isNullable: (number) => columnAt(number).nullable,
    },
    query,
  );
  const order = query.order.map(({ column, descending }) => {
    const nulls = columnAt(column).nullable ? ` NULLS ${descending ? 'LAST' : 'FIRST'}` : '';
    return `${compared(column)} ${descending ? 'DESC' : 'ASC'}${nulls}`;
  });
  const text = `SELECT ${writtenIn(table, 'r')} FROM ${schema}.${quoteName(table.name)} r
    WHERE ${[`r.${quoteName(table.tenant)} = $1`, ...conditions].join(' AND ')}
    ORDER BY ${order.join(', ')} LIMIT $${parameters.push(String(query.limit))}::bigint`;
  return ask({ text, parameters }, (rows) => rows.map((cells) => rowOf(table, cells)));
}

const nowhere: TableColumn = { kind: 'text', nullable: false, shown: '', compared: '', written: '' };

const writtenIn = ({ columns }: ViewTable, alias: string): string =>
  columns.map(({ written }) => `${alias}.${quoteName(written)}`).join(', ');

function rowOf({ columns }: ViewTable, cells: Rows[number]): ViewRow {
  return columns.map(({ kind }, number): ColumnValue => {
    const cell = cells[number] ?? null;
    if (cell === null) return null;
    if (kind === 'boolean') return cell === 't';
    return kind === 'integer' || kind === 'number' ? Number(cell) : cell;
  });
}
