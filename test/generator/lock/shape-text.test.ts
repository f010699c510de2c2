import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseShape } from '../../../generator/src/lock/parse-shape.js';
import { shapeText } from '../../../generator/src/lock/shape-text.js';
import { stepText } from '../../../generator/src/lock/step-text.js';
import { root } from '../../../generator/src/diagnostics/place.js';
import type { StepModel, StepPath } from '../../../generator/src/model/step-model.js';
import type { JsonValue } from '../../../generator/src/model/type-model.js';
import { randomSchema } from '../../support/random-schema.js';
import { bound, order, typeOf } from '../bind/bind-yaml.js';

const place = root({ path: 'varve.lock.json', text: '' });
const payment =
  'types: { Card: { 1: { last4: string } }, Payment: { 1: { oneOf: { card: Card@1 }, discriminator: kind } } }';

describe('the text of a shape', () => {
  // Frozen: hashes of everything that was ever released are made of these texts.
  test.each([
    ['uuid', '"uuid"'],
    ['{ type: instant, wire: epoch-ms }', '"instant:epoch-ms"'],
    ['string | null', '{"union":["null","string"]}'],
    ['{ enum: [web, store] }', '{"enum":["store","web"]}'],
    ['{ enum: [web], open: true }', '{"enum":["web"],"open":true}'],
    ['list<map<integer>>', '{"list":{"map":"integer"}}'],
    ['Money@1', '"std.Money@1"'],
    ['{ fields: { b: string, a?: "integer | null" } }', '{"fields":{"a?":{"union":["integer","null"]},"b":"string"}}'],
    ['{ fields: { a: string }, open: true }', '{"fields":{"a":"string"},"open":"json"}'],
    [
      '{ fields: { "10": string, "9": string, "ä\\"": string } }',
      '{"fields":{"10":"string","9":"string","ä\\"":"string"}}',
    ],
  ])('of %s is %s', (written, text) => {
    expect(shapeText(typeOf(written))).toBe(text);
  });

  test('names variants by tag, sorted', () => {
    expect(shapeText(typeOf('Payment', payment))).toBe('"ordering.Payment@1"');
    const types = bound(order(payment)).contexts.flatMap((context) => context.types);
    const tagged = types.find(({ name }) => name === 'Payment')?.versions[0].type;
    expect(tagged && shapeText(tagged)).toBe('{"tagged":"kind","variants":{"card":"ordering.Card@1"}}');
  });

  test.each([
    ['{ fields: { b: string, a: string } }', '{ fields: { a: string, b: string } }'],
    ['{ enum: [b, a] }', '{ enum: [a, b] }'],
    ['null | string', 'string | null'],
    ['{ type: string, maxLength: 3, pattern: "^a$" }', 'string'],
    ['{ type: string, description: Text., examples: [a], personal: true }', 'string'],
    ['{ type: string, default: a }', 'string'],
    ['{ list: string, minItems: 1 }', 'list<string>'],
  ])('is equal for %s and %s', (left, right) => {
    expect(shapeText(typeOf(left))).toBe(shapeText(typeOf(right)));
  });

  test.each([
    ['{ fields: { a: string } }', '{ fields: { a?: string } }'],
    ['{ fields: { a: string } }', '{ fields: { a: string }, open: true }'],
    ['integer', 'number'],
    ['bigint', '{ type: bigint, wire: number }'],
    ['list<string>', 'map<string>'],
    ['string', 'string | null'],
  ])('differs for %s and %s', (left, right) => {
    expect(shapeText(typeOf(left))).not.toBe(shapeText(typeOf(right)));
  });

  test('is read back as the type it was made of', () => {
    fc.assert(
      fc.property(randomSchema, ({ text }) => {
        for (const { types, aggregates } of bound(text).contexts) {
          const shapes = [
            ...types.flatMap(({ versions }) => versions.map(({ type }) => type)),
            ...aggregates
              .flatMap(({ events }) => events)
              .flatMap(({ versions }) => versions.flatMap(({ shape }) => shape.fields.map(({ type }) => type))),
          ];
          for (const type of shapes) {
            const back = parseShape(JSON.parse(shapeText(type)) as JsonValue, place);
            expect(back && shapeText(back)).toBe(shapeText(type));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each<JsonValue>([
    'strin',
    'instant:epoch',
    'instant:epoch-ms:x',
    'Money@1',
    'a.b.C@1',
    'a.B@0',
    'a.B@01',
    '@',
    '',
    1,
    null,
    true,
    [],
    {},
    { list: 'strin' },
    { map: 1 },
    { fields: [] },
    { fields: { a: 'strin' } },
    { fields: {}, open: 'strin' },
    { enum: [1] },
    { enum: 'a' },
    { union: 'string' },
    { union: ['strin'] },
    { tagged: 'kind' },
    { tagged: 1, variants: {} },
    { tagged: 'kind', variants: { a: 'string' } },
    { tagged: 'kind', variants: [] },
  ])('is not read from %j', (json) => {
    expect(parseShape(json, place)).toBeUndefined();
  });

  test('keeps a field called __proto__ a field', () => {
    const back = parseShape(JSON.parse('{"fields":{"__proto__":"string"}}') as JsonValue, place);
    expect(back && shapeText(back)).toBe('{"fields":{"__proto__":"string"}}');
  });
});

const path = (text: string): StepPath => ({
  text,
  place,
  segments: text.split('.').map((name) => (name === '*' ? { kind: 'each' } : { kind: 'key', name })),
});
const step = (...operations: StepModel['operations']): StepModel => ({ operations, isCustom: false, lossy: [], place });
const constant = (value: JsonValue) => ({ kind: 'constant', value, place }) as const;

describe('the text of a step', () => {
  test('does not depend on the order of what is said', () => {
    const rename = { kind: 'rename', from: path('a'), to: path('b') } as const;
    const set = { kind: 'set', to: path('c'), value: constant({ y: 1, x: [2] }) } as const;
    const turned = { kind: 'set', to: path('c'), value: constant({ x: [2], y: 1 }) } as const;
    expect(stepText(step(rename, set))).toBe(stepText(step(turned, rename)));
  });

  test('does not depend on how a path is written', () => {
    const dotted = step({ kind: 'drop', from: path('lines.*.sku') });
    const pointer = step({ kind: 'drop', from: { ...path('lines.*.sku'), text: '/lines/*/sku' } });
    expect(stepText(dotted)).toBe(stepText(pointer));
    expect(stepText(dotted)).not.toBe(stepText(step({ kind: 'drop', from: path('lines.sku') })));
  });

  test('says what a map takes its value from, also where that is left out', () => {
    const entries = [{ old: 'a', new: 'b', place }];
    const common = { kind: 'map', to: path('channel'), entries, otherwise: undefined, place } as const;
    const written = stepText(step({ ...common, from: path('channel') }));
    expect(stepText(step({ ...common, from: undefined }))).toBe(written);
    expect(stepText(step({ ...common, from: path('other') }))).not.toBe(written);
    expect(stepText(step({ ...common, from: undefined, otherwise: { value: null, place } }))).not.toBe(written);
  });

  test('tells apart what stands under keys alike', () => {
    const kinds = ['recordedAt', 'eventId', 'streamVersion'] as const;
    const facts = [
      ...kinds.map((kind) => ({ kind }) as const),
      { kind: 'id', part: 'a' } as const,
      { kind: 'metadata', key: 'a' } as const,
    ];
    const texts = facts.map((fact) =>
      stepText(step({ kind: 'set', to: path('a'), value: { kind: 'fact', fact, otherwise: undefined, place } })),
    );
    expect(new Set(texts).size).toBe(facts.length);
    expect(stepText(step({ kind: 'set', to: path('a'), value: constant('$recordedAt') }))).not.toBe(texts[0]);
    expect(stepText({ ...step(), isCustom: true })).not.toBe(stepText(step()));
  });
});
