/** What the rows of projections are told apart by: everything that decides what they say, as far as a schema knows it. */
import { columnKind, mayBeNull } from '../model/column-kind.js';
import type { DataSource } from '../model/domain-model.js';
import type { ProjectionModel } from '../model/projection-model.js';
import {
  noConstraints,
  type FieldModel,
  type JsonValue,
  type ShapeModel,
  type TypeModel,
} from '../model/type-model.js';
import { byCodeUnit } from '../naming/by-code-unit.js';
import type { TypeLookup } from '../values/type-lookup.js';
import { canonicalJson } from './canonical-json.js';
import { shortHash } from './shape-hash.js';

/**
 * The same whatever the order of events, fields and indexes, and whatever constrains or describes them. Indexes belong to
 * it, as a store makes them together with the table; `run`, as rows that one of them left off with, the other cannot go
 * on with. Frozen by golden vectors: a change here makes the rows of everybody anew.
 */
export function projectionHash(
  { on, key, fields, run, indexes, revision }: ProjectionModel,
  lookup: TypeLookup,
  hashOf: (type: TypeModel) => string,
): string {
  const text = canonicalJson([
    revision,
    run,
    on.map((each): JsonValue => [each.event.type, each.key.map(({ source }) => sourceText(source))]).sort(byText),
    key.map((column) => columnJson(column, lookup)),
    fields.map((field) => columnJson(field, lookup)).sort(byText),
    hashOf({ kind: 'object', shape: rowShape({ key, fields }), constraints: noConstraints }),
    indexes.map((index) => [...index]),
  ]);
  return shortHash(text);
}

/** A row: its key, then the other fields. */
function rowShape({ key, fields }: Pick<ProjectionModel, 'key' | 'fields'>): ShapeModel {
  return { fields: [...key, ...fields], open: undefined, description: undefined, deprecated: undefined };
}

const sourceText = (source: DataSource): string =>
  source.kind === 'id' ? `$id.${source.part}` : `data.${source.name}`;

const columnJson = ({ name, type, optional }: FieldModel, lookup: TypeLookup): JsonValue => [
  name,
  columnKind(type, lookup),
  optional || mayBeNull(type, lookup),
];

const byText = (left: JsonValue, right: JsonValue): number => byCodeUnit(canonicalJson(left), canonicalJson(right));
