// Queries as users ask them, as stores answer them. In: values of fields. Out: values of columns.
import { InvalidUseError } from '../errors/command-errors.js';
import { InvalidCursorError } from '../errors/projection-errors.js';
import { isPlainObject } from '../shape/plain-object.js';
import { checkQuery } from '../store/check-view-query.js';
import type { ColumnValue, ViewCondition, ViewKey, ViewQuery } from '../store/view.js';
import type { AnyRow } from './bound-projection.js';
import { placeInCursor } from './cursor.js';
import type { Folder } from './fold-events.js';
import type { RowColumn } from './row-columns.js';

/** A query with its types taken away. */
export interface AnyQuery {
  readonly where?: AnyRow;
  readonly orderBy?: readonly { readonly by: string; readonly descending?: boolean }[];
  readonly after?: string;
  readonly limit?: number;
}

const defaultLimit = 100;
const mostRows = 10_000;

/** @throws InvalidUseError, InvalidCursorError */
export function viewQuery(folder: Folder, query: AnyQuery): ViewQuery {
  const { where = {}, orderBy = [], after, limit = defaultLimit } = query;
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > mostRows) {
    throw new InvalidUseError(`limit is a whole number from 1 to ${mostRows}, not ${String(limit)}.`);
  }
  const asked = {
    where: Object.entries(where).flatMap(([name, condition]) => conditionsOn(comparable(folder, name), condition)),
    orderBy: orderBy.map(({ by, descending = false }) => ({ column: comparable(folder, by).name, descending })),
  };
  const names = asked.orderBy.map(({ column }) => column);
  if (new Set(names).size < names.length) throw new InvalidUseError(`${folder.name} is ordered by a field twice.`);
  if (after === undefined) return { ...asked, limit };
  return goOn(folder, { ...asked, limit, after: placeInCursor(folder.name, asked, after) });
}

/** A cursor may have been made up by whoever was given one. @throws InvalidCursorError */
function goOn({ name, columns }: Folder, query: ViewQuery): ViewQuery {
  try {
    checkQuery(columns.view, query);
    return query;
  } catch {
    throw new InvalidCursorError(name, 'is no cursor');
  }
}

/** @throws InvalidUseError for a key that lacks a part, or has one of another kind */
export function viewKey({ name, columns }: Folder, key: AnyRow): ViewKey {
  const given: unknown = key;
  return columns.key.map((column) => {
    const value = isPlainObject(given) && Object.hasOwn(given, column.name) ? given[column.name] : undefined;
    if (!column.accepts(value)) throw new InvalidUseError(`The key of ${name} has no ${column.name} of its kind.`);
    return column.encode(value);
  });
}

/** @throws InvalidUseError */
function comparable({ name, columns }: Folder, field: string): RowColumn {
  const column = columns.byName.get(field);
  if (column === undefined) throw new InvalidUseError(`${name} has no field ${field}.`);
  if (column.kind === 'json')
    throw new InvalidUseError(`${name} cannot be asked or ordered by ${field}: it is no single value.`);
  return column;
}

const ranges = { less: 'less', atMost: 'at-most', greater: 'greater', atLeast: 'at-least' } as const;
const isRange = (name: string): name is keyof typeof ranges => Object.hasOwn(ranges, name);

/** @throws InvalidUseError */
function conditionsOn(column: RowColumn, condition: unknown): readonly ViewCondition[] {
  const { name } = column;
  if (condition === null) return [{ column: name, is: 'equal', value: null }];
  if (!isPlainObject(condition)) return [{ column: name, is: 'equal', value: columnValue(column, condition) }];
  const asked = Object.entries(condition);
  if (asked.length === 0) throw new InvalidUseError(`The condition on ${name} says nothing.`);
  return asked.map(([is, value]): ViewCondition => {
    if (isRange(is)) return { column: name, is: ranges[is], value: columnValue(column, value) };
    if (is !== 'in' || !Array.isArray(value))
      throw new InvalidUseError(`The condition on ${name} has an unknown ${is}.`);
    return { column: name, is: 'one-of', values: value.map((each: unknown) => columnValue(column, each)) };
  });
}

/** @throws InvalidUseError */
function columnValue(column: RowColumn, value: unknown): Exclude<ColumnValue, null> {
  const encoded = value === undefined || value === null || !column.accepts(value) ? null : column.encode(value);
  if (encoded === null) throw new InvalidUseError(`${column.name} is compared with a value that is not of its kind.`);
  return encoded;
}
