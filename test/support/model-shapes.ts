/** The runtime's shapes of a model's types, without constraints: what reads stored events of them. */
import type { DomainModel } from '../../generator/src/model/domain-model.js';
import { findType } from '../../generator/src/model/find-type.js';
import type { ScalarType, ShapeModel, TypeModel } from '../../generator/src/model/type-model.js';
import { jsonKinds } from '../../generator/src/values/json-kinds.js';
import * as door from '../../runtime/src/codegen/v1/index.js';
import type { Operations } from '../../runtime/src/shape/shape.js';

/** Shapes of named types are made once, and later than those that hold them, as types may hold themselves. */
export function createModelShapes(model: DomainModel): (type: TypeModel) => Operations {
  const named = new Map<TypeModel, Operations>();
  const of = (type: TypeModel): Operations => {
    switch (type.kind) {
      case 'scalar':
        return scalarShape(type);
      case 'null':
        return door.nullValue;
      case 'enum':
        return type.open ? door.openEnum(type.members) : door.enumeration(type.members);
      case 'list':
        return door.list(of(type.of));
      case 'map':
        return door.map(of(type.of));
      case 'object':
        return record(type.shape);
      case 'ref':
        return door.lazy(() => {
          const target = findType(model, type)?.typeVersion.type;
          if (target === undefined) throw new Error(`There is no type ${type.name}@${String(type.schemaVersion)}.`);
          const shape = named.get(target) ?? of(target);
          named.set(target, shape);
          return shape;
        });
      case 'union':
        return union(type.members);
      case 'tagged':
        return door.tagged(
          type.discriminator,
          Object.fromEntries(type.variants.map(({ tag, type: variant }) => [tag, of(variant)])),
        );
    }
  };
  const record = ({ fields, open }: ShapeModel): Operations => {
    const entries = Object.fromEntries(
      fields.map(({ name, type, optional }) => [name, optional ? door.optional(of(type)) : of(type)]),
    );
    return open === undefined ? door.record(entries) : door.openRecord(entries, of(open));
  };
  const union = (members: readonly TypeModel[]): Operations => {
    const values = members.filter(({ kind }) => kind !== 'null');
    const [only] = values;
    if (only !== undefined && values.length === 1) return door.nullable(of(only));
    const lookup = (ref: Extract<TypeModel, { kind: 'ref' }>) => findType(model, ref)?.typeVersion.type;
    const entries = members.flatMap((member) => jsonKinds(member, lookup).map((kind) => [kind, of(member)] as const));
    return door.oneOfKinds(Object.fromEntries(entries));
  };
  return of;
}

const { bigint, boolean, bytes, date, datetime, decimal, duration, email, instant, integer } = door;
const { json, localDatetime, number, time, timezone, uri, uuid } = door;
const texts = { date, datetime, duration, email, instant, localDatetime, time, timezone, uri, uuid };
const plain = { ...texts, bigint, boolean, bytes, decimal, integer, json, number };

function scalarShape({ scalar, wire }: ScalarType): Operations {
  if (scalar === 'string') return door.text;
  if (wire === undefined) return plain[scalar];
  if (scalar === 'bigint') return door.bigintNumber;
  return scalar === 'decimal' ? door.decimalNumber : door.instantEpochMs;
}
