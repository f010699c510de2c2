import type { PgPool } from './pg-driver.js';
import { PostgresDriverMissingError } from './postgres-errors.js';

/** The part of a `Client` of the package `pg` that listening needs. */
export interface PgListeningClient {
  connect(): Promise<unknown>;
  query(text: string, values?: readonly unknown[]): Promise<unknown>;
  on(event: 'notification', listener: (notification: { readonly payload?: string }) => void): unknown;
  on(event: 'error' | 'end', listener: (error?: Error) => void): unknown;
  end(): Promise<void>;
  /** Lets the process end although the connection stands. */
  unref?(): void;
}

export interface PgModule {
  readonly Pool: new (options: Readonly<Record<string, unknown>>) => PgPool & {
    end(): Promise<void>;
    on(event: 'error', listener: (error: Error) => void): unknown;
  };
  readonly Client: new (options: Readonly<Record<string, unknown>>) => PgListeningClient;
}

// A variable rather than a literal: bundlers then leave the import alone, so the package need not be there to build a program.
const optionalPackage: string = 'pg';

/** The package `pg`, loaded when it is needed first. @throws PostgresDriverMissingError */
export async function loadPg(): Promise<PgModule> {
  let candidate: unknown;
  try {
    candidate = await import(optionalPackage);
  } catch (cause) {
    throw new PostgresDriverMissingError(optionalPackage, { cause });
  }
  if (isPgModule(candidate)) return candidate;
  throw new PostgresDriverMissingError(optionalPackage, { cause: new Error('The package has no Pool and Client.') });
}

function isPgModule(candidate: unknown): candidate is PgModule {
  if (typeof candidate !== 'object' || candidate === null) return false;
  return ['Pool', 'Client'].every((name) => typeof Reflect.get(candidate, name) === 'function');
}
