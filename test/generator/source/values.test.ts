import { describe, expect, test } from 'vitest';
import { loadDocument } from '../../../generator/src/source/load-document.js';
import { expectDiagnostics, expectValue } from '../../support/expect-diagnostics.js';
import { marked } from '../../support/marks.js';

const load = (text: string) => loadDocument({ path: 'schemas/test.yaml', text });
const valueOf = (text: string): unknown => expectValue(load(text)).value;

describe('values', () => {
  test.each<[string, string, unknown]>([
    ['plain texts', 'a: hello world', { a: 'hello world' }],
    ['words of YAML 1.1 are texts', 'a: [yes, no, on, off, y, n]', { a: ['yes', 'no', 'on', 'off', 'y', 'n'] }],
    ['dates are texts', 'a: 2026-03-01', { a: '2026-03-01' }],
    ['times are texts', 'a: 12:30:45', { a: '12:30:45' }],
    ['digits with underscores are texts', 'a: 1_000', { a: '1_000' }],
    ['version-like numbers are texts', 'a: 1.2.3', { a: '1.2.3' }],
    ['numbers as JSON writes them', 'a: [0, -1, 1.5, 1e3, 2.5E-3]', { a: [0, -1, 1.5, 1000, 0.0025] }],
    ['the largest safe integer', 'a: 9007199254740991', { a: 9007199254740991 }],
    ['trailing zeros do not matter', 'a: 1.50', { a: 1.5 }],
    ['nothing, in all its forms', 'a: [null, ~, Null, NULL, ]\nb:', { a: [null, null, null, null], b: null }],
    ['booleans', 'a: [true, False, TRUE]', { a: [true, false, true] }],
    ['quoted texts stay texts', `a: ['1', "true", 'null', "~"]`, { a: ['1', 'true', 'null', '~'] }],
    ['escapes', String.raw`a: "\x41é\U0001F600\n"`, { a: 'Aé😀\n' }],
    ['block texts', 'a: |\n  x\n   y\nb: >-\n  x\n  y', { a: 'x\n y\n', b: 'x y' }],
    ['a byte order mark', '\ufeffa: 1', { a: 1 }],
    ['CRLF', 'a: 1\r\nb:\r\n  c: 2\r\n', { a: 1, b: { c: 2 } }],
    ['a lone CR', 'a: 1\rb: 2\r', { a: 1, b: 2 }],
    ['JSON', '{"a": [1, {"b": null}]}', { a: [1, { b: null }] }],
    ['one document with its markers', '%YAML 1.2\n---\na: 1\n...\n# the end\n', { a: 1 }],
    ['closing brackets in the column of their key', 'a: {\n  b: [\n    1,\n  ],\n}\nc: 1', { a: { b: [1] }, c: 1 }],
    [
      'brackets inside block texts',
      'a: {\n  b: c\n}\nd: |\n  }\n  x\ne: >\n ]\n',
      { a: { b: 'c' }, d: '}\nx\n', e: ']\n' },
    ],
    [
      'names of the object prototype',
      'constructor: 1\ntoString: 2\nhasOwnProperty: 3',
      { constructor: 1, toString: 2, hasOwnProperty: 3 },
    ],
    ['an alias', 'a: &x { b: 1 }\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
    ['an alias of nothing', 'a: &x\nb: *x', { a: null, b: null }],
    ['astral characters', 'a😀: 𝒳', { 'a😀': '𝒳' }],
  ])('%s', (_what, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test('mappings inherit nothing, so that only keys of the file are found', () => {
    const value = expectValue(load('a: { b: 1 }')).value;
    const prototype: unknown = Object.getPrototypeOf(value);
    expect(prototype === null || Object.getPrototypeOf(prototype)).toBeNull();
    expect(Reflect.ownKeys(Object(prototype))).toEqual([]);
    expect(Object.isFrozen(prototype)).toBe(true);
    for (const name of Object.getOwnPropertyNames(Object.prototype)) expect(name in Object(value), name).toBe(false);
  });
});

describe('order of keys', () => {
  test('a mapping whose keys JavaScript would reorder is noted with its own order', () => {
    const { value, notes } = expectValue(load('shape: { b: 1, "20": 2, "3": 3 }\nother: { 1: a, 2: b }'));
    expect(value).toEqual({ shape: { 3: 3, 20: 2, b: 1 }, other: { 1: 'a', 2: 'b' } });
    expect([...notes.values()]).toEqual([{ keys: ['b', '20', '3'], quotedDigits: ['20', '3'] }]);
  });

  test('versions that stand in order need no note', () => {
    expect(expectValue(load('a: { 1: x, 2: y, 10: z }')).notes.size).toBe(0);
  });

  test('versions after other keys are noted', () => {
    expect([...expectValue(load('a: { description: x, 1: y }')).notes.values()]).toEqual([
      { keys: ['description', '1'], quotedDigits: [] },
    ]);
  });
});

describe('refused values and keys', () => {
  test.each<[string, string, string]>([
    ['a leading zero', 'a: «08»', 'number-form'],
    ['hexadecimal', 'a: «0x1F»', 'number-form'],
    ['octal', 'a: «0o17»', 'number-form'],
    ['a plus sign', 'a: «+1»', 'number-form'],
    ['no digit before the point', 'a: «.5»', 'number-form'],
    ['no digit after the point', 'a: «1.»', 'number-form'],
    ['minus zero', 'a: «-0»', 'number-form'],
    ['minus zero with a fraction', 'a: «-0.0»', 'number-form'],
    ['2^53 + 1', 'a: «9007199254740993»', 'number-precision'],
    ['2^53', 'a: «9007199254740992»', 'number-precision'],
    ['too many digits', 'a: «0.1000000000000000055511»', 'number-precision'],
    ['a number too small', 'a: «1e-400»', 'number-precision'],
    ['a number too large', 'a: «1e400»', 'number-not-finite'],
    ['infinity', 'a: «-.inf»', 'number-not-finite'],
    ['not a number', 'a: «.NaN»', 'number-not-finite'],
    ['a tag', 'a: «!!python/object/apply:os.system» [x]', 'tag'],
    ['even a harmless tag', 'a: «!!str» 1', 'tag'],
    ['a tag on a mapping', 'a: «!foo» { b: c }', 'tag'],
    ['a tag on a key', '«!!str» 1: a', 'tag'],
    ['a tag on nothing', 'a: «!x»', 'tag'],
    ['a merge key', 'a: &x { b: 1 }\nc: { «<<»: *x }', 'merge-key'],
    ['__proto__', 'a: { «__proto__»: { admin: true } }', 'prototype-key'],
    ['__proto__ in quotes', 'a: { «"__proto__"»: 1 }', 'prototype-key'],
    ['__proto__ by escapes', String.raw`a: { «"\x5f_proto__"»: 1 }`, 'prototype-key'],
    ['a version with a leading zero', 'a: { «01»: b }', 'number-key'],
    ['a version with a fraction', 'a: { «1.0»: b }', 'number-key'],
    ['a hexadecimal version', 'a: { «0x1»: b }', 'number-key'],
    ['a negative version', 'a: { «-1»: b }', 'number-key'],
    ['a version with an exponent', 'a: { «1e0»: b }', 'number-key'],
    ['a huge version', 'a: { «9007199254740993»: b }', 'number-key'],
    ['true as a key', 'a: { «true»: b }', 'key-not-text'],
    ['null as a key', 'a: { «~»: b }', 'key-not-text'],
    ['a list as a key', 'a: { «[»b]: c }', 'complex-key'],
    ['a mapping as a key', '? «{» a: b }\n: c', 'complex-key'],
    ['an alias as a key', 'a: &x b\n«*x» : c', 'complex-key'],
    ['an anchor on a key', '&x «a»: b', 'complex-key'],
    ['no key', 'a:\n  «:» b', 'missing-key'],
    ['an unknown alias', 'pattern: «*foo»', 'unknown-alias'],
    ['a cyclic alias', 'a: &x [«*x»]', 'cyclic-alias'],
    ['an indirectly cyclic alias', 'a: &x { b: [{ c: «*x» }] }', 'cyclic-alias'],
    ['half a character', String.raw`a: «"\ud83d"»`, 'lone-surrogate'],
    ['half a character in a key', String.raw`«"\ud83d"»: a`, 'lone-surrogate'],
    ['YAML 1.1', '«%YAML 1.1»\n---\na: yes', 'directive'],
    ['a second document', 'a: 1\n«---»\nb: 2', 'several-documents'],
    ['a second, empty document', 'a: 1\n«---»\n', 'several-documents'],
  ])('%s', (_what, text, code) => {
    const { file, span } = marked(text);
    expectDiagnostics(loadDocument(file), [{ code: `source/${code}`, span }]);
  });

  test.each(['', '\n', '# only a comment\n', '---\n', '\ufeff', '...\n', '---\n---\n'])('%j is empty', (text) => {
    expectDiagnostics(load(text), [{ code: 'source/empty' }]);
  });

  test('a key that stands twice shows both places, quoted or not', () => {
    const { file, spans } = marked('a:\n  «1»: x\n  b: y\n  «"1"»: z');
    const [first, second] = spans;
    if (first === undefined || second === undefined) throw new Error('Two marks are expected.');
    expectDiagnostics(loadDocument(file), [{ code: 'source/duplicate-key', span: second, related: [first] }]);
  });

  test('says what a number would have become, and what to write', () => {
    expectDiagnostics(load('a: 010'), [
      {
        code: 'source/number-form',
        message: 'YAML reads 010 as the number 10.',
        help: 'Write 10 for the number, "010" for the text.',
      },
    ]);
  });

  test('every mistake is reported, up to a hundred', () => {
    expectDiagnostics(load('a: 01\nb: !t x\ntrue: 1'), [
      { code: 'source/number-form' },
      { code: 'source/tag' },
      { code: 'source/key-not-text' },
    ]);
    const many = load('a: [' + '01, '.repeat(5000) + ']');
    expect(many.diagnostics).toHaveLength(100);
  });
});
