import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainModel } from '../../../generator/src/model/domain-model.js';
import { findType } from '../../../generator/src/model/find-type.js';
import { type JsonValue, noConstraints, type TypeModel } from '../../../generator/src/model/type-model.js';
import { matchingText } from '../../../generator/src/samples/matching-text.js';
import { sampleValues } from '../../../generator/src/samples/sample-values.js';
import { checkValue } from '../../../generator/src/values/check-value.js';
import { parseExactly } from '../../../runtime/src/codec/exact-json.js';
import { exactly, reading } from '../../../runtime/src/shape/shape.js';
import { createModelShapes } from '../../support/model-shapes.js';
import { randomSchema } from '../../support/random-schema.js';
import { bound, order } from '../bind/bind-yaml.js';

const eventType = (model: DomainModel): TypeModel => {
  const shape = model.contexts.flatMap(({ aggregates }) => aggregates)[0]?.events[0]?.versions[0].shape;
  if (shape === undefined) throw new Error('There is no event.');
  return { kind: 'object', shape, constraints: noConstraints };
};

/** Samples of a field of this type. */
function samplesOf(type: string, extra = ''): readonly JsonValue[] {
  const model = bound(order(`imports: ["std:money"]\nevents: { E: { 1: { field: ${type} } } }\n${extra}`));
  return sampleValues(eventType(model), model).map((value) => (value as { readonly field: JsonValue }).field);
}

function everyType({ contexts }: DomainModel): readonly TypeModel[] {
  const aggregates = contexts.flatMap((context) => context.aggregates);
  const shapes = aggregates.flatMap(({ events, commands }) =>
    [...events, ...commands].flatMap(({ versions }) => versions.map(({ shape }) => shape)),
  );
  return [
    ...contexts.flatMap(({ types }) => types.flatMap(({ versions }) => versions.map(({ type }) => type))),
    ...shapes.map((shape): TypeModel => ({ kind: 'object', shape, constraints: noConstraints })),
  ];
}

test('samples of random schemas are what the runtime reads, and what examples must be', () => {
  fc.assert(
    fc.property(randomSchema, ({ text }) => {
      const model = bound(text);
      const shapeOf = createModelShapes(model);
      for (const type of everyType(model)) {
        const samples = sampleValues(type, model);
        const shape = shapeOf(type);
        const exact = shape.exact();
        expect(samples.length).toBeGreaterThan(0);
        for (const sample of samples) {
          const wire = exact ? parseExactly(JSON.stringify(sample)) : (JSON.parse(JSON.stringify(sample)) as unknown);
          expect(shape.accepts(wire, exact ? reading | exactly : reading, 0), JSON.stringify(sample)).toBe(true);
          expect(checkValue(sample, type, (ref) => findType(model, ref)?.typeVersion.type)).toEqual([]);
        }
        expect(sampleValues(type, model)).toEqual(samples);
      }
    }),
    { numRuns: 15 },
  );
});

const scalars = [
  'string',
  'boolean',
  'integer',
  'number',
  'bigint',
  'decimal',
  'uuid',
  'uri',
  'email',
  'date',
  'time',
  'duration',
  'timezone',
  'instant',
  'datetime',
  'localDatetime',
  'bytes',
  'json',
];

test.each([
  ...scalars,
  '{ type: bigint, wire: number }',
  '{ type: decimal, wire: number }',
  '{ type: instant, wire: epoch-ms }',
  '{ type: integer, minimum: 1000, maximum: 1001 }',
  '{ type: integer, exclusiveMinimum: -8, exclusiveMaximum: -6 }',
  '{ type: integer, multipleOf: 7, minimum: 100 }',
  '{ type: number, exclusiveMinimum: 0, exclusiveMaximum: 1 }',
  '{ type: number, multipleOf: 0.05, minimum: 3 }',
  '{ type: decimal, minimum: "0.01", maximum: "0.02" }',
  '{ type: decimal, exclusiveMaximum: "-100.5" }',
  '{ type: bigint, minimum: "99999999999999999999999999" }',
  '{ type: string, minLength: 80, maxLength: 80 }',
  '{ type: string, maxLength: 2 }',
  '{ type: string, maxLength: 0 }',
  '{ type: string, pattern: "^[A-Z]{3}-[0-9]+$" }',
  '{ type: string, pattern: "^(?:EUR|USD)$", maxLength: 3 }',
  '{ type: string, pattern: "^\\\\p{Lu}\\\\w*@[^a-z]{2,}$" }',
  '{ type: uri, maxLength: 10 }',
  '{ type: email, maxLength: 6 }',
  '{ list: boolean, minItems: 2, uniqueItems: true }',
  '{ list: integer, minItems: 5, uniqueItems: true }',
  '{ list: string, maxItems: 0 }',
  '{ list: { enum: [a, b] }, uniqueItems: true }',
  '{ map: integer, minProperties: 4 }',
  '{ fields: { a?: integer, further?: string }, open: integer }',
])('%s has samples that keep to its constraints', (type) => {
  const model = bound(order(`events: { E: { 1: { field: ${type} } } }`));
  const samples = sampleValues(eventType(model), model);
  expect(samples.length).toBeGreaterThan(0);
  for (const sample of samples) expect(checkValue(sample, eventType(model), () => undefined)).toEqual([]);
});

describe('samples', () => {
  test('begin with examples, and repeat none', () => {
    const model = bound(order('events: { E: { 1: { a?: integer }, examples: { 1: [{ a: 5 }, {}] } } }'));
    const examples = model.contexts[0]?.aggregates[0]?.events[0]?.versions[0].examples;
    expect(sampleValues(eventType(model), model, { examples })).toEqual([{ a: 5 }, {}, { a: 12 }]);
  });

  test('take the examples of fields and types', () => {
    expect(samplesOf('{ type: string, examples: [ABC-1] }')[0]).toBe('ABC-1');
    expect(samplesOf('Sku', 'types: { Sku: { type: string, examples: [XYZ-9] } }')[0]).toBe('XYZ-9');
  });

  test('have everything once, and as little as may be once', () => {
    expect(samplesOf('{ fields: { a: integer, b?: integer, c: "string | null", d: list<integer> } }')).toEqual([
      { a: 12, b: 13, c: 'text 2', d: [15, 16] },
      { a: 12, c: null, d: [] },
    ]);
  });

  test.each(['{ type: string, minLength: 999999999999 }', '{ list: string, minItems: 999999999999 }'])(
    'are none of a size that nobody wants: %s',
    (type) => {
      for (const sample of samplesOf(type)) expect(JSON.stringify(sample).length).toBeLessThan(20_000);
    },
  );

  test('end where types hold themselves', () => {
    const tree = 'types: { Tree: { fields: { left?: Tree, all: list<Tree>, next: "Tree | null", byKey: map<Tree> } } }';
    const [full, bare] = samplesOf('Tree', tree);
    expect(JSON.stringify(full).length).toBeLessThan(1_000);
    expect(bare).toEqual({ all: [], next: null, byKey: {} });
  });

  test('choose variants that end', () => {
    const types =
      'types: { Leaf: { fields: {} }, Pair: { fields: { left: Expr, right: list<Expr> } }, Expr: { 1: { oneOf: { pair: Pair, leaf: Leaf }, discriminator: is } } }';
    expect(samplesOf('Expr', types)).toContainEqual({ is: 'leaf' });
  });
});

test.each([
  '^[A-Z]{3}-[0-9]+$',
  'a|b',
  '^$',
  '^(a(b|c){2,3})?$',
  '[^\\s]',
  '\\d{4}-\\d{2}',
  '^\\p{Script=Greek}+$',
  '^.{5}$',
  '\\bword\\b',
])('%s matches the text that is made for it', (pattern) => {
  expect(matchingText(pattern)).toMatch(new RegExp(pattern, 'u'));
});

test.each(['(', '[z-a]', 'a{1000}', '[^\\s\\S]'])('%s has no text', (pattern) => {
  expect(matchingText(pattern)).toBeUndefined();
});
