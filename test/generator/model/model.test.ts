import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../../generator/src/model/deep-freeze.js';
import type { RefType, ScalarType, TypeModel } from '../../../generator/src/model/type-model.js';
import { findType } from '../../../generator/src/model/find-type.js';
import { aggregateShapes, innerTypes, walkFields, walkTypes } from '../../../generator/src/model/walk-types.js';
import { bound, order, typeOf } from '../bind/bind-yaml.js';

describe('deepFreeze', () => {
  test('freezes everything that is reachable, and gives the value back', () => {
    const value = { list: [{ deep: { x: 1 } }], text: 'a' };
    expect(deepFreeze(value)).toBe(value);
    expect(() => Object.assign(value.list[0]?.deep ?? {}, { x: 2 })).toThrow(TypeError);
    expect(() => value.list.push({ deep: { x: 1 } })).toThrow(TypeError);
  });

  test('survives circles and great depth', () => {
    const circle: { self?: object } = {};
    circle.self = circle;
    expect(Object.isFrozen(deepFreeze(circle))).toBe(true);
    let deep: object = {};
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    expect(Object.isFrozen(deepFreeze(deep))).toBe(true);
  });

  test.each([null, undefined, 1, 'text'])('leaves %j as it is', (value) => {
    expect(deepFreeze(value)).toBe(value);
  });
});

const describeKind = (type: TypeModel): string => (type.kind === 'scalar' ? type.scalar : type.kind);

describe('walking types', () => {
  const type = typeOf(
    '{ fields: { a: "string | null", b: { list: { fields: { c: map<Money@1> } } } }, open: { map: integer } }',
  );

  test('visits outer before inner, in the order of the source, and stops at references', () => {
    const kinds: string[] = [];
    walkTypes(type, (inner) => kinds.push(describeKind(inner)));
    expect(kinds).toEqual(['object', 'union', 'string', 'null', 'list', 'object', 'map', 'ref', 'map', 'integer']);
  });

  test('visits the fields of all objects', () => {
    const names: string[] = [];
    walkFields(type, (field) => names.push(field.name));
    expect(names).toEqual(['a', 'b', 'c']);
  });

  test('tagged unions hold their variants', () => {
    const text: ScalarType = { kind: 'scalar', scalar: 'string', wire: undefined, constraints: {} };
    const ref: RefType = { kind: 'ref', context: 'a', name: 'B', schemaVersion: 1 };
    expect(innerTypes({ kind: 'tagged', discriminator: 'k', variants: [{ tag: 'b', type: ref }] })).toEqual([ref]);
    expect(innerTypes({ kind: 'enum', members: ['a'], open: false })).toEqual([]);
    expect(innerTypes(text)).toEqual([]);
  });
});

describe('findType', () => {
  const model = bound(
    order('types: { A: { 1: string, 2: integer }, Toast: string }\nevents: { E: { 1: { a: A@2, b: A@1 } } }'),
  );
  const ref = (name: string, schemaVersion: number, context = 'ordering'): RefType => {
    return { kind: 'ref', context, name, schemaVersion };
  };

  test('finds each version of a type', () => {
    expect(findType(model, ref('A', 1))?.typeVersion.type).toMatchObject({ scalar: 'string' });
    expect(findType(model, ref('A', 2))?.typeVersion.type).toMatchObject({ scalar: 'integer' });
    expect(findType(model, ref('A', 2))?.type.name).toBe('A');
  });

  test.each([ref('A', 3), ref('A', 0), ref('B', 1), ref('A', 1, 'other'), ref('toString', 1), ref('__proto__', 1)])(
    'finds nothing for %j',
    (missing) => {
      expect(findType(model, missing)).toBeUndefined();
    },
  );

  test('keeps models apart', () => {
    const other = bound(order('types: { A: boolean }'));
    expect(findType(other, ref('A', 1))?.typeVersion.type).toMatchObject({ scalar: 'boolean' });
    expect(findType(model, ref('A', 1))?.typeVersion.type).toMatchObject({ scalar: 'string' });
  });
});

test('aggregateShapes gives every version of every message', () => {
  const model = bound(
    order(
      'events: { E: { 1: { a: string }, 2: { b: string } } }\nrejections: { R: { c: string } }\ncommands: { C: { 1: { d: string } } }',
    ),
  );
  const shapes = model.contexts[0]?.aggregates.flatMap(aggregateShapes) ?? [];
  expect(shapes.map(({ fields }) => fields.map(({ name }) => name).join())).toEqual(['a', 'b', 'd', 'c']);
});
