import { runInThisContext } from 'node:vm';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { jsonLiteral, type JsonLike } from '../../../generator/src/naming/json-literal.js';
import { literal } from '../../../generator/src/naming/literal.js';
import { propertyAccess, propertyKey } from '../../../generator/src/naming/property-key.js';
import { hostileTexts } from './hostile-corpus.js';

/** The value of an expression, as an engine reads it in strict mode. */
const evaluate = (expression: string): unknown => runInThisContext(`'use strict'; (${expression});`);

const prettierOf = (expression: string): Promise<string> =>
  format(`x = ${expression};`, { parser: 'typescript', singleQuote: true, printWidth: 10_000 });

describe('literal', () => {
  test.each(hostileTexts)('reads back %j', (text) => {
    expect(evaluate(literal(text))).toBe(text);
  });

  test.each(hostileTexts)('shows %j in printable characters on one line', (text) => {
    expect(literal(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(literal(text)).not.toMatch(/<\/|<!--|-->|\]\]>|sourceMappingURL=/);
  });

  test('is what prettier would print', async () => {
    const expression = `[${hostileTexts.map(literal).join(', ')}]`;
    expect(await prettierOf(expression)).toBe(`x = ${expression};\n`);
  });

  test.each([
    ['plain', "'plain'"],
    ["it's", `"it's"`],
    [`'"`, String.raw`'\'"'`],
    ['a\nb', String.raw`'a\nb'`],
    ['\u2028', String.raw`'\u2028'`],
    ['\ud800', String.raw`'\ud800'`],
    ['\u202e', String.raw`'\u202e'`],
    ['Straße 注文 😀', "'Straße 注文 😀'"],
    ['</script>', String.raw`'\x3c/script>'`],
    ['${x}', "'${x}'"],
  ])('writes %j as %s', (text, expected) => {
    expect(literal(text)).toBe(expected);
  });

  test('reads back every UTF-16 code unit', () => {
    for (let unit = 0; unit <= 0xffff; unit += 97) {
      const text = `a${String.fromCharCode(unit)}b`;
      expect(evaluate(literal(text))).toBe(text);
    }
  });
});

describe('jsonLiteral', () => {
  const values: readonly JsonLike[] = [
    ...[null, true, false, 0, -0, 1, -1, 1.5, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 9007199254740991, -1e300],
    ...['', [], {}, [[[]]], { a: [1, { b: null }] }, hostileTexts],
  ];

  test.each(values)('reads back %j', (value) => {
    expect(evaluate(jsonLiteral(value))).toStrictEqual(value);
  });

  test('is what prettier would print', async () => {
    for (const value of values) {
      if (value === null || typeof value !== 'object' || Array.isArray(value)) {
        expect(await prettierOf(jsonLiteral(value))).toBe(`x = ${jsonLiteral(value)};\n`);
      }
    }
  });

  test('keeps hostile keys as own keys', () => {
    for (const key of hostileTexts) {
      const read = evaluate(jsonLiteral(Object.fromEntries([[key, { x: 1 }]])));
      expect(Object.keys(read as object)).toEqual([key]);
      expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    }
  });

  test.each([Infinity, -Infinity, NaN])('refuses %d, which JSON does not have', (value) => {
    expect(() => jsonLiteral([value])).toThrow(RangeError);
  });
});

describe('propertyKey and propertyAccess', () => {
  test.each(hostileTexts)('reach the own property %j', (name) => {
    const made = evaluate(`{ ${propertyKey(name)}: 7 }`);
    expect(Object.keys(made as object)).toEqual([name]);
    expect(evaluate(propertyAccess(`{ ${propertyKey(name)}: 7 }`, name))).toBe(7);
  });

  test.each([
    ['name', 'name', 'o.name'],
    ['class', 'class', 'o.class'],
    ['$x_1', '$x_1', 'o.$x_1'],
    ['first-name', "'first-name'", "o['first-name']"],
    ['1', "'1'", "o['1']"],
    ['größe', 'größe', 'o.größe'],
    ['\ufe0fx', "'\\ufe0fx'", "o['\\ufe0fx']"],
    ['a\u3164', "'a\\u3164'", "o['a\\u3164']"],
    ['__proto__', "['__proto__']", "o['__proto__']"],
  ])('writes %j', (name, key, access) => {
    expect(propertyKey(name)).toBe(key);
    expect(propertyAccess('o', name)).toBe(access);
  });

  test('is what prettier would print', async () => {
    for (const name of hostileTexts) {
      const expression = `{ ${propertyKey(name)}: 7 }`;
      expect(await prettierOf(expression)).toBe(`x = ${expression};\n`);
    }
  });
});
