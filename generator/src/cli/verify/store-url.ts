import { resolve } from 'node:path';
import { UsageError } from '../usage-error.js';

/** Where a log lies. */
export type StoreUrl = { readonly kind: 'sqlite'; readonly path: string };

const scheme = /^([a-z][a-z0-9+.-]+):(.*)$/s;

/**
 * A path, or `sqlite:` and a path, which `cwd` makes absolute.
 * @throws UsageError for a store that this release cannot open. The text is not repeated: it may hold a password.
 */
export function parseStoreUrl(text: string, cwd: string): StoreUrl {
  const [, kind, rest = ''] = scheme.exec(text) ?? [];
  if (text === '' || (kind === 'sqlite' && rest === '')) {
    throw new UsageError('--store needs the path of a store, such as orders.db or sqlite:orders.db.');
  }
  if (kind === undefined) return { kind: 'sqlite', path: resolve(cwd, text) };
  if (kind === 'sqlite') return { kind, path: resolve(cwd, rest.replace(/^\/\/(?=\/)/, '')) };
  throw new UsageError(`This release opens no stores of the kind ${kind}: give the path of a SQLite file.`);
}
