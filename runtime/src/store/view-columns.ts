import { InvalidStoreArgumentError } from '../errors/store-argument-errors.js';
import { isInstant } from '../shape/date-formats.js';
import { isDecimalText } from '../shape/exact-number.js';
import { assertStorableKey, textProblem } from './storable-text.js';
import type { ColumnKind, ColumnValue, ViewColumn, ViewShape } from './view.js';

/** A shape that was found to be one, with its columns by number: those of the key first. */
export interface ViewColumns {
  readonly all: readonly ViewColumn[];
  readonly keyLength: number;
  readonly byName: ReadonlyMap<string, number>;
  /** Columns by number, of the key and of each index, the key's included. */
  readonly indexes: readonly (readonly number[])[];
  /** The shape as JSON, the same for shapes that are the same. */
  readonly text: string;
}

const known = new WeakMap<ViewShape, ViewColumns>();

const mostColumns = 400;
const mostIndexed = 12;
const longestName = 400;

/** @throws InvalidStoreArgumentError for what is no shape of a view */
export function columnsOf(view: ViewShape): ViewColumns {
  const columns = known.get(view) ?? checkedColumns(view);
  known.set(view, columns);
  return columns;
}

/** A copy that nobody changes, with its members in one order. */
export function copyShape({ name, hash, key, columns, indexes }: ViewShape): ViewShape {
  const copied = (column: ViewColumn): ViewColumn => ({
    name: column.name,
    kind: column.kind,
    nullable: column.nullable,
  });
  return {
    name,
    hash,
    key: key.map(copied),
    columns: columns.map(copied),
    indexes: indexes.map((index) => [...index]),
  };
}

function checkedColumns(view: ViewShape): ViewColumns {
  const { name, hash, key, columns, indexes } = view;
  assertViewName('view.name', name);
  assertViewName('view.hash', hash);
  const all = [...key, ...columns];
  if (key.length === 0) throw new InvalidStoreArgumentError('view.key', 'has no columns');
  if (key.length > mostIndexed) throw new InvalidStoreArgumentError('view.key', `has more than ${mostIndexed} columns`);
  if (all.length > mostColumns) throw new InvalidStoreArgumentError('view', `has more than ${mostColumns} columns`);
  for (const column of all) checkColumn(column);
  for (const column of key) checkKeyColumn(column);
  const byName = new Map(all.map((column, number) => [column.name, number]));
  if (byName.size < all.length) throw new InvalidStoreArgumentError('view', 'has two columns of one name');
  const ofKey = key.map((_, number) => number);
  const wide = indexes.map((index) => [...new Set([...indexed(index, all, byName), ...ofKey])]);
  const text = JSON.stringify(copyShape(view));
  return { all, keyLength: key.length, byName, indexes: [ofKey, ...wide], text };
}

/** @throws InvalidStoreArgumentError */
export function assertViewName(argument: string, name: string): void {
  assertStorableKey(argument, name);
  if (name.length > longestName) {
    throw new InvalidStoreArgumentError(argument, `is longer than ${longestName} characters`);
  }
}

function checkColumn({ name, kind, nullable }: ViewColumn): void {
  assertViewName('view column', name);
  if (!Object.hasOwn(problems, kind)) throw new InvalidStoreArgumentError(name, `has no kind of columns: ${kind}`);
  if (typeof nullable !== 'boolean') throw new InvalidStoreArgumentError(name, 'does not say whether it is nullable');
}

function checkKeyColumn({ name, kind, nullable }: ViewColumn): void {
  if (kind === 'json') throw new InvalidStoreArgumentError(name, 'is json, which cannot be compared');
  if (nullable) throw new InvalidStoreArgumentError(name, 'is nullable, and part of the key');
}

function indexed(
  index: readonly string[],
  all: readonly ViewColumn[],
  byName: ReadonlyMap<string, number>,
): readonly number[] {
  const where = `view.indexes (${index.join(', ')})`;
  if (index.length === 0) throw new InvalidStoreArgumentError(where, 'has no columns');
  if (index.length > mostIndexed) throw new InvalidStoreArgumentError(where, `has more than ${mostIndexed} columns`);
  const numbers = index.map((name) => byName.get(name));
  if (new Set(numbers).size < index.length) throw new InvalidStoreArgumentError(where, 'repeats a column');
  return numbers.map((number) => {
    const column = number === undefined ? undefined : all[number];
    if (number === undefined || column === undefined) throw new InvalidStoreArgumentError(where, 'names no column');
    if (column.kind === 'json')
      throw new InvalidStoreArgumentError(where, 'has a json column, which cannot be compared');
    return number;
  });
}

const otherwise =
  (holds: (value: ColumnValue) => boolean, what: string) =>
  (value: ColumnValue): string | undefined =>
    holds(value) ? undefined : `is ${what}`;

/** Why a value is none of its kind. */
const problems: Readonly<Record<ColumnKind, (value: ColumnValue) => string | undefined>> = {
  text: textProblem,
  json: textProblem,
  integer: otherwise(Number.isSafeInteger, 'no integer that a number holds safely'),
  number: otherwise(Number.isFinite, 'no finite number'),
  decimal: otherwise((value) => typeof value === 'string' && isDecimalText(value), 'no decimal as text'),
  instant: otherwise((value) => typeof value === 'string' && isInstant(value), 'no instant'),
  boolean: otherwise((value) => typeof value === 'boolean', 'no boolean'),
};

/** The value as it is kept. @throws InvalidStoreArgumentError unless it is of the column's kind, or null where that may be */
export function checkedValue({ name, kind, nullable }: ViewColumn, value: ColumnValue | undefined): ColumnValue {
  if (value === null && nullable) return null;
  const problem = value === undefined || value === null ? 'has no value' : problems[kind](value);
  if (problem !== undefined || value === undefined)
    throw new InvalidStoreArgumentError(name, problem ?? 'has no value');
  return typeof value === 'number' ? value + 0 : value;
}
