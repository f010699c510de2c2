// Appends that are on their way at the same time go in one message and one transaction: one wait for the disk, one round
// trip. Whoever is alone waits for nobody. What fails for one of them fails for all, so then each goes by itself.
import type { Abort } from '../../store/abort.js';
import type { AppendResult } from '../../store/append.js';
import type { AppendWriting } from './append-writing.js';
import { type Connections, type Rows, untilAborted } from './connections.js';
import type { PostgresConnection } from './driver.js';
import { storeErrorOf } from './postgres-errors.js';
import { isDefinite } from './sql-failure.js';
import { later, soon } from './waiting.js';

/** Transactions on their way at a time, before appends wait to share one. */
const transactions = 3;
/** The most appends in one transaction. */
const most = 64;
/** Milliseconds that an append waits at most for others to come back. */
const longestWait = 5;
/** Milliseconds that a shared transaction waits for rows that somebody else holds, since all of its appends wait with it. */
const lockWait = 10;
/** How many appends go alone after one transaction has failed, and at most after several. */
const [fewAlone, manyAlone] = [16, 1_024];

/** Sends one append by itself. `unsure`: it may have been done before. */
export type SendAlone = (unsure: boolean) => Promise<AppendResult>;

/** Nobody can take it back any more. */
interface Sent {
  readonly answer: Promise<AppendResult>;
}

interface Waiting {
  readonly writing: AppendWriting;
  readonly alone: SendAlone;
  readonly signal: Abort | undefined;
  readonly resolve: (sent: Sent) => void;
  readonly reject: (error: unknown) => void;
}

export interface SharedAppendSettings {
  readonly connections: Connections;
  readonly place: string;
}

export class SharedAppends {
  readonly #settings: SharedAppendSettings;
  readonly #waiting: Waiting[] = [];
  #underWay = 0;
  /** Whether appends came together last time: then they are likely to do so again. */
  #crowded = false;
  #scheduled = false;
  #stopTimer: (() => void) | undefined;
  #able: boolean;
  #alone = 0;
  #nextAlone = fewAlone;

  constructor(settings: SharedAppendSettings) {
    this.#settings = settings;
    this.#able = settings.connections.concurrent;
  }

  /** Resolves with the answer once it is certain, as `alone` would. */
  append(writing: AppendWriting, alone: SendAlone, signal: Abort | undefined): Promise<AppendResult> {
    if (!this.#able || !writing.mayBeShared) return alone(false);
    if (this.#alone > 0) {
      this.#alone -= 1;
      return alone(false);
    }
    if (this.#underWay < transactions && !this.#crowded && this.#waiting.length === 0) {
      return this.#occupy(() => alone(false));
    }
    const sent = new Promise<Sent>((resolve, reject) => {
      this.#waiting.push({ writing, alone, signal, resolve, reject });
      if (this.#underWay < transactions) this.#schedule();
      this.#stopTimer ??= later(longestWait, () => this.#send());
    });
    return untilAborted(sent, signal).then(({ answer }) => answer);
  }

  async #occupy<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      if (this.#waiting.length > 0) this.#schedule();
    }
  }

  /** Not at once: others that were answered at the same time are about to append again. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    soon(() => {
      this.#scheduled = false;
      this.#send();
    });
  }

  #send(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const sent = this.#waiting.splice(0, most);
    this.#crowded = sent.length > 1;
    if (this.#waiting.length > 0) this.#schedule();
    const [first] = sent;
    if (first === undefined) return;
    void this.#occupy(() => (sent.length === 1 ? this.#sendAlone(sent) : this.#share(sent)));
  }

  /** Each by itself, and its answer to whoever waits for it. */
  async #sendAlone(appends: readonly Waiting[]): Promise<void> {
    const answers = appends.map(({ alone, resolve }) => {
      const answer = alone(false);
      resolve({ answer });
      return answer;
    });
    await Promise.allSettled(answers);
  }

  async #share(waiting: readonly Waiting[]): Promise<void> {
    let connection: PostgresConnection;
    try {
      connection = await this.#settings.connections.acquire();
    } catch (error) {
      const failure = storeErrorOf(error, this.#settings.place);
      for (const { reject } of waiting) reject(failure);
      return;
    }
    // Whoever has given up meanwhile was told so.
    const appends = inLockOrder(waiting.filter(({ signal }) => signal?.aborted !== true));
    if (connection.runAll === undefined || appends.length === 0) {
      this.#able = connection.runAll !== undefined;
      connection.release('fit');
      void this.#sendAlone(appends);
      return;
    }
    const answers = this.#runTogether(connection, connection.runAll, appends);
    const all = appends.map(async ({ writing, alone, resolve }, index) => {
      const answer = answers.then((rows) =>
        typeof rows === 'string' ? alone(rows === 'unsure') : writing.answer(rows[index] ?? []),
      );
      resolve({ answer });
      await answer;
    });
    void Promise.allSettled(all);
    await answers;
  }

  /** @returns each append's rows, or that nothing was stored, or that nobody knows */
  async #runTogether(
    connection: PostgresConnection,
    runAll: NonNullable<PostgresConnection['runAll']>,
    appends: readonly Waiting[],
  ): Promise<readonly Rows[] | 'failed' | 'unsure'> {
    const statements = appends.map(({ writing }) => writing.statement(lockWait));
    const lists = statements.map(({ parameters }) => parameters);
    try {
      const { answers, failure } = await this.#settings.connections.limit(runAll(statements[0]?.text ?? '', lists));
      if (failure !== undefined) throw failure;
      connection.release('fit');
      this.#nextAlone = fewAlone;
      return answers;
    } catch (error) {
      const definite = isDefinite(error);
      connection.release(definite ? 'fit' : 'unfit');
      this.#alone = this.#nextAlone;
      this.#nextAlone = Math.min(2 * this.#nextAlone, manyAlone);
      return definite ? 'failed' : 'unsure';
    }
  }
}

/** Two transactions that take rows of streams in the same order do not wait for each other in a circle. */
function inLockOrder(appends: readonly Waiting[]): readonly Waiting[] {
  return appends.toSorted(({ writing: { lockKey: one } }, { writing: { lockKey: other } }) =>
    one < other ? -1 : one > other ? 1 : 0,
  );
}
