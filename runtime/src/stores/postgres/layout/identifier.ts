import { InvalidStoreArgumentError } from '../../../errors/store-argument-errors.js';
import { utf8 } from '../../../message/utf8.js';
import { assertStorableKey } from '../../../store/storable-text.js';

const longest = 63;

/**
 * A name as SQL takes it whatever its characters.
 * @throws InvalidStoreArgumentError for one that PostgreSQL would cut off, or that could end the text of a function
 */
export function quoteIdentifier(argument: string, name: string): string {
  assertStorableKey(argument, name);
  if (name.includes('$')) throw new InvalidStoreArgumentError(argument, 'must not contain $');
  if (utf8(name).length > longest) throw new InvalidStoreArgumentError(argument, `is longer than ${longest} bytes`);
  return quoteName(name);
}

/** A name that PostgreSQL itself has told. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Text as SQL takes it, for statements that have no parameters. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
