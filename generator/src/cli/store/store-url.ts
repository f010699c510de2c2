import { resolve } from 'node:path';
import { UsageError } from '../usage-error.js';

/** Where a store lies. */
export type StoreUrl = SqliteUrl | PostgresUrl;

export interface SqliteUrl {
  readonly kind: 'sqlite';
  readonly path: string;
}

export interface PostgresUrl {
  readonly kind: 'postgres';
  /** May hold a password: it is handed to the driver, and shown to nobody. */
  readonly connection: string;
  readonly schema: string;
}

export interface StorePlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of `--schema`. */
  readonly schema?: string | undefined;
}

const scheme = /^([a-z][a-z0-9+.-]+):(.*)$/s;
const kinds = 'the path of a SQLite file, postgres://…, or env: and the name of a variable that holds one of them';

/**
 * A path, `sqlite:` and a path, `postgres://…`, or `env:` and the name of a variable that holds one of these.
 * @throws UsageError. The text is not repeated: it may hold a password.
 */
export function parseStoreUrl(text: string, place: StorePlace): StoreUrl {
  const [, kind, rest = ''] = scheme.exec(text) ?? [];
  if (kind !== 'env') return parsed(text, place);
  const value = place.env[rest];
  if (value === undefined || value === '') throw new UsageError(`--store: the variable ${rest} is not set.`);
  return parsed(value, place);
}

function parsed(text: string, { cwd, schema }: StorePlace): StoreUrl {
  const [, kind, rest = ''] = scheme.exec(text) ?? [];
  if (kind === 'postgres' || kind === 'postgresql') return postgresUrl(text, rest, schema);
  if (schema !== undefined) throw new UsageError('--schema is for stores in PostgreSQL: a SQLite file has none.');
  if (text === '' || (kind === 'sqlite' && rest === '')) {
    throw new UsageError('--store needs the path of a store, such as orders.db or sqlite:orders.db.');
  }
  if (kind === undefined) return { kind: 'sqlite', path: resolve(cwd, text) };
  if (kind === 'sqlite') return { kind, path: resolve(cwd, rest.replace(/^\/\/(?=\/)/, '')) };
  throw new UsageError(`--store: this release opens no stores of the kind ${kind}: give ${kinds}.`);
}

/** What is left out, the driver takes from PGHOST, PGUSER, PGPASSWORD and their kin. */
function postgresUrl(text: string, rest: string, flag: string | undefined): PostgresUrl {
  const whole = rest === '' ? 'postgres://' : text;
  if (!URL.canParse(whole)) {
    throw new UsageError('--store: this is no URL of PostgreSQL. In a password, write @ as %40 and / as %2F.');
  }
  const url = new URL(whole);
  const named = url.searchParams.get('schema');
  if (named !== null && flag !== undefined && named !== flag) {
    throw new UsageError('--schema and the schema in --store are not the same.');
  }
  if (named !== null) url.searchParams.delete('schema');
  return { kind: 'postgres', connection: url.href, schema: flag ?? named ?? 'varve' };
}

/** The store for people, without what may be a secret. */
export function nameStore(url: StoreUrl): string {
  if (url.kind === 'sqlite') return url.path;
  const { username, host, pathname } = new URL(url.connection);
  const user = username === '' ? '' : `${username}@`;
  return `postgres://${user}${host}${pathname}, schema ${url.schema}`;
}

/** `text` with the store's password taken out, should it stand there. */
export function withoutSecrets(text: string, url: StoreUrl): string {
  if (url.kind === 'sqlite') return text;
  const { password, searchParams } = new URL(url.connection);
  const given = [password, searchParams.get('password') ?? ''];
  const secrets = [url.connection, ...given, ...given.map(decoded), ...given.map(encodeURIComponent)];
  return secrets.filter((secret) => secret.length > 2).reduce((safe, secret) => safe.replaceAll(secret, '…'), text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
