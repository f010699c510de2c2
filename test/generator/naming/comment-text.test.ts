import { runInThisContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { commentLines, commentText } from '../../../generator/src/naming/comment-text.js';
import { hostileTexts } from './hostile-corpus.js';

const block = (text: string): string =>
  `/**\n${commentLines(text)
    .map((line) => ` * ${line}\n`)
    .join('')} */`;

/** What an engine makes of a program that is a comment and one value. */
const valueAfter = (comment: string): unknown => runInThisContext(`${comment}\n7;`);

const orders =
  /(?<!\\)@(?:ts-|internal|jsx|__)|source(?:Mapping)?URL=|^\s*\/\/\/|eslint-|#__PURE|c8 ignore|prettier-|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('a comment', () => {
  test.each(hostileTexts)('holds %j', (text) => {
    for (const comment of [block(text), `/** ${commentText(text)} */`, `// ${commentText(text)}`]) {
      expect(valueAfter(comment)).toBe(7);
    }
    expect(block(text).indexOf('*/')).toBe(block(text).length - 2);
  });

  test.each(hostileTexts)('gives no orders with %j', (text) => {
    for (const line of commentLines(text)) expect(line).not.toMatch(orders);
    expect(commentText(text)).not.toMatch(orders);
  });

  test('is ended by no two texts put together', () => {
    for (const first of hostileTexts) {
      for (const second of hostileTexts) {
        expect(commentText(`${first}\n${second}`)).not.toContain('*/');
        expect(commentText(first + second)).not.toContain('*/');
      }
    }
  });
});

test.each([
  ['The customer committed.', ['The customer committed.']],
  ['one\n\n  two  \n', ['one', '', '  two']],
  ['one\r\ntwo\rthree\u2028four', ['one', 'two', 'three', 'four']],
  ['\n \n', []],
  ['', []],
  ['a */ b', ['a *\\/ b']],
  ['see @deprecated', ['see \\@deprecated']],
  ['mail a@example.com', ['mail a@example.com']],
  ['\u202eevil', ['<U+202E>evil']],
  ['\ud800', ['<U+D800>']],
  ['tab\there', ['tab here']],
  ['👩‍💻 ❤️', ['👩‍💻 ❤️']],
  ['Prettier names; ESLint rules', ['Prettier names; ESLint rules']],
  ['file:///etc and https://x', ['file:///etc and https://x']],
])('writes %j as %j', (text, expected) => {
  expect(commentLines(text)).toEqual(expected);
});

test('puts a text of several lines into one', () => {
  expect(commentText(' one\n\n two ')).toBe('one two');
});
