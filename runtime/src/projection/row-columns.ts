// Between rows as handlers see them and the columns of a view. In: a projection's definition. Out: the shape of its view,
// and rows both ways. A row is seen as its columns give it back, also when it was never stored, so that it makes no
// difference where a page of events ends.
import { parseExactly, stringifyExactly } from '../codec/exact-json.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { setOwn } from '../shape/plain-object.js';
import { exactly, type Operations, reading, unbound } from '../shape/shape.js';
import type { ColumnKind, ColumnValue, ViewRow, ViewShape } from '../store/view.js';
import type { AnyProjection, AnyRow } from './bound-projection.js';

/** One field of a row as a column. */
export interface RowColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  readonly encode: (value: unknown) => ColumnValue;
  readonly decode: (value: Exclude<ColumnValue, null>) => unknown;
  /** Whether a value is of the field's kind; constraints do not bind. */
  readonly accepts: (value: unknown) => boolean;
  /** Whether a null in the table is a field that is left out. */
  readonly isOptional: boolean;
}

export interface RowColumns {
  /** Of the generation that bears the definition's own hash. */
  readonly view: ViewShape;
  readonly key: readonly RowColumn[];
  /** Those of the key first. */
  readonly all: readonly RowColumn[];
  readonly byName: ReadonlyMap<string, RowColumn>;
}

/** `<context>.<Name>`. */
export const projectionName = ({ context, name }: Pick<AnyProjection, 'context' | 'name'>): string =>
  `${context}.${name}`;

/** @throws InvalidUseError for a definition whose columns are not its row's fields */
export function rowColumns(definition: AnyProjection): RowColumns {
  const fields = definition.row.parts()?.fields ?? {};
  const columnsOf = (kinds: Readonly<Record<string, ColumnKind>>): RowColumn[] =>
    Object.entries(kinds).map(([name, kind]) => {
      const shape = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (shape === undefined) throw new InvalidUseError(`${projectionName(definition)} has no field ${name}.`);
      return rowColumn(name, kind, shape);
    });
  const key = columnsOf(definition.key);
  const others = columnsOf(definition.fields);
  const shapeOf = ({ name, kind, nullable }: RowColumn) => ({ name, kind, nullable });
  return {
    key,
    all: [...key, ...others],
    byName: new Map([...key, ...others].map((column) => [column.name, column])),
    view: {
      name: projectionName(definition),
      hash: definition.hash,
      key: key.map(shapeOf),
      columns: others.map(shapeOf),
      indexes: definition.indexes,
    },
  };
}

function rowColumn(name: string, kind: ColumnKind, shape: Operations): RowColumn {
  const isOptional = shape.presence === 'optional';
  const accepts = (value: unknown): boolean => shape.accepts(value, unbound, 0);
  return { name, kind, isOptional, accepts, nullable: isOptional || accepts(null), ...coding(kind, shape) };
}

function coding(kind: ColumnKind, shape: Operations): Pick<RowColumn, 'encode' | 'decode'> {
  if (kind === 'json') return jsonCoding(shape);
  if (shape.accepts(0n, unbound, 0)) {
    return { encode: (value) => String(value), decode: (value) => BigInt(String(value)) };
  }
  if (kind === 'text' && !shape.plain) {
    return { encode: (value) => String(shape.encode(value)), decode: (value) => shape.decode(value, reading) };
  }
  return { encode: plainValue, decode: (value) => value };
}

/** Decimals and instants are text in memory, too, whatever they are in JSON. */
function plainValue(value: unknown): ColumnValue {
  if (typeof value === 'number') return value + 0;
  return typeof value === 'boolean' ? value : String(value);
}

function jsonCoding(shape: Operations): Pick<RowColumn, 'encode' | 'decode'> {
  if (!shape.exact()) {
    return {
      encode: (value) => JSON.stringify(shape.encode(value)),
      decode: (text) => shape.decode(JSON.parse(String(text)), reading),
    };
  }
  return {
    encode: (value) => stringifyExactly(shape.encode(value)),
    decode: (text) => shape.decode(parseExactly(String(text)), reading | exactly),
  };
}

/** A row, or a part of one, as columns. Only for what was accepted. */
export function encodeColumns(columns: readonly RowColumn[], row: AnyRow): ViewRow {
  return columns.map(({ name, encode }) => {
    const value = Object.hasOwn(row, name) ? row[name] : undefined;
    return value === undefined || value === null ? null : encode(value);
  });
}

export function decodeColumns(columns: readonly RowColumn[], values: ViewRow): AnyRow {
  const row: Record<string, unknown> = {};
  columns.forEach(({ name, decode, isOptional }, at) => {
    const value = values[at] ?? null;
    if (value !== null) setOwn(row, name, decode(value));
    else if (!isOptional) setOwn(row, name, null);
  });
  return row;
}
