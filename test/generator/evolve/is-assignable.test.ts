/** Which values are, as they lie, values of another type: one table, read from left to right. */
import { describe, expect, test } from 'vitest';
import { isAssignable } from '../../../generator/src/evolve/shapes/is-assignable.js';
import { order, planned, versionsOf } from './evolve-yaml.js';

const types = `
  Money: { 1: { amount: decimal, currency?: string }, 2: { amount: decimal, currency?: string } }
  Price: { amount: decimal, currency?: string }
  Sku: string
  Isbn: string
  Channel: { enum: [web, store] }
  Tree: { children: list<Tree> }
  Nest: list<Nest>
  Maybe: 'Price | null'
  Card: { last4: string }
  Pay: { oneOf: { card: Card, cash: { fields: { note?: string } } }, discriminator: kind }
`;

function assignable(old: string, next: string): boolean {
  const from = planned(
    order(
      `types:${types}events: { E: { 1: { fields: { f: ${old} } }, 2: { fields: { f: ${next} } }, upcast: { 2: { custom: true } } } }`,
    ),
  );
  const [before, after] = versionsOf(from).map(({ shape }) => shape.fields[0]?.type);
  if (before === undefined || after === undefined) return expect.fail('The field is gone.');
  return isAssignable(before, after, from.model);
}

type Pair = readonly [old: string, next: string];

const scalars = ['string', 'boolean', 'integer', 'number', 'bigint', 'decimal', 'uuid', 'uri', 'email', 'date', 'time'];
const others = ['duration', 'timezone', 'instant', 'datetime', 'localDatetime', 'bytes', 'json'];
const wider: ReadonlySet<string> = new Set([
  'integer number',
  'uuid string',
  'uri string',
  'email string',
  ...[...scalars, ...others].filter((name) => name !== 'bigint' && name !== 'bytes').map((name) => `${name} json`),
]);

test('scalars: the same, and what is listed', () => {
  const all = [...scalars, ...others];
  const found = all.flatMap((old) => all.filter((next) => assignable(old, next)).map((next) => `${old} ${next}`));
  expect(new Set(found)).toEqual(new Set([...all.map((name) => `${name} ${name}`), ...wider]));
});

describe('is', () => {
  test.each<Pair>([
    ['{ enum: [a, b] }', '{ enum: [b, a] }'],
    ['{ enum: [a] }', '{ enum: [a], open: true }'],
    ['{ enum: [a], open: true }', '{ enum: [b, a], open: true }'],
    ['{ enum: [a], open: true }', 'string'],
    ['{ enum: [a] }', 'json'],
    ['Channel', '{ enum: [web, store, phone] }'],
    ['{ enum: [web] }', 'Channel'],
    ['Sku', 'string'],
    ['uuid', 'Sku'],
    ['string', "'string | null'"],
    ["'string | null'", "'integer | string | null'"],
    ["'integer | null'", "'number | null'"],
    ['list<integer>', 'list<number>'],
    ['map<uuid>', 'map<string>'],
    ['list<string>', 'json'],
    ['list<list<integer>>', 'json'],
    ['map<boolean>', 'json'],
    ['{ fields: { a: integer } }', '{ fields: { a: number } }'],
    ['{ fields: { a: integer } }', '{ fields: { b?: string, a?: integer } }'],
    ['{ fields: { a?: integer } }', '{ fields: { a?: integer } }'],
    ['{ fields: { a: integer }, open: true }', '{ fields: { a: integer }, open: true }'],
    ['{ fields: {}, open: integer }', '{ fields: {}, open: number }'],
    ['Money@1', 'Money@1'],
    ['Price', '{ fields: { amount: decimal, currency?: string } }'],
    ['{ fields: { amount: decimal, currency?: string } }', 'Price'],
    ['Price', 'Maybe'],
    ['Maybe', "'Price | null'"],
    ['Tree', 'Tree'],
    ['Tree', '{ fields: { children: list<Tree> } }'],
    ['{ fields: { children: list<Tree> } }', 'Tree'],
    ['Nest', 'list<Nest>'],
    ['Pay', 'Pay'],
    ['{ type: bigint, wire: number }', 'bigint'],
    ['{ type: string, maxLength: 5 }', '{ type: string, minLength: 9 }'],
  ])('%s a %s', (old, next) => {
    expect(assignable(old, next)).toBe(true);
  });
});

describe('is not', () => {
  test.each<Pair>([
    ['{ enum: [a, b] }', '{ enum: [a] }'],
    ['{ enum: [a, b] }', '{ enum: [a], open: true }'],
    ['{ enum: [a], open: true }', '{ enum: [a] }'],
    ['string', '{ enum: [a], open: true }'],
    ['string', 'Channel'],
    ["'string | null'", 'string'],
    ["'string | integer'", 'string'],
    ['list<number>', 'list<integer>'],
    ['list<string>', 'map<string>'],
    ['string', 'list<string>'],
    ['list<bigint>', 'json'],
    ['{ fields: { a: string } }', 'json'],
    ['list<Tree>', 'json'],
    ['Nest', 'json'],
    ['{ type: decimal, wire: number }', 'json'],
    ['{ fields: { a: integer } }', '{ fields: {} }'],
    ['{ fields: { a?: integer } }', '{ fields: { a: integer } }'],
    ['{ fields: {} }', '{ fields: { a: integer } }'],
    ['{ fields: { a: integer } }', '{ fields: { a: integer }, open: true }'],
    ['{ fields: { a: integer }, open: true }', '{ fields: { a: integer } }'],
    ['{ fields: {}, open: true }', '{ fields: { a?: string }, open: true }'],
    ['{ fields: {}, open: number }', '{ fields: {}, open: integer }'],
    ['Money@1', 'Money@2'],
    ['Money@2', 'Money@1'],
    ['Money@1', 'Price'],
    ['Sku', 'Isbn'],
    ['Maybe', 'Price'],
    ['Card', 'Pay'],
    ['Pay', 'Card'],
  ])('%s a %s', (old, next) => {
    expect(assignable(old, next)).toBe(false);
  });
});
