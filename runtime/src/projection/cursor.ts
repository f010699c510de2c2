import { canonicalJson } from '../codec/canonical-json.js';
import { InvalidCursorError } from '../errors/projection-errors.js';
import { sha1 } from '../message/sha1.js';
import { utf8 } from '../message/utf8.js';
import type { ColumnValue, ViewQuery, ViewRow } from '../store/view.js';

type Asked = Pick<ViewQuery, 'where' | 'orderBy'>;

/** Tells queries apart. */
function fingerprint(projection: string, { where, orderBy }: Asked): string {
  const bytes = sha1(utf8(canonicalJson([projection, where, orderBy])));
  return Array.from(bytes.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Behind a row, as text that survives JSON and addresses of web pages. */
export function cursorBehind(projection: string, query: Asked, values: ViewRow): string {
  return `${fingerprint(projection, query)}.${encodeURIComponent(JSON.stringify(values))}`;
}

/** @throws InvalidCursorError */
export function placeInCursor(projection: string, query: Asked, cursor: string): readonly ColumnValue[] {
  const [print, values = ''] = cursor.split('.', 2);
  const rest = cursor.slice((print ?? '').length + 1);
  if (values === '') throw new InvalidCursorError(projection, 'is no cursor');
  if (print !== fingerprint(projection, query)) throw new InvalidCursorError(projection, 'belongs to another query');
  const found = parsed(rest);
  if (Array.isArray(found) && found.every(isColumnValue)) return found;
  throw new InvalidCursorError(projection, 'is no cursor');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(text));
  } catch {
    return undefined;
  }
}

function isColumnValue(value: unknown): value is ColumnValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
