import { existsSync } from 'node:fs';
import type { RangeTally, Registry } from '@varve/runtime/operations';
import type { SqliteLogReader } from '@varve/runtime/sqlite';
import { UsageError } from '../usage-error.js';
import { loadRegistries } from './load-app.js';
import type { StoreUrl } from './store-url.js';
import { loadUserRuntime, type UserRuntime } from './user-runtime.js';

/** What a scanner is opened with; plain data, so that it can be sent to another thread. */
export interface ScanTarget {
  /** Absolute folder of the project. */
  readonly root: string;
  /** Absolute path of the module with the registries. */
  readonly app: string;
  readonly store: StoreUrl;
  readonly mostFailures: number;
  /** Absolute folder for compiled TypeScript, which threads then find there; without one it is compiled in memory. */
  readonly compiled?: string;
}

/** A stretch of the log as text: positions mean something to their store only. */
export interface TextRange {
  readonly after: string | undefined;
  readonly to: string;
}

/** Today's code and the log that it is to be tried on. */
export interface Scanner {
  readonly runtime: UserRuntime;
  readonly registries: readonly Registry[];
  readonly reader: SqliteLogReader;
  /** `progress` is told how many events a page had. */
  readonly scan: (range: TextRange, progress: (events: number) => void, signal?: AbortSignal) => Promise<RangeTally>;
}

/** @throws UsageError for an app or a store that cannot be used */
export async function openScanner({ root, app, store, mostFailures, compiled }: ScanTarget): Promise<Scanner> {
  const registries = await loadRegistries(app, compiled);
  const runtime = await loadUserRuntime(root);
  const reader = await openReader(runtime, store);
  return {
    runtime,
    registries,
    reader,
    async scan({ after, to }, progress, signal) {
      let seen = 0;
      return runtime.operations.verifyLog(reader, {
        registries,
        mostFailures,
        range: {
          ...(after === undefined ? {} : { after: reader.parseLogPosition(after) }),
          to: reader.parseLogPosition(to),
        },
        progress(tally) {
          const now = countEvents(tally);
          progress(now - seen);
          seen = now;
        },
        ...(signal === undefined ? {} : { signal }),
      });
    },
  };
}

export function countEvents({ types, foreign }: RangeTally): number {
  return types.reduce((sum, { stored }) => sum + stored, foreign);
}

async function openReader({ sqlite }: UserRuntime, { path }: StoreUrl): Promise<SqliteLogReader> {
  if (!existsSync(path)) throw new UsageError(`--store: there is no file ${path}.`);
  try {
    return await sqlite.openSqliteLogReader(path);
  } catch (error) {
    // The runtime says itself what is wrong with a file; anything else is a bug.
    if (error instanceof Error && 'code' in error) throw new UsageError(`--store: ${error.message}`, { cause: error });
    throw error;
  }
}
