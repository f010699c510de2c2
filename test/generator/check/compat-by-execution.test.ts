/**
 * The classifier against what really happens: random values of the older version are given to the newer one's shape as the
 * runtime reads it, and the reverse. Where it says that nobody breaks, everything is accepted; where it says that somebody
 * does, something is refused.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTypes, noRenames } from '../../../generator/src/check/compat/compare/compare-types.js';
import type { ShapeChange, ShapeChangeKind } from '../../../generator/src/check/compat/compare/change.js';
import type { DomainModel } from '../../../generator/src/model/domain-model.js';
import { findType } from '../../../generator/src/model/find-type.js';
import { noConstraints, type RefType, type TypeModel } from '../../../generator/src/model/type-model.js';
import { parseExactly } from '../../../runtime/src/codec/exact-json.js';
import { exactly, lenient, reading } from '../../../runtime/src/shape/shape.js';
import { arbitraryOf, jsonText } from '../../support/stored-values.js';
import { createModelShapes } from '../../support/model-shapes.js';
import { randomSchema } from '../../support/random-schema.js';
import { bound, order } from '../bind/bind-yaml.js';

interface Pair {
  readonly model: DomainModel;
  readonly before: TypeModel;
  readonly after: TypeModel;
}

const types = `types:
  Card: { fields: { last4: string } }
  Iban: { fields: { iban: string } }
  Leaf: { fields: {} }
  Address: { 1: { city: string }, 2: { city: string, country: string } }
  Tree: { 1: { at?: Tree@1, all: list<Tree@1>, tag: string }, 2: { at?: Tree@2, all: list<Tree@2>, tag: string | null } }
  Link: { 1: { next: "Link@1 | null", tag: string }, 2: { next: "Link@2 | null", tag?: string } }
  Pay: { 1: { oneOf: { card: Card }, discriminator: kind }, 2: { oneOf: { card: Card, iban: Iban }, discriminator: kind }, 3: { oneOf: { card: Card }, discriminator: is }, 4: { oneOf: { card: Leaf }, discriminator: kind } }
`;

/** Two versions of an event with one object under `value`, from texts of types. */
function pairOf(before: string, after: string): Pair {
  const model = bound(order(`${types}events: { E: { 1: { value: ${before} }, 2: { value: ${after} } } }`));
  const [first, second] = model.contexts.flatMap(({ aggregates }) => aggregates)[0]?.events[0]?.versions ?? [];
  if (first === undefined || second === undefined) throw new Error('There are no two versions.');
  const asType = (shape: typeof first.shape): TypeModel => ({ kind: 'object', shape, constraints: noConstraints });
  return { model, before: asType(first.shape), after: asType(second.shape) };
}

function changesOf({ model, before, after }: Pair, isStrict: boolean): readonly ShapeChange[] {
  const lookup = (ref: RefType): TypeModel | undefined => findType(model, ref)?.typeVersion.type;
  const common = { typeBefore: lookup, typeAfter: lookup, withConstraints: true, withReferences: false };
  const spot = { path: '', place: undefined };
  return compareTypes(before, after, spot, {
    ...common,
    isStrict,
    renames: noRenames,
    renamesBetween: () => noRenames,
  });
}

/** A random value of `inner` that the shape of `outer` refuses, if one is found. */
function refused(
  inner: TypeModel,
  outer: TypeModel,
  model: DomainModel,
  { isStrict, runs }: { isStrict: boolean; runs: number },
): string | undefined {
  const shape = createModelShapes(model)(outer);
  const exact = shape.exact();
  const mode = reading | (isStrict ? 0 : lenient) | (exact ? exactly : 0);
  for (const value of fc.sample(arbitraryOf(inner, model), { numRuns: runs, seed: 1 })) {
    const text = jsonText(value);
    if (!shape.accepts(exact ? parseExactly(text) : JSON.parse(text), mode, 0)) return text;
  }
  return undefined;
}

function expectAgreement(pair: Pair, isStrict: boolean): void {
  const { model, before, after } = pair;
  const changes = changesOf(pair, isStrict);
  const old = refused(before, after, model, { isStrict, runs: 400 });
  const now = refused(after, before, model, { isStrict, runs: 400 });
  const said = JSON.stringify(
    changes.map(({ kind, path, refusesOld, refusesNew }) => ({ kind, path, refusesOld, refusesNew })),
  );
  expect(
    changes.some(({ refusesOld }) => refusesOld),
    `stored: refused ${old ?? 'nothing'}, said ${said}`,
  ).toBe(old !== undefined);
  expect(
    changes.some(({ refusesNew }) => refusesNew),
    `readers: refused ${now ?? 'nothing'}, said ${said}`,
  ).toBe(now !== undefined);
}

/** Every kind of change of a shape, at least once; all but the last few in objects with fields a and b. */
const pairs: readonly (readonly [kind: ShapeChangeKind | 'nothing', before: string, after: string])[] = [
  ['nothing', '{ fields: { a: string } }', '{ fields: { a: string } }'],
  ['required-field-added', '{ fields: { a: string } }', '{ fields: { a: string, b: integer } }'],
  ['required-field-added', '{ fields: { a: string } }', '{ fields: { a: string, b: { type: integer, default: 1 } } }'],
  ['optional-field-added', '{ fields: { a: string } }', '{ fields: { a: string, b?: integer } }'],
  ['required-field-removed', '{ fields: { a: string, b: integer } }', '{ fields: { a: string } }'],
  ['optional-field-removed', '{ fields: { a: string, b?: integer } }', '{ fields: { a: string } }'],
  [
    'required-field-added',
    '{ fields: { a: string }, open: true }',
    '{ fields: { a: string, b: integer }, open: true }',
  ],
  [
    'optional-field-added',
    '{ fields: { a: string }, open: true }',
    '{ fields: { a: string, b?: integer }, open: true }',
  ],
  [
    'optional-field-added',
    '{ fields: { a: string }, open: integer }',
    '{ fields: { a: string, b?: number }, open: integer }',
  ],
  [
    'optional-field-added',
    '{ fields: { a: string }, open: integer }',
    '{ fields: { a: string, b?: string }, open: integer }',
  ],
  [
    'required-field-removed',
    '{ fields: { a: string, b: integer }, open: true }',
    '{ fields: { a: string }, open: true }',
  ],
  [
    'optional-field-removed',
    '{ fields: { a: string, b?: integer }, open: true }',
    '{ fields: { a: string }, open: true }',
  ],
  [
    'optional-field-removed',
    '{ fields: { a: string, b?: integer }, open: number }',
    '{ fields: { a: string }, open: integer }',
  ],
  ['object-opened', '{ fields: { a: string } }', '{ fields: { a: string }, open: true }'],
  ['object-closed', '{ fields: { a: string }, open: true }', '{ fields: { a: string } }'],
  ['type-widened', '{ fields: { a: string }, open: integer }', '{ fields: { a: string }, open: number }'],
  ['field-became-required', '{ fields: { a?: string } }', '{ fields: { a: string } }'],
  ['field-became-optional', '{ fields: { a: string } }', '{ fields: { a?: string } }'],
  ['field-became-nullable', 'string', 'string | null'],
  ['field-became-not-nullable', 'string | null', 'string'],
  ['type-widened', 'integer', 'number'],
  ['type-narrowed', 'number', 'integer'],
  ['type-widened', 'uuid', 'string'],
  ['type-narrowed', 'string', 'uuid'],
  ['type-widened', 'instant', 'datetime'],
  ['type-widened', 'bigint', 'decimal'],
  ['type-widened', 'integer', '{ type: bigint, wire: number }'],
  ['type-widened', 'number', '{ type: decimal, wire: number }'],
  ['type-widened', '{ type: instant, wire: epoch-ms }', 'integer'],
  ['type-widened', '{ enum: [a, b] }', 'string'],
  ['type-narrowed', 'string', '{ enum: [a, b] }'],
  ['type-changed', 'string', '{ enum: [a, b], open: true }'],
  ['type-widened', 'list<Address@1>', 'json'],
  ['type-narrowed', 'json', 'string'],
  ['type-changed', 'uuid', 'date'],
  ['type-changed', 'boolean', 'integer'],
  ['type-changed', 'integer', 'decimal'],
  ['type-changed', 'string', '{ fields: { a: string } }'],
  ['cardinality-changed', 'string', 'list<string>'],
  ['cardinality-changed', 'list<string>', 'map<string>'],
  ['type-widened', '{ fields: { a: integer } }', 'map<number>'],
  ['cardinality-changed', '{ fields: { a: integer, b: string } }', 'map<number>'],
  ['cardinality-changed', '{ fields: { a?: integer }, open: integer }', 'map<integer>'],
  ['type-narrowed', 'map<integer>', '{ fields: { a: integer } }'],
  ['type-widened', 'Pay@1', 'map<string>'],
  ['type-widened', 'Pay@1', '{ fields: { kind: string, last4: string } }'],
  ['wire-form-changed', 'instant', '{ type: instant, wire: epoch-ms }'],
  ['wire-form-changed', 'decimal', '{ type: decimal, wire: number }'],
  ['enum-value-added', '{ enum: [a] }', '{ enum: [a, b] }'],
  ['enum-value-removed', '{ enum: [a, b] }', '{ enum: [a] }'],
  ['enum-value-added', '{ enum: [a], open: true }', '{ enum: [a, b], open: true }'],
  ['enum-value-removed', '{ enum: [a, b], open: true }', '{ enum: [a], open: true }'],
  ['enum-value-removed', '{ enum: [a, b] }', '{ enum: [a], open: true }'],
  ['enum-opened', '{ enum: [a] }', '{ enum: [a], open: true }'],
  ['enum-closed', '{ enum: [a], open: true }', '{ enum: [a] }'],
  ['variant-added', 'Pay@1', 'Pay@2'],
  ['variant-removed', 'Pay@2', 'Pay@1'],
  ['variant-added', 'string', 'string | Card'],
  ['variant-removed', 'string | Card', 'string'],
  ['variant-added', 'string | integer | null', 'string | integer | list<string> | null'],
  ['discriminator-changed', 'Pay@1', 'Pay@3'],
  ['required-field-removed', 'Pay@1', 'Pay@4'],
  ['required-field-added', 'Address@1', 'Address@2'],
  ['required-field-removed', 'Address@2 | null', 'Address@1 | null'],
  ['field-became-nullable', 'Tree@1', 'Tree@2'],
  ['field-became-optional', 'Link@1', 'Link@2'],
  ['nothing', 'Card', '{ fields: { last4: string } }'],
  ['constraint-tightened', '{ type: string, maxLength: 9 }', '{ type: string, maxLength: 1 }'],
  ['constraint-loosened', '{ type: integer, minimum: 9 }', 'integer'],
  ['constraint-changed', '{ type: string, pattern: "^a" }', '{ type: string, pattern: "^b" }'],
  ['default-removed', '{ fields: { a: { type: string, default: x } } }', '{ fields: { a: string } }'],
  ['default-added', '{ fields: { a: string } }', '{ fields: { a: { type: string, default: x } } }'],
];

const settings = [true, false];

describe.each(pairs)('%s: %s to %s', (kind, before, after) => {
  const pair = pairOf(before, after);

  test('is what it is called', () => {
    const kinds = new Set(changesOf(pair, true).map((change) => change.kind));
    if (kind === 'nothing') expect([...kinds]).toEqual([]);
    else expect([...kinds]).toContain(kind);
  });

  test.each(settings)('breaks whom it says (unknown fields refused: %s)', (isStrict) => {
    expectAgreement(pair, isStrict);
  });

  test.each(settings)(
    'also inside of lists, maps, optional fields and nullables (unknown fields refused: %s)',
    (isStrict) => {
      const isUnion = (text: string): boolean => text.includes('|');
      const wrap = (text: string): string => (text.startsWith('{') ? text : `"${text}"`);
      for (const around of [
        (text: string) => `{ list: ${wrap(text)} }`,
        (text: string) => `{ map: ${wrap(text)} }`,
        (text: string) => `{ fields: { inner?: ${wrap(text)} } }`,
      ]) {
        expectAgreement(pairOf(around(before), around(after)), isStrict);
      }
      if (
        isUnion(before) ||
        isUnion(after) ||
        before.startsWith('{') ||
        after.startsWith('{') ||
        [before, after].includes('json')
      )
        return;
      expectAgreement(pairOf(`"${before} | null"`, `"${after} | null"`), isStrict);
    },
  );
});

test('the matrix of open and closed, added and removed, required, defaulted and optional, refused and tolerated', () => {
  const shapes = ['', ', b: integer', ', b?: integer', ', b: { type: integer, default: 1 }'];
  const opens = ['', ', open: true', ', open: integer', ', open: string'];
  const all = shapes.flatMap((one) =>
    shapes.flatMap((other) => opens.flatMap((open) => opens.map((opened) => [one, other, open, opened] as const))),
  );
  for (const [one, other, open, opened] of all) {
    const pair = pairOf(`{ fields: { a: string${one} }${open} }`, `{ fields: { a: string${other} }${opened} }`);
    for (const isStrict of settings) expectAgreement(pair, isStrict);
  }
  expect(all).toHaveLength(256);
});

describe('a known matrix, for readers that tolerate what they do not know', () => {
  // Old code reads new events: add required ok, remove required breaks, and so on. New code reads old events: the reverse.
  test.each([
    ['required field added', 'a: string', 'a: string, b: string', { oldReadsNew: true, newReadsOld: false }],
    ['optional field added', 'a: string', 'a: string, b?: string', { oldReadsNew: true, newReadsOld: true }],
    ['required field removed', 'a: string, b: string', 'a: string', { oldReadsNew: false, newReadsOld: true }],
    ['optional field removed', 'a: string, b?: string', 'a: string', { oldReadsNew: true, newReadsOld: true }],
    ['optional became required', 'a?: string', 'a: string', { oldReadsNew: true, newReadsOld: false }],
    ['required became optional', 'a: string', 'a?: string', { oldReadsNew: false, newReadsOld: true }],
  ])('%s', (_what, before, after, expected) => {
    const changes = changesOf(pairOf(`{ fields: { ${before} } }`, `{ fields: { ${after} } }`), false);
    const oldReadsNew = changes.every(({ refusesNew }) => !refusesNew);
    const newReadsOld = changes.every(({ refusesOld }) => !refusesOld);
    expect({ oldReadsNew, newReadsOld }).toEqual(expected);
  });
});

test('between random shapes nothing is refused that was said to be accepted', () => {
  fc.assert(
    fc.property(randomSchema, fc.boolean(), ({ text }, isStrict) => {
      const model = bound(text);
      const events = model.contexts.flatMap(({ aggregates }) => aggregates).flatMap(({ events: all }) => all);
      for (const { versions } of events) {
        const [before, after] = versions.map(({ shape }): TypeModel => ({
          kind: 'object',
          shape,
          constraints: noConstraints,
        }));
        if (before === undefined || after === undefined) continue;
        const changes = changesOf({ model, before, after }, isStrict);
        const options = { isStrict, runs: 5 };
        if (changes.every(({ refusesOld }) => !refusesOld))
          expect(refused(before, after, model, options)).toBeUndefined();
        if (changes.every(({ refusesNew }) => !refusesNew))
          expect(refused(after, before, model, options)).toBeUndefined();
        // A shape never differs from itself.
        expect(changesOf({ model, before, after: before }, isStrict)).toEqual([]);
      }
    }),
    { numRuns: 25 },
  );
});
