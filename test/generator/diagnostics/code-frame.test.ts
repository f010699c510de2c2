import { describe, expect, test } from 'vitest';
import { codeFrame } from '../../../generator/src/diagnostics/code-frame.js';
import { indexLines } from '../../../generator/src/diagnostics/line-index.js';
import { marked } from '../../support/marks.js';

const plain = { faint: (text: string) => text, mark: (text: string) => text };
const frameOf = (withMarks: string): string => codeFrame(marked(withMarks).span, plain).join('\n');

describe('a code frame', () => {
  test('shows two lines before and one after', () => {
    expect(frameOf('a: 1\nb: 2\nc: 3\nd: «4»\ne: 5\nf: 6')).toBe(
      ['2 | b: 2', '3 | c: 3', '4 | d: 4', '  |    ^', '5 | e: 5'].join('\n'),
    );
  });

  test('aligns line numbers', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `k${String(index + 1)}: x`);
    lines[9] = 'k10: «x»';
    expect(frameOf(lines.join('\n'))).toBe(
      [' 8 | k8: x', ' 9 | k9: x', '10 | k10: x', '   |      ^', '11 | k11: x'].join('\n'),
    );
  });

  test('leaves blank lines at the ends away', () => {
    expect(frameOf('a: 1\n\n\nb: «2»\n\nc: 3')).toBe(['4 | b: 2', '  |    ^'].join('\n'));
  });

  test.each<[string, string, string]>([
    ['tabs take four columns', 'a:\t«x»', '1 | a:  x\n  |     ^'],
    ['a tab itself', '«\t»b', '1 |     b\n  | ^^^^'],
    ['CJK takes two columns', '注文: «日本»', '1 | 注文: 日本\n  |       ^^^^'],
    ['characters beyond the BMP', '😀𝒳: «x»', '1 | 😀𝒳: x\n  |      ^'],
    ['combining characters take none', 'e\u0301: «x»', '1 | e\u0301: x\n  |    ^'],
    ['an empty span', 'a: x«»', '1 | a: x\n  |     ^'],
    ['an empty file', '«»', '1 |\n  | ^'],
    ['the end of a line', 'a:«»\nb: c', '1 | a:\n  |   ^\n2 | b: c'],
    ['CRLF', 'a: «x»\r\nb: y\r\n', '1 | a: x\n  |    ^\n2 | b: y'],
    ['a lone CR', 'a: 1\rb: «x»', '1 | a: 1\n2 | b: x\n  |    ^'],
    ['control characters become visible', 'a: \u001b[31m«x»\u0007', '1 | a: ␛[31mx␇\n  |         ^'],
    ['text cannot be turned round', 'a: \u202e«x»', '1 | a: \ufffdx\n  |     ^'],
  ])('%s', (_what, text, frame) => {
    expect(frameOf(text)).toBe(frame);
  });

  test('underlines every line of a short span, without indentation', () => {
    expect(frameOf('a:\n  «b: x\n  c: y»\nd: z')).toBe(
      ['1 | a:', '2 |   b: x', '  |   ^^^^', '3 |   c: y', '  |   ^^^^', '4 | d: z'].join('\n'),
    );
  });

  test('shows the beginning of a long span', () => {
    expect(frameOf('«a:\n  b: 1\n  c: 2\n  d: 3\n  e: 4\n  f: 5»')).toBe(
      ['1 | a:', '  | ^^', '2 |   b: 1', '  |   ^^^^', '3 |   c: 2', '  |   ^^^^', '  | …'].join('\n'),
    );
  });

  test('cuts long lines around the span', () => {
    const [line = '', carets = ''] = frameOf(`${'x'.repeat(300)} «here» ${'y'.repeat(300)}`).split('\n');
    expect(line.length).toBeLessThan(120);
    expect(line).toMatch(/^1 \| …x+ here y+…$/);
    expect(carets.indexOf('^')).toBe(line.indexOf('here'));
    expect(carets.trimEnd().length).toBe(line.indexOf('here') + 4);
  });

  test('a line of megabytes costs little', () => {
    const file = { path: 'a.yaml', text: 'x'.repeat(4_000_000) };
    const started = performance.now();
    expect(codeFrame({ file, start: 2_000_000, end: 2_000_001 }, plain).join('\n')).toContain('^');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('lines and columns', () => {
  test.each<[string, number, number, number]>([
    ['abc', 0, 1, 1],
    ['abc', 3, 1, 4],
    ['a\nb', 2, 2, 1],
    ['a\r\nb', 3, 2, 1],
    ['a\rb', 2, 2, 1],
    ['a\n', 2, 2, 1],
    ['😀x', 2, 1, 3],
    ['', 0, 1, 1],
    ['ab', 99, 1, 3],
    ['a\u2028b\nc', 4, 2, 1],
  ])('%j at %i is %i:%i', (text, offset, line, column) => {
    expect(indexLines({ path: 'a', text }).at(offset)).toEqual({ line, column });
  });
});
