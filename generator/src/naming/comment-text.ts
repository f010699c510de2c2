/**
 * Gate two of three through which text becomes code: comments. Takes any string and gives lines for a comment that
 * starts every line with ` * ` (or `// `): nothing in them can end the comment, give orders to a compiler, a bundler or a
 * linter, or look different from what it is.
 */
import { invisibleCharacters } from './invisible-characters.js';

const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

const invisible = new RegExp(`[${invisibleCharacters}]`, 'gu');

/** `@tag` at the start of a word, as in `@ts-ignore`, `@internal` or `@jsx`; an address in a text stays. */
const tag = /(?<![\w.\\-])@(?=[A-Za-z])/g;

/** `sourceMappingURL=` and `sourceURL=`, which engines look for in comments. */
const sourceUrl = /(source(?:Mapping)?URL)=/gi;

/** `#__PURE__`, `@__INLINE__` and the like, which bundlers obey. */
const annotation = /([#@])__(?=[A-Z])/g;

/** `eslint-disable`, `c8 ignore` and the like, which switch tools off. */
const directive =
  /\b((?:es|ox|ts)lint|biome|prettier|dprint|deno-(?:lint|fmt)|istanbul|[cv]8|node:coverage)(?=[- ](?:ignore|disable|enable|env))/gi;

const tripleSlash = /^( *)\/(?=\/\/)/;

function named(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  return `<U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Nothing that the rules below look for: most lines there are. Their characters, and the words that make a directive. */
const harmless = /^[ !"$-)+-.0-<>?A-~]*$/;
const ordersTools = /ignore|disable|enable|env/i;

function safeLine(line: string): string {
  if (harmless.test(line) && !ordersTools.test(line)) return line.trimEnd();
  return line
    .replaceAll('\t', ' ')
    .replace(invisible, named)
    .replace(annotation, '$1 __')
    .replace(tag, '\\@')
    .replace(sourceUrl, '$1 =')
    .replace(directive, '"$1"')
    .replace(tripleSlash, '$1/ ')
    .replaceAll('*/', '*\\/')
    .replaceAll('/*', '/ *')
    .trimEnd();
}

/**
 * The lines of `text`, each safe inside a block or line comment, without blank lines at either end. Empty for a text
 * that has nothing to say.
 */
export function commentLines(text: string): readonly string[] {
  if (harmless.test(text) && !ordersTools.test(text)) return oneLine(text.trimEnd());
  const lines = text.split(lineBreak).map(safeLine);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first === -1) return [];
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(first, last + 1);
}

const oneLine = (line: string): readonly string[] => (line === '' ? [] : [line]);

/** The same as one line: its lines trimmed and joined by a blank; empty when there are none. */
export function commentText(text: string): string {
  return commentLines(text)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
