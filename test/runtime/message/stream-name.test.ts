import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import { parseStreamName, streamName } from '../../../runtime/src/message/stream-name.js';
import { streamIdOf, streamNameOf } from '../../../runtime/src/repository/stream-identity.js';
import { bigint, boolean, date, decimal, integer, text, uuid } from '../../../runtime/src/shape/scalar.js';
import type { Operations } from '../../../runtime/src/shape/shape.js';

const invalid = (run: () => unknown): boolean => {
  try {
    run();
    return false;
  } catch (error) {
    return isRuntimeError(error, 'invalid-stream-name');
  }
};

const part = fc.string({ unit: 'binary', minLength: 1 });
const category = fc.stringMatching(/^[a-z]+\.[a-zA-Z_]+$/);

describe('a stream name', () => {
  test('gives back exactly the parts that it was made of', () => {
    fc.assert(
      fc.property(category, fc.array(part, { minLength: 1, maxLength: 4 }), (of, parts) => {
        const name = streamName(of, parts);
        expect(parseStreamName(name)).toEqual({ category: of, parts });
        expect(name.indexOf('-')).toBe(of.length);
      }),
    );
  });

  test('differs whenever parts differ', () => {
    const parts = fc.array(fc.constantFrom('a', '+', '%', '-', 'a+', '%2B', ' ', 'é'), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(streamName('c', a) === streamName('c', b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  test.each<[string, readonly string[]]>([
    ['', ['a']],
    ['a-b', ['a']],
    ['a', []],
    ['a', ['']],
    ['a', ['x', '']],
    ['a', ['\uD800']],
  ])('is not made of category %j and %j', (of, parts) => {
    expect(invalid(() => streamName(of, parts))).toBe(true);
  });

  test.each([
    '',
    '-',
    'a',
    'a-',
    '-a',
    'a-%',
    'a-%zz',
    'a-a b',
    'a-a++b',
    'a-+',
    'a-%41',
    'a-%2b',
    'a-é',
    'a-%FF',
    'a-a+',
  ])('is not %j', (name) => {
    expect(invalid(() => parseStreamName(name))).toBe(true);
  });
});

const aggregate = (id: Readonly<Record<string, Operations>>) => ({ category: 'shop.cart', id });

describe('an identity', () => {
  test.each<[Readonly<Record<string, Operations>>, object, string]>([
    [{ a: uuid }, { a: '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11' }, 'shop.cart-6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11'],
    [{ a: text, b: integer }, { a: 'x-y+z', b: -7 }, 'shop.cart-x-y%2Bz+-7'],
    [{ a: bigint, b: decimal, c: date }, { a: 12n, b: '1.50', c: '2026-01-01' }, 'shop.cart-12+1.50+2026-01-01'],
    [{ a: text }, { a: '12' }, 'shop.cart-12'],
  ])('%o', (id, value, name) => {
    expect(streamNameOf(aggregate(id), value)).toBe(name);
    expect(streamIdOf(aggregate(id), name)).toEqual(value);
  });

  test.each<[Readonly<Record<string, Operations>>, object]>([
    [{ a: uuid }, { a: 'x' }],
    [{ a: uuid }, {}],
    [{ a: integer }, { a: 0.5 }],
    [{ a: text }, { a: '' }],
    [{ a: text }, Object.create({ a: 'inherited' })],
    [{ constructor: text }, {}],
  ])('is refused: %o %o', (id, value) => {
    expect(invalid(() => streamNameOf(aggregate(id), value))).toBe(true);
  });

  test.each<[Readonly<Record<string, Operations>>, string]>([
    [{ a: integer }, 'shop.cart-07'],
    [{ a: integer }, 'shop.cart-1e3'],
    [{ a: integer }, 'shop.cart-0x10'],
    [{ a: integer }, 'shop.cart-x'],
    [{ a: text }, 'shop.order-x'],
    [{ a: text }, 'shop.cart-x+y'],
    [{ a: text, b: text }, 'shop.cart-x'],
    [{ a: boolean }, 'shop.cart-true'],
  ])('is not read out of another name: %o %s', (id, name) => {
    expect(invalid(() => streamIdOf(aggregate(id), name))).toBe(true);
  });

  test('survives its stream name', () => {
    const storable = part.filter((some) => !some.includes('\0'));
    const of = aggregate({ a: text, b: integer });
    fc.assert(
      fc.property(storable, fc.maxSafeInteger(), (a, b) => {
        expect(streamIdOf(of, streamNameOf(of, { a, b }))).toEqual({ a, b: b + 0 });
      }),
      { examples: [['42', 0]] },
    );
  });
});
