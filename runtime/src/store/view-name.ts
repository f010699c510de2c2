import { sha1 } from '../message/sha1.js';
import { utf8 } from '../message/utf8.js';

/** Of names that PostgreSQL takes whole. */
const longest = 63;
const longestBase = 50;

/** What stores have, or keep, for themselves: their tables, and indexes that are called after them. */
const taken =
  /^(?:varve|sqlite|pg|log|events?|streams?|archived|parked|pending|outcomes|shapes|documents|outbox|checkpoints|snapshots|leases|schema|views?)_/;

/**
 * The name under which people find what a view serves, in every store alike: `ordering.OrderSummary` is
 * `ordering_order_summary`. Names that are too long, or that a store has for itself, end in a hash.
 */
export function readableName(name: string): string {
  const words = name
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, '_')
    .toLowerCase();
  const isPlain = /^\p{L}.*_/u.test(words) && !taken.test(words) && utf8(words).length <= longestBase;
  return isPlain ? words : `${cut(`view_${words}`, longestBase - 13)}_${shortHash(name)}`;
}

/** The table of one generation: of another shape it is another table, so that nobody reads columns for others. */
export function tableName(name: string, shape: string): string {
  return `${readableName(name)}_${shortHash(shape)}`;
}

/**
 * Names of columns for databases, each once, whatever its letters: those that are too long, that databases have for
 * themselves, or that differ from an earlier one in nothing but upper and lower case, are cut and end in a hash.
 */
export function claimColumns(names: readonly string[]): readonly string[] {
  const claimed = new Set<string>();
  return names.map((name) => {
    const plain = utf8(name).length < longest && !systemColumns.has(name) && !name.includes('$');
    let claim = plain ? name : hashed(name);
    while (claimed.has(foldedCase(claim))) claim = hashed(claim);
    claimed.add(foldedCase(claim));
    return claim;
  });
}

const systemColumns: ReadonlySet<string> = new Set(['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']);

/** As SQLite compares names. */
function foldedCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function hashed(name: string): string {
  // A dollar may mean a parameter, or the end of a function's text.
  const base = cut(name.replaceAll('$', '_'), longestBase);
  return `${base}_${hexHash(name).slice(0, longest - 1 - utf8(base).length)}`;
}

/** So many bytes of UTF-8 at most, and no part of a character. */
function cut(text: string, bytes: number): string {
  let kept = '';
  let length = 0;
  for (const character of text) {
    length += utf8(character).length;
    if (length > bytes) break;
    kept += character;
  }
  return kept;
}

const shortHash = (text: string): string => hexHash(text).slice(0, 12);

function hexHash(text: string): string {
  return Array.from(sha1(utf8(text)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
