import type { ColumnKind, ColumnValue, ViewShape } from '../../store/view.js';
import type { CheckedQuery } from '../../store/check-view-query.js';
import { comparableOf } from '../../store/view-order.js';
import { conditionsOf } from '../view-conditions.js';
import { type TableColumn, type ViewTable, viewTable } from '../view-table.js';
import { chooseIndex } from './choose-index.js';
import type { SqliteValue } from './driver.js';

/** SQLite has no exact decimals, and text of instants does not sort: both have a text beside them that does. */
const further = { compared: ['decimal', 'instant'], written: [] } as const;

const types: Readonly<Record<ColumnKind, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  number: 'REAL',
  decimal: 'TEXT',
  instant: 'TEXT',
  boolean: 'INTEGER',
  json: 'TEXT',
};

/** Text of SQL for the table of one generation. */
export interface ViewStatements {
  readonly table: ViewTable;
  readonly make: readonly string[];
  readonly remove: string;
  /** The view of SQL that shows this generation. */
  readonly show: string;
  /** Parameters: the tenant, and the key's values as they are compared. */
  readonly find: string;
  readonly removeRow: string;
  /** Parameters: the tenant, and `storedValues` of the row. */
  readonly putRow: string;
}

const known = new WeakMap<ViewShape, ViewStatements>();

export function viewStatements(view: ViewShape): ViewStatements {
  const statements = known.get(view) ?? statementsOf(viewTable(view, further));
  known.set(view, statements);
  return statements;
}

/** A name as SQL takes it, whatever its characters. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The names of a column's further columns behind its own. */
function namesOf({ shown, compared }: TableColumn): readonly string[] {
  return compared === shown ? [shown] : [shown, compared];
}

function statementsOf(table: ViewTable): ViewStatements {
  const { name, readable, columns, keyLength } = table;
  const tenant = quoted(table.tenant);
  const key = [tenant, ...columns.slice(0, keyLength).map(({ compared }) => quoted(compared))];
  const others = columns
    .flatMap(namesOf)
    .map(quoted)
    .filter((column) => !key.includes(column));
  const definitions = columns.flatMap(({ kind, nullable, shown, compared }) => {
    const must = nullable ? '' : ' NOT NULL';
    return [
      `${quoted(shown)} ${types[kind]}${must}`,
      ...(compared === shown ? [] : [`${quoted(compared)} TEXT${must}`]),
    ];
  });
  const indexes = table.indexes.map((index, number) => {
    const indexed = index.map((column) => quoted(columns[column]?.compared ?? ''));
    return `CREATE INDEX ${quoted(indexName(table, number))} ON ${quoted(name)} (${[tenant, ...indexed].join(', ')})`;
  });
  const kinds = columns.slice(0, keyLength).map(({ kind }) => kind);
  const place = `WHERE ${key.map((column, number) => `${column} = ${slotOf(kinds[number - 1] ?? 'text')}`).join(' AND ')}`;
  const all = [tenant, ...columns.flatMap(namesOf).map(quoted)];
  const slots = ['?', ...columns.flatMap((column) => namesOf(column).map(() => slotOf(column.kind)))];
  const replaced = others.map((column) => `${column} = excluded.${column}`).join(', ');
  return {
    table,
    make: [
      `CREATE TABLE ${quoted(name)} (${tenant} TEXT NOT NULL, ${definitions.join(', ')},
    PRIMARY KEY (${key.join(', ')})) STRICT, WITHOUT ROWID`,
      ...indexes,
    ],
    remove: `DROP TABLE ${quoted(name)}`,
    show: `CREATE VIEW ${quoted(readable)} AS SELECT ${[tenant, ...columns.map(({ shown }) => quoted(shown))].join(', ')} FROM ${quoted(name)}`,
    find: `SELECT ${shownIn(table)} FROM ${quoted(name)} ${place}`,
    removeRow: `DELETE FROM ${quoted(name)} ${place}`,
    putRow: `INSERT INTO ${quoted(name)} (${all.join(', ')}) VALUES (${slots.join(', ')})
      ON CONFLICT (${key.join(', ')}) DO ${replaced === '' ? 'NOTHING' : `UPDATE SET ${replaced}`}`,
  };
}

const indexName = ({ name }: ViewTable, number: number): string => `${name}_${number + 1}`;

const shownIn = ({ columns }: ViewTable): string => columns.map(({ shown }) => quoted(shown)).join(', ');

/** `@photostructure/sqlite` binds a number that is nearer to zero than this as zero. */
const leastBound = 2 ** -52;
const scale = 2 ** 1023;

/** What stands for a value in a statement: numbers are divided, so that the smallest get through every driver. */
const slotOf = (kind: ColumnKind): string => (kind === 'number' ? '(? / ?)' : '?');

/** A value as it is compared, for its slot. */
export function comparedValues(kind: ColumnKind, value: ColumnValue): readonly SqliteValue[] {
  const compared = value === null ? null : comparableOf(kind, value);
  if (kind !== 'number') return [compared];
  const isTiny = typeof compared === 'number' && compared !== 0 && Math.abs(compared) < leastBound;
  return isTiny ? [compared * scale, scale] : [compared, 1];
}

/** The values of a row's columns, with those of further columns, for their slots. */
export function storedValues({ columns }: ViewTable, row: readonly ColumnValue[]): readonly SqliteValue[] {
  return columns.flatMap(({ kind, shown, compared }, number) => {
    const value = row[number] ?? null;
    if (compared === shown) return comparedValues(kind, value);
    return [typeof value === 'boolean' ? Number(value) : value, ...comparedValues(kind, value)];
  });
}

export interface Question {
  readonly text: string;
  readonly parameters: readonly SqliteValue[];
}

/** A query, for one tenant. */
export function queryStatement(table: ViewTable, tenant: string, query: CheckedQuery): Question {
  const parameters: SqliteValue[] = [tenant];
  const kindOf = (column: number): ColumnKind => table.columns[column]?.kind ?? 'text';
  const compared = (column: number): string => quoted(table.columns[column]?.compared ?? '');
  const value = (column: number, given: ColumnValue): string => {
    const places = comparedValues(kindOf(column), given).map((each) => `?${parameters.push(each)}`);
    return places.length === 1 ? places.join('') : `(${places.join(' / ')})`;
  };
  const conditions = conditionsOf(
    {
      compared,
      value,
      oneOf: (column, values) =>
        `${compared(column)} IN (${evened(values)
          .map((each) => value(column, each))
          .join(', ')})`,
      isNullable: (column) => table.columns[column]?.nullable ?? true,
    },
    query,
  );
  const order = query.order.map(({ column, descending }) => `${compared(column)}${descending ? ' DESC' : ''}`);
  const index = chooseIndex(table, query);
  const indexed = index === undefined ? '' : ` INDEXED BY ${quoted(indexName(table, index))}`;
  const own = [`${quoted(table.tenant)} = ?1`, ...conditions].join(' AND ');
  const text = `SELECT ${shownIn(table)} FROM ${quoted(table.name)}${indexed} WHERE ${own} ORDER BY ${order.join(', ')} LIMIT ?${parameters.push(query.limit)}`;
  return { text, parameters };
}

/** As many as the next power of two, so that there are few statements to keep. */
function evened<T>(values: readonly T[]): readonly T[] {
  const length = 2 ** Math.ceil(Math.log2(values.length));
  return [
    ...values,
    ...Array.from({ length: length - values.length }, () => values[0]).flatMap((value) => value ?? []),
  ];
}
