import { describe, expect, test } from 'vitest';
import { isSpan } from '../../../generator/src/diagnostics/place.js';
import { loadDocument } from '../../../generator/src/source/load-document.js';
import { loadThoroughly } from '../../../generator/src/source/load-thoroughly.js';
import { expectDiagnostics } from '../../support/expect-diagnostics.js';
import { marked } from '../../support/marks.js';

/** One mistake each, with its code; the mark is where it is reported. */
const mistakes: readonly (readonly [string, string])[] = [
  ['a: { lines: «Line[]» }', 'list-in-braces'],
  ['a: { b: «map<list<X>>[]», c: d }', 'list-in-braces'],
  ['a: {\n  b: c\n  d«:» e\n}', 'missing-comma'],
  ['a: { description: Note«:» read this: and that: too }', 'missing-comma'],
  ['a: { x: y,«,» z: w }', 'needless-comma'],
  ['a: «{» b: { c: d }', 'unclosed'],
  ['a: «[»x, y\nz: 1', 'unclosed'],
  ['a: «"»x\nb: c', 'unclosed-text'],
  ["a: 'don'«t'»", 'text-after-value'],
  ['a: { b: c }«}»', 'text-after-value'],
  ['a: [A-Z]«+»', 'text-after-value'],
  ['a:\n«\t»b: c\n\td: e', 'tab'],
  ['a: {\n«\t»b: c,\n\td: e\n}', 'tab'],
  [String.raw`a: "^«\d»+-\d+$"`, 'unknown-escape'],
  ['a: «@»home', 'needs-quotes'],
  ['a:\n  - x\n  - «`»y`\n  - z', 'needs-quotes'],
  ['a: Foo«:» bar: baz', 'colon-in-text'],
  ['a: Foo«:» bar\n  b: c\n  d: e', 'colon-in-text'],
  ['«a:1»\nb: 2', 'missing-blank'],
  ['a: 1\n«b»\nc: 2', 'missing-colon'],
  ['a:\n  b: 1\n «c: 2»\n d: 3\n e: 4', 'indentation'],
  ['a:\n  b: 1\n   «c: 2»\n   d: 3', 'indentation'],
  ['a: b\n«- c»\n- d\n- e', 'indentation'],
  ['a: > «x»', 'syntax'],
  ['a: «\u0001»', 'control-character'],
];

function indented(text: string): string {
  return text.replace(/^/gm, '    ');
}

describe('one mistake is reported once, and in the same place', () => {
  test.each(mistakes)('%j alone', (text, code) => {
    const { file, span } = marked(text);
    expectDiagnostics(loadThoroughly(file), [{ code: `source/${code}`, span }]);
    expect(loadThoroughly(file).diagnostics).toEqual(loadDocument(file).diagnostics);
  });

  test.each(mistakes)('%j among others that are right', (text, code) => {
    const { file, span } = marked(`before: { x: [y, z] }\n${text}\nafter:\n  - x: "y"\n    z: |\n      { [ "\n`);
    expectDiagnostics(loadThoroughly(file), [{ code: `source/${code}`, span }]);
  });

  test.each(mistakes)('%j further in', (text, code) => {
    const { file, span } = marked(`one:\n  two:\n    three: 4\n${indented(text)}\n    five: 6\n  seven: 8\nnine: 10\n`);
    expectDiagnostics(loadThoroughly(file), [{ code: `source/${code}`, span }]);
  });

  test.each<[string, string]>([
    ['lines inside braces that do not stand further in', 'a: {\nb: { c: d },\ne: @f\n}'],
    ['a text of several lines that do not stand further in', 'a: "one\nb: two: three\nfour" c'],
    ['braces without commas', 'a: {\n  b: c\n  d: e\n  f: g\n  h: i\n}\n'],
    ['braces never closed over lines with commas', 'a: {\nb: [c,\nd],\ne: f: g,\n'],
    ['too many levels', `${'['.repeat(500)}\nb: @c`],
    ['an escape in a long text', `a: "one \\d\n  two: three \\d\n  four \\s"\n`],
    ['doubled brackets', 'a: { b: Line[][] }'],
  ])('%s', (_what, text) => {
    const file = { path: 'a.yaml', text };
    expect(loadThoroughly(file).diagnostics).toHaveLength(1);
  });
});

describe('two mistakes are two findings, each as if the other were not there', () => {
  const pairs = mistakes.flatMap(([one, first], index) => {
    const [two, second] = mistakes[(index * 7 + 3) % mistakes.length] ?? [one, first];
    return [[one, first, two, second]] as const;
  });

  test.each(pairs)('%j (%s) and %j (%s)', (one, first, two, second) => {
    const { file, spans } = marked(`${one}\nmiddle: x\n${two}\nlast: y\n`);
    const [start, end] = spans;
    if (start === undefined || end === undefined) throw new Error('Two marks are expected.');
    expectDiagnostics(loadThoroughly(file), [
      { code: `source/${first}`, span: start },
      { code: `source/${second}`, span: end },
    ]);
  });

  test('with CRLF and a byte order mark', () => {
    const { file, spans } = marked('\ufeffa: «@»x\r\nb:\r\n  c: { d: «E[]» }\r\n');
    expectDiagnostics(
      loadThoroughly(file),
      spans.map((span, index) => ({ code: index === 0 ? 'source/needs-quotes' : 'source/list-in-braces', span })),
    );
  });

  test('lists in braces, however many in a line', () => {
    const { file, spans } = marked('a: { b: «B[]», c: «C[]» }\nd:\n  e: {\n    f: «F[ ]»,\n    g: «G[]»,\n  }\n');
    expectDiagnostics(
      loadThoroughly(file),
      spans.map((span) => ({ code: 'source/list-in-braces', span })),
    );
  });

  test('in one event and the next', () => {
    const { file, spans } = marked(
      'events:\n  A:\n    1: { x: string y«:» z }\n  B:\n    1: «{» x: string\n  C: { 1: {} }',
    );
    expectDiagnostics(
      loadThoroughly(file),
      spans.map((span, index) => ({ code: index === 0 ? 'source/missing-comma' : 'source/unclosed', span })),
    );
  });

  test('no more than twenty', () => {
    const text = Array.from({ length: 50 }, (_, index) => `k${String(index)}: @x`).join('\n');
    expect(loadThoroughly({ path: 'a.yaml', text }).diagnostics).toHaveLength(20);
  });
});

describe('texts that are YAML', () => {
  test.each(['a: 1', 'a: 01\nb: !t x', 'a: {\n  b: c\n}\n', '', 'a: 1\n---\nb: 2'])('%j: as ever', (text) => {
    const file = { path: 'a.yaml', text };
    expect(loadThoroughly(file)).toEqual(loadDocument(file));
  });
});

test('every finding has its span in the file as it was given', () => {
  const file = { path: 'a.yaml', text: 'a: @x\nb: c: d\ne: "\\q"\n' };
  for (const { at } of loadThoroughly(file).diagnostics) {
    expect(at !== undefined && isSpan(at) && at.file).toBe(file);
  }
});
