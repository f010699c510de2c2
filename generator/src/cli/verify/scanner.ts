import type { RangeTally, Registry } from '@varve/runtime/operations';
import { openLogReader, type StoreLogReader } from '../store/open-log-reader.js';
import type { StoreUrl } from '../store/store-url.js';
import { loadUserRuntime, type UserRuntime } from '../store/user-runtime.js';
import { loadRegistries } from './load-app.js';

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
  readonly reader: StoreLogReader;
  /** `progress` is told how many events a page had. */
  readonly scan: (range: TextRange, progress: (events: number) => void, signal?: AbortSignal) => Promise<RangeTally>;
}

/** @throws UsageError for an app or a store that cannot be used */
export async function openScanner({ root, app, store, mostFailures, compiled }: ScanTarget): Promise<Scanner> {
  const registries = await loadRegistries(app, compiled);
  const runtime = await loadUserRuntime(root);
  const reader = await openLogReader(root, store);
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
