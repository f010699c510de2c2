// Several commands in one commit. In: a store with transactions, and what to do on it. Out: what that returned, once all of
// it is stored; a rejection that was returned, with nothing stored.
import { isPlainObject } from '../shape/plain-object.js';
import type { Settings, StateStore } from '../command/context.js';
import { systemNow, systemRandom, systemSleep } from '../command/platform.js';
import { makeSure, pause, refuseLate } from '../command/retry.js';
import { InvalidUseError, UndecodableOutcomeError, WrongExpectedVersionError } from '../errors/command-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { CommandId } from '../message/identifiers.js';
import type { Abort } from '../store/abort.js';
import type { Archiving } from '../store/archive.js';
import type { Tenancy, Tombstoning } from '../store/event-store.js';
import type { OutcomeKey, OutcomeRecord } from '../store/outcome.js';
import { FirstSession, type RecordedCommand, RepeatedSession } from './command-session.js';
import { commitTogether, isStored } from './commit-together.js';
import { StreamMoved } from './moved.js';
import { createSessionStore, PendingUnit } from './session-store.js';

export interface TogetherOptions {
  /** Makes all of it run once: the same id is answered with what it came to the first time. */
  readonly commandId?: CommandId;
  readonly signal?: Abort;
  /** Instant after which no attempt is begun any more. */
  readonly deadline?: string;
  /** How often all of it is done at most before a conflict is thrown, at least 1. Default 5. */
  readonly attempts?: number;
  /** Default: the wall clock. */
  readonly now?: () => string;
  readonly random?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** What would act on the store at once, past the unit. */
type PastTheUnit = keyof Tombstoning | keyof Archiving | keyof Tenancy;

/** The store as the unit sees it: open your contexts on it, in place of the store. Of no use any more when the work is done. */
export type TogetherStore<S extends StateStore = StateStore> = StateStore & Omit<S, PastTheUnit>;

/**
 * Handles commands of whatever aggregates and contexts on one store so that all of their outcomes are stored, or none. Each
 * is decided on what stands in the store and on what those before it have led to. `work` is done again after a conflict,
 * so that it does nothing but send commands. What it returns is returned, and stored; with one exception: the outcome of a
 * rejected command ends it with nothing stored. So does whatever it throws.
 * @throws WrongExpectedVersionError, IdempotencyKeyReusedError, and what commands and the store throw
 */
export async function together<R, S extends StateStore = StateStore>(
  store: S,
  work: (store: TogetherStore<S>) => Promise<R>,
  options: TogetherOptions = {},
): Promise<R> {
  const { attempts = 5, now = systemNow, random = systemRandom, sleep = systemSleep } = options;
  if (!Number.isSafeInteger(attempts) || attempts < 1) {
    throw new InvalidUseError(`Commands need at least one attempt, not ${attempts}.`);
  }
  const setting: Setting = { store, now, random, sleep, attempts, options };
  // What the store has beside what is asked of it, the unit's store has as well.
  const onStore = work as Work<R>;
  for (let attempt = 1; ; attempt += 1) {
    refuseLate(options, setting);
    try {
      return await attemptTogether(setting, onStore);
    } catch (error) {
      if (!isContended(error)) throw error;
      if (attempt >= attempts) throw lastError(error, attempts);
      await pause(setting, attempt);
    }
  }
}

interface Setting extends Pick<Settings, 'now' | 'random' | 'sleep' | 'attempts'> {
  readonly store: StateStore;
  readonly options: TogetherOptions;
}

type Work<R> = (store: StateStore) => Promise<R>;

async function attemptTogether<R>(setting: Setting, work: Work<R>): Promise<R> {
  const { store, now, options } = setting;
  const key = { tenant: store.tenant ?? '', context: '', commandId: options.commandId ?? 'together' };
  const isOnce = options.commandId !== undefined;
  const known = isOnce ? await store.findOutcome(key) : undefined;
  if (known !== undefined) return repeat(setting, work, known);
  const pending = new PendingUnit(store, now);
  const session = new FirstSession({ key, isOnce, base: store, pending });
  const value = await work(createSessionStore(store, pending, session));
  if (pending.failure !== undefined) throw pending.failure.error;
  if (isRejected(value)) {
    const standing = isOnce ? await recordRejected(setting, recordOf(key, 'rejected', session)) : undefined;
    return standing === undefined ? value : repeat(setting, work, standing);
  }
  const record = (): OutcomeRecord | undefined => (isOnce ? recordOf(key, 'accepted', session) : undefined);
  await commitSurely(setting, { pending, session, record });
  await session.tellAll();
  return value;
}

/** All of it was done before: the commands are told again what they came to, so that the work returns what it did. */
async function repeat<R>({ store, now }: Setting, work: Work<R>, { key, result }: OutcomeRecord): Promise<R> {
  const pending = new PendingUnit(store, now);
  const session = new RepeatedSession({ key, isOnce: true, base: store, pending }, recordedIn(key, result));
  const value = await work(createSessionStore(store, pending, session));
  session.end();
  return value;
}

function recordedIn({ commandId }: OutcomeKey, text: string): readonly RecordedCommand[] {
  const json: unknown = JSON.parse(text);
  const commands = isPlainObject(json) ? json['commands'] : undefined;
  if (!Array.isArray(commands)) throw new UndecodableOutcomeError(commandId, 'its record has no commands');
  return commands as readonly RecordedCommand[];
}

function recordOf(key: OutcomeKey, kind: OutcomeRecord['kind'], session: FirstSession): OutcomeRecord {
  return { key, commandHash: 'together', kind, result: JSON.stringify({ commands: session.recorded() }) };
}

/** @returns the record of another one that came first under the same id */
async function recordRejected(
  { store, ...settings }: Setting,
  record: OutcomeRecord,
): Promise<OutcomeRecord | undefined> {
  const write = (): Promise<OutcomeRecord> => store.recordOutcome(record);
  const standing = await write().catch((error: unknown) => makeSure(settings, error, write));
  return standing.result === record.result ? undefined : standing;
}

async function commitSurely(setting: Setting, unit: Parameters<typeof commitTogether>[1]): Promise<void> {
  const { store, options } = setting;
  const { signal } = options;
  try {
    await commitTogether(store, unit, signal === undefined ? undefined : { signal });
  } catch (error) {
    await makeSure(setting, error, async () => {
      if (!(await isStored(store, unit))) await commitTogether(store, unit);
    });
  }
}

function isRejected(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'rejected' && 'rejection' in value
  );
}

function isContended(error: unknown): boolean {
  return (
    error instanceof StreamMoved || isRuntimeError(error, 'store-busy') || isRuntimeError(error, 'outcome-key-taken')
  );
}

function lastError(error: unknown, attempts: number): unknown {
  if (!(error instanceof StreamMoved)) return error;
  return new WrongExpectedVersionError(error.streamName, error.expected, error.actual, attempts);
}
