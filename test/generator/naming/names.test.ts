import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byCodeUnit } from '../../../generator/src/naming/by-code-unit.js';
import { camelCase, kebabCase, pascalCase } from '../../../generator/src/naming/letter-case.js';
import { createNameScope } from '../../../generator/src/naming/name-scope.js';
import { isDeviceName, pathCollisionKey } from '../../../generator/src/naming/path-names.js';
import { isDeclarableName, objectMembers, reservedWords } from '../../../generator/src/naming/reserved-words.js';

describe('letter case', () => {
  test.each([
    ['OrderPlaced', 'OrderPlaced', 'orderPlaced', 'order-placed'],
    ['orderPlaced', 'OrderPlaced', 'orderPlaced', 'order-placed'],
    ['order-placed', 'OrderPlaced', 'orderPlaced', 'order-placed'],
    ['order_placed', 'OrderPlaced', 'orderPlaced', 'order-placed'],
    ['HTTPServer', 'HttpServer', 'httpServer', 'http-server'],
    ['orderID', 'OrderId', 'orderId', 'order-id'],
    ['ABC', 'Abc', 'abc', 'abc'],
    ['Order2Placed', 'Order2Placed', 'order2Placed', 'order2-placed'],
    ['v2', 'V2', 'v2', 'v2'],
    ['größe ändern', 'GrößeÄndern', 'größeÄndern', 'größe-ändern'],
    ['a', 'A', 'a', 'a'],
    ['-_ ', '', '', ''],
  ])('of %s', (name, pascal, camel, kebab) => {
    expect([pascalCase(name), camelCase(name), kebabCase(name)]).toEqual([pascal, camel, kebab]);
  });

  test('is settled: converting twice changes nothing', () => {
    for (const convert of [pascalCase, camelCase, kebabCase]) {
      for (const name of ['OrderPlaced', 'order-placed', 'HTTPServer', 'größe ändern', 'v2', 'order2_x']) {
        expect(convert(convert(name))).toBe(convert(name));
      }
    }
  });

  test('is the same for words within ASCII, whatever stands behind them', () => {
    const name = fc.string({ unit: fc.constantFrom(...'aZbY0 9_-$.'.split('')), maxLength: 12 });
    fc.assert(
      fc.property(name, (text) => {
        expect(kebabCase(`${text}|é`)).toBe([kebabCase(text), 'é'].filter((word) => word !== '').join('-'));
        expect(pascalCase(`${text}|é`)).toBe(`${pascalCase(text)}É`);
      }),
      { numRuns: 1_000 },
    );
  });

  test('is the same for both Unicode spellings', () => {
    expect(pascalCase('nai\u0308ve')).toBe(pascalCase('na\u00efve'));
  });
});

describe('reserved words', () => {
  test.each([
    'class',
    'await',
    'let',
    'type',
    'string',
    'undefined',
    'Promise',
    'Object',
    'toString',
    '__proto__',
    'eval',
  ])('have %s', (word) => {
    expect(reservedWords.has(word)).toBe(true);
    expect(isDeclarableName(word)).toBe(false);
  });

  test('have everything that objects inherit', () => {
    for (const name of Object.getOwnPropertyNames(Object.prototype)) expect(objectMembers.has(name)).toBe(true);
  });

  test.each(['', ' ', '1abc', 'a-b', 'größe', 'a b', 'a.b'])('leave out %j, which is no name at all', (name) => {
    expect(isDeclarableName(name)).toBe(false);
  });

  test.each(['OrderPlaced', 'order', '$x', '_', 'Event'])('leave %s to people', (name) => {
    expect(isDeclarableName(name)).toBe(true);
  });
});

describe('a name scope', () => {
  test('numbers later claims', () => {
    const scope = createNameScope(new Set(['class']));
    expect([scope.claim(1, 'A'), scope.claim(2, 'A'), scope.claim(3, 'A'), scope.claim(4, 'class')]).toEqual([
      ...['A', 'A$1', 'A$2', 'class$1'],
    ]);
    expect(scope.of(2)).toBe('A$1');
  });

  test('takes no name that a number made', () => {
    const scope = createNameScope(new Set());
    expect([scope.claim(1, 'A$1'), scope.claim(2, 'A'), scope.claim(3, 'A')]).toEqual(['A$1', 'A', 'A$2']);
  });

  test('keeps the name of an owner', () => {
    const scope = createNameScope(new Set());
    expect(scope.claim(1, 'A')).toBe('A');
    expect(scope.claim(1, 'B')).toBe('A');
    expect(scope.claim(2, 'B')).toBe('B');
  });

  test('does not guess a name that was never claimed', () => {
    expect(() => createNameScope(new Set()).of('x')).toThrow('before it was claimed');
  });
});

describe('paths', () => {
  test.each(['con', 'CON', 'Aux.ts', 'nul.tar.gz', 'com1', 'LPT9.txt', 'con '])('refuse the device %j', (name) => {
    expect(isDeviceName(name)).toBe(true);
  });

  test.each(['console', 'com', 'com10', 'auxiliary.ts', 'order'])('allow %j', (name) => {
    expect(isDeviceName(name)).toBe(false);
  });

  test.each([
    ['Order.ts', 'order.ts'],
    ['Straße', 'STRASSE'],
    ['nai\u0308ve', 'na\u00efve'],
    ['ΣΑΣ', 'σας'],
  ])('%s and %s are one file somewhere', (left, right) => {
    expect(pathCollisionKey(left)).toBe(pathCollisionKey(right));
  });

  test('different names stay different', () => {
    expect(pathCollisionKey('a-b')).not.toBe(pathCollisionKey('a_b'));
  });
});

test('byCodeUnit sorts the same everywhere', () => {
  expect(['b', 'ä', 'B', 'a', 'a1', 'Z', '_'].sort(byCodeUnit)).toEqual(['B', 'Z', '_', 'a', 'a1', 'b', 'ä']);
});
