import { InvalidStreamNameError } from '../errors/message-errors.js';
import type { StreamName } from './identifiers.js';

/**
 * `<category>-<id>`: the parts of an identity, percent-escaped as in a URI component, joined by `+`. Different parts
 * never give the same name.
 * @throws InvalidStreamNameError for a category with `-` or without characters, for no parts, and for a part that is
 * empty or holds a lone surrogate
 */
export function streamName(category: string, parts: readonly string[]): StreamName {
  if (category === '' || category.includes('-')) {
    throw new InvalidStreamNameError(`a category is not empty and has no "-", unlike ${JSON.stringify(category)}`);
  }
  const [first = ''] = parts;
  if (first === '' || parts.includes('')) throw new InvalidStreamNameError('a part of its identity is empty');
  // The one gate through which text becomes a stream name.
  return `${category}-${parts.length === 1 ? escapePart(first) : parts.map(escapePart).join('+')}` as StreamName;
}

/** Takes a stream name apart, exactly: putting it together again gives the same name. @throws InvalidStreamNameError */
export function parseStreamName(name: string): { readonly category: string; readonly parts: readonly string[] } {
  const dash = name.indexOf('-');
  const category = name.slice(0, Math.max(dash, 0));
  const parts = name
    .slice(dash + 1)
    .split('+')
    .map(unescapePart);
  if (dash < 1 || streamName(category, parts) !== name) {
    throw new InvalidStreamNameError(`${JSON.stringify(name)} does not read <category>-<id>`);
  }
  return { category, parts };
}

/** What `encodeURIComponent` leaves alone; asking it costs several times as much. */
const unescaped = /^[\w.!~*'()-]*$/;

function escapePart(part: string): string {
  if (unescaped.test(part)) return part;
  try {
    return encodeURIComponent(part);
  } catch {
    throw new InvalidStreamNameError('a part of its identity holds a lone surrogate');
  }
}

function unescapePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new InvalidStreamNameError(`${JSON.stringify(part)} is not percent-escaped`);
  }
}
