import type { Abort } from '../../store/abort.js';
import { refuseAborted } from '../../store/read-bounds.js';
import { retryBusy } from './busy-retry.js';
import type { Connection } from './connection.js';
import { commitErrorOf, isBusy, storeErrorOf } from './sqlite-errors.js';
import type { TurnTaking } from './timers.js';
import { HeldJob, type Job, RunAgain, type Work, WriteJob } from './write-job.js';

const largestGroup = 128;

/** The one writer of a store in this process: a queue before a connection. */
export interface Writer {
  /**
   * Runs `work` in a transaction. Writes that wait together share one, so that a commit reaches the disk once for all of
   * them; each keeps its own answer or error and is stored whole or not at all. `work` is synchronous and throws a
   * `RuntimeError` only while it has left nothing behind; anything else it throws rolls the transaction back, and then
   * everybody in it is run once more, alone, with `again` true.
   */
  write<T>(work: (again: boolean) => T, signal?: Abort): Promise<T>;
  /** As `write`, for work that one statement may do: where nobody else waits it is tried first, without a transaction. */
  writeAtOnce<T>(work: Work<T>, signal?: Abort): Promise<T>;
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

export function createWriter(settings: WriterSettings): Writer {
  let waiting: Job[] = [];
  let draining: Promise<void> | undefined;

  const enqueue = (job: Job): void => {
    waiting.push(job);
    // Not at once: whoever else is about to write in this turn shall share the commit.
    draining ??= Promise.resolve().then(drain);
  };

  const takeGroup = (): readonly Job[] => {
    const held = waiting.findIndex((job) => job.held !== undefined);
    const size = held === 0 ? 1 : Math.min(held === -1 ? waiting.length : held, largestGroup);
    const group = size === waiting.length ? waiting : waiting.slice(0, size);
    waiting = size === waiting.length ? [] : waiting.slice(size);
    return group;
  };

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      const late = settings.turns.yielded();
      if (late !== undefined) await late;
      const slow = runGroup(settings, takeGroup().filter(wanted), false);
      if (slow !== undefined) await slow;
    }
    draining = undefined;
  };

  return {
    write: (run, signal) => new Promise((resolve, reject) => enqueue(new WriteJob({ run }, signal, resolve, reject))),
    writeAtOnce: (work, signal) =>
      new Promise((resolve, reject) => enqueue(new WriteJob(work, signal, resolve, reject))),
    hold: (work, signal) => new Promise((resolve, reject) => enqueue(new HeldJob(work, signal, resolve, reject))),
    async drained() {
      await draining;
    },
  };
}

function wanted(job: Job): boolean {
  try {
    refuseAborted(job.signal);
    return true;
  } catch (error) {
    job.reject(error);
    return false;
  }
}

// What follows answers with a promise only where something has to be waited for, which is seldom.
type Waiting = Promise<void> | undefined;

/** One transaction for the whole group; if it breaks, one for each, so that nobody fails for somebody else's sake. */
function runGroup(settings: WriterSettings, jobs: readonly Job[], again: boolean): Waiting {
  if (jobs.length === 0) return undefined;
  const broken = (error: unknown): Promise<void> => runBroken(settings, jobs, { error, again });
  try {
    const waiting = runTransaction(settings, jobs, again);
    if (waiting !== undefined) return waiting.then(() => settleAll(jobs), broken);
  } catch (error) {
    return broken(error);
  }
  settleAll(jobs);
  return undefined;
}

function settleAll(jobs: readonly Job[]): void {
  for (const job of jobs) job.settle();
}

interface Broken {
  readonly error: unknown;
  readonly again: boolean;
}

async function runBroken(settings: WriterSettings, jobs: readonly Job[], { error, again }: Broken): Promise<void> {
  const alone = jobs.length === 1;
  if (alone && (again || !(error instanceof RunAgain))) for (const job of jobs) job.reject(error);
  else for (const job of jobs) await runGroup(settings, [job], true);
}

function runTransaction(settings: WriterSettings, jobs: readonly Job[], again: boolean): Waiting {
  const [job] = jobs;
  const alone = jobs.length === 1 && !again && job?.held === undefined;
  if (job !== undefined && alone && runAtOnce(settings, job)) return undefined;
  if (begin(settings)) return runBegun(settings, jobs, again);
  return beginLater(settings).then(() => runBegun(settings, jobs, again));
}

/** @returns false when it has to be done, or waited for, the long way */
function runAtOnce({ events, path }: WriterSettings, job: Job): boolean {
  events.begun();
  try {
    if (!job.runAtOnce()) return false;
  } catch (error) {
    if (isBusy(error)) return false;
    events.ended(false);
    throw commitErrorOf(error, path);
  }
  events.ended(true);
  return true;
}

function runBegun(settings: WriterSettings, jobs: readonly Job[], again: boolean): Waiting {
  settings.events.begun();
  try {
    for (const job of jobs) {
      // A job that holds the transaction is alone in its group.
      if (job.held !== undefined) return runHeld(settings, job.held());
      job.run(again);
    }
  } catch (error) {
    throw rolledBack(settings, error);
  }
  commit(settings);
  return undefined;
}

async function runHeld(settings: WriterSettings, held: Promise<void>): Promise<void> {
  try {
    await held;
  } catch (error) {
    throw rolledBack(settings, error);
  }
  commit(settings);
}

function rolledBack(settings: WriterSettings, error: unknown): unknown {
  rollback(settings);
  return storeErrorOf(error, settings.path);
}

function commit(settings: WriterSettings): void {
  try {
    settings.connection.statement('COMMIT').run();
  } catch (error) {
    rollback(settings);
    throw commitErrorOf(error, settings.path);
  }
  settings.events.ended(true);
}

/** @returns false when another process is writing */
function begin({ connection, path }: WriterSettings): boolean {
  try {
    connection.statement('BEGIN IMMEDIATE').run();
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw storeErrorOf(error, path);
  }
}

async function beginLater({ connection, path, patience }: WriterSettings): Promise<void> {
  try {
    await retryBusy(() => connection.statement('BEGIN IMMEDIATE').run(), patience);
  } catch (error) {
    throw storeErrorOf(error, path);
  }
}

function rollback({ connection, events }: WriterSettings): void {
  // SQLite has ended some failed transactions by itself.
  if (connection.isTransaction) connection.statement('ROLLBACK').run();
  events.ended(false);
}
