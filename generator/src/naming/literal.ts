/**
 * Gate one of three through which text becomes code: string literals. Takes any string, also a hostile one, and gives an
 * expression whose value is exactly that string, on one line, in the quotes that prettier would choose.
 */
import { invisibleCharacters, unusualBlanks } from './invisible-characters.js';

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\b', '\\b'],
  ['\f', '\\f'],
]);

/** What may not stand in a literal as itself. */
const unsafe = new RegExp(`[\\\\${invisibleCharacters}${unusualBlanks}]`, 'gu');

/** `<!--`, `-->`, `</script`, `]]>`: what an embedding document could read; and what tools look for in comments. */
const embedded = /<(?=[!/])|(?<=--|\]\])>|(?<=source(?:Mapping)?URL)=/g;

const hex = (codeUnit: number): string => `\\u${codeUnit.toString(16).padStart(4, '0')}`;

function escapeUnsafe(character: string): string {
  const short = shortEscapes.get(character);
  if (short !== undefined) return short;
  let escaped = '';
  for (let index = 0; index < character.length; index += 1) escaped += hex(character.charCodeAt(index));
  return escaped;
}

function count(text: string, wanted: string): number {
  return text.split(wanted).length - 1;
}

/** Printable, and neither a quote nor anything else that is ever escaped. */
const plain = /^[ !#-&(-;?-[\]-~]*$/;

/**
 * A TypeScript string literal for `text`: single-quoted, or double-quoted where the text has more single quotes than
 * double ones. Only printable characters and the blank stand as themselves; everything else is escaped.
 */
export function literal(text: string): string {
  if (plain.test(text)) return `'${text}'`;
  const quote = count(text, "'") > count(text, '"') ? '"' : "'";
  const body = text
    .replace(unsafe, escapeUnsafe)
    .replaceAll(quote, `\\${quote}`)
    .replace(embedded, (character) => `\\x${character.charCodeAt(0).toString(16)}`);
  return quote + body + quote;
}
