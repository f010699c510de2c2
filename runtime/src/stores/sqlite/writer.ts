import { RuntimeError } from '../../errors/runtime-error.js';
import type { Abort } from '../../store/abort.js';
import { refuseAborted } from '../../store/read-bounds.js';
import { retryBusy } from './busy-retry.js';
import type { Connection } from './connection.js';
import { commitErrorOf, storeErrorOf } from './sqlite-errors.js';
import type { TurnTaking } from './timers.js';

const largestGroup = 128;

/** The one writer of a store in this process: a queue before a connection. */
export interface Writer {
  /**
   * Runs `work` in a transaction. Writes that wait together share one, so that a commit reaches the disk once for all of
   * them; each keeps its own answer or error and is stored whole or not at all. `work` is synchronous, may run twice if
   * the first transaction was rolled back, and throws a `RuntimeError` only while it has left nothing behind.
   */
  write<T>(work: () => T, signal?: Abort): Promise<T>;
  /** Runs `work` once in a transaction of its own, which stays open, with everybody else waiting, until it is done. */
  hold<T>(work: () => Promise<T>, signal?: Abort): Promise<T>;
  /** Resolves when everything that waits now has ended. */
  drained(): Promise<void>;
}

export interface WriterEvents {
  /** A transaction begins. What was noted about an earlier, rolled back one is void. */
  begun(): void;
  ended(committed: boolean): void;
}

export interface WriterSettings {
  readonly connection: Connection;
  readonly path: string;
  readonly patience: number;
  readonly events: WriterEvents;
  readonly turns: TurnTaking;
}

/** Something that waits for its turn. `work` runs inside the transaction; `settle` tells the caller after the commit. */
interface Job {
  readonly signal: Abort | undefined;
  readonly work: () => void;
  readonly settle: () => void;
  readonly fail: (error: unknown) => void;
  readonly held: (() => Promise<void>) | undefined;
}

export function createWriter(settings: WriterSettings): Writer {
  const waiting: Job[] = [];
  let draining: Promise<void> | undefined;

  const enqueue = (job: Job): void => {
    waiting.push(job);
    draining ??= Promise.resolve().then(drain);
  };

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const late = settings.turns.yielded();
      if (late !== undefined) await late;
      const alone = waiting[0]?.held !== undefined;
      const end = waiting.findIndex((job) => job.held !== undefined);
      const size = alone ? 1 : Math.min(end === -1 ? waiting.length : end, largestGroup);
      await runGroup(settings, waiting.splice(0, size));
    }
    draining = undefined;
  };

  return {
    write: (work, signal) =>
      new Promise((resolve, reject) => {
        enqueue(jobOf({ work, signal, resolve, reject }));
      }),
    hold: (work, signal) =>
      new Promise((resolve, reject) => {
        let settle = (): void => undefined;
        const held = async (): Promise<void> => {
          const answer = await work();
          settle = () => resolve(answer);
        };
        enqueue({ signal, work: () => undefined, settle: () => settle(), fail: reject, held });
      }),
    async drained() {
      await draining;
    },
  };
}

interface Request<T> {
  readonly work: () => T;
  readonly signal: Abort | undefined;
  readonly resolve: (answer: T) => void;
  readonly reject: (error: unknown) => void;
}

function jobOf<T>({ work, signal, resolve, reject }: Request<T>): Job {
  let settle = (): void => undefined;
  const attempt = (): void => {
    try {
      const answer = work();
      settle = () => resolve(answer);
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      settle = () => reject(error);
    }
  };
  return { signal, work: attempt, settle: () => settle(), fail: reject, held: undefined };
}

/** One transaction for the whole group; if it breaks, one for each, so that nobody fails for somebody else's sake. */
async function runGroup(settings: WriterSettings, group: readonly Job[]): Promise<void> {
  const jobs = group.filter(wanted);
  if (jobs.length === 0) return;
  try {
    await runTransaction(settings, jobs);
  } catch (error) {
    if (jobs.length === 1) for (const job of jobs) job.fail(error);
    else for (const job of jobs) await runGroup(settings, [job]);
    return;
  }
  for (const job of jobs) job.settle();
}

function wanted(job: Job): boolean {
  try {
    refuseAborted(job.signal);
    return true;
  } catch (error) {
    job.fail(error);
    return false;
  }
}

async function runTransaction(settings: WriterSettings, jobs: readonly Job[]): Promise<void> {
  const { connection, path, patience, events } = settings;
  try {
    await retryBusy(() => connection.statement('BEGIN IMMEDIATE').run(), patience);
  } catch (error) {
    throw storeErrorOf(error, path);
  }
  events.begun();
  try {
    for (const job of jobs) {
      if (job.held === undefined) job.work();
      else await job.held();
    }
  } catch (error) {
    rollback(settings);
    throw storeErrorOf(error, path);
  }
  try {
    connection.statement('COMMIT').run();
  } catch (error) {
    rollback(settings);
    throw commitErrorOf(error, path);
  }
  events.ended(true);
}

function rollback({ connection, events }: WriterSettings): void {
  // SQLite has ended some failed transactions by itself.
  if (connection.isTransaction) connection.statement('ROLLBACK').run();
  events.ended(false);
}
