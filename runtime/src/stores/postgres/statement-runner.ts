import { OperationAbortedError } from '../../errors/store-argument-errors.js';
import { OutcomeUnknownError } from '../../errors/store-errors.js';
import type { Abort } from '../../store/abort.js';
import { type Connections, type Rows, untilAborted } from './connections.js';
import { announcement, announcing } from './announce.js';
import type { PostgresConnection, SqlStatement } from './driver.js';
import { storeErrorOf, wasNeverSent } from './postgres-errors.js';
import { isDefinite, isRetryable, isStalePlan, sqlFailureOf } from './sql-failure.js';
import { elapsed, pause } from './waiting.js';

/** A write in one statement, which may be sent again: whoever finds his own work done recognises it. */
export interface Writing<T> {
  /** Asked for before each attempt. */
  statement(): SqlStatement;
  /** Whether the statement itself tells the policies of the tables whose it is. */
  readonly announces?: boolean;
  /** @returns `undefined` when this answer settles nothing, since an earlier attempt (`unsure`) may still be at work */
  settle(rows: Rows, unsure: boolean): T | undefined;
  /** What a failure for certain means. @returns `again`, or the error to throw, which is `final` if it holds for earlier attempts too */
  fail(error: unknown): 'again' | { readonly error: unknown; readonly final: boolean };
}

export interface RunnerSettings {
  /** Whose statements they are, where policies of the tables have to be told. */
  readonly announced?: string | undefined;
  readonly connections: Connections;
  readonly place: string;
  /** Milliseconds in which a write that fails for nothing but others' sake is tried again. */
  readonly patience: number;
  /** Milliseconds in which it has to be found out what became of a write whose answer was lost. */
  readonly outcomeTimeout: number;
}

type Ending<T> =
  | { readonly kind: 'done'; readonly answer: T }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'again'; readonly cause: unknown; readonly unsure: boolean };

const readAttempts = 3;

/** Statements that are transactions of their own. */
export class StatementRunner {
  readonly #settings: RunnerSettings;
  /** Sessions begin at another isolation level here, so that transactions are begun by hand. */
  #explicit = false;

  constructor(settings: RunnerSettings) {
    this.#settings = settings;
  }

  /** Something that may be done any number of times. @throws OperationAbortedError, and the errors of `storeErrorOf` */
  async read(statement: SqlStatement, signal?: Abort): Promise<Rows> {
    const { connections, place } = this.#settings;
    const began = elapsed();
    for (let attempt = 1; ; attempt += 1) {
      const connection = await this.#acquire(signal);
      try {
        const rows = await untilAborted(
          connections.limit(this.#transaction(connection, this.#read(statement))),
          signal,
        );
        connection.release('fit');
        return rows;
      } catch (error) {
        const definite = isDefinite(error);
        connection.release(definite ? 'fit' : 'unfit');
        const again = this.#isAgain(error) || (!definite && !(error instanceof OperationAbortedError));
        if (!again || attempt >= readAttempts) throw storeErrorOf(error, place, elapsed() - began);
      }
    }
  }

  /**
   * Once it has been sent, the caller's signal no longer counts: it is made sure what became of it, by asking again.
   * @param unsure whether it was sent before, and nobody knows what became of it
   * @throws OutcomeUnknownError when that cannot be found out in time
   */
  async write<T>(writing: Writing<T>, signal?: Abort, unsure = false): Promise<T> {
    const { place, patience, outcomeTimeout } = this.#settings;
    const began = elapsed();
    for (let attempt = 1; ; attempt += 1) {
      const ending: Ending<T> = await this.#attempt(writing, unsure, signal);
      if (ending.kind === 'done') return ending.answer;
      if (ending.kind === 'failed') throw ending.error;
      unsure ||= ending.unsure;
      const waited = elapsed() - began;
      if (waited >= (unsure ? outcomeTimeout : patience)) {
        throw unsure ? new OutcomeUnknownError({ cause: ending.cause }) : storeErrorOf(ending.cause, place, waited);
      }
      await pause(Math.min(attempt * attempt, 250));
    }
  }

  async #attempt<T>(writing: Writing<T>, unsure: boolean, signal: Abort | undefined): Promise<Ending<T>> {
    let connection: PostgresConnection;
    try {
      connection = await this.#acquire(unsure ? undefined : signal);
    } catch (error) {
      return unsure ? { kind: 'again', cause: error, unsure } : { kind: 'failed', error };
    }
    let rows: Rows;
    try {
      rows = await this.#settings.connections.limit(
        this.#transaction(connection, writing.statement(), writing.announces),
      );
      connection.release('fit');
    } catch (error) {
      const definite = isDefinite(error);
      connection.release(definite ? 'fit' : 'unfit');
      if (definite) return this.#failed(writing, error, unsure);
      return { kind: 'again', cause: error, unsure: unsure || !wasNeverSent(error) };
    }
    const answer = writing.settle(rows, unsure);
    return answer === undefined ? { kind: 'again', cause: undefined, unsure } : { kind: 'done', answer };
  }

  #failed<T>(writing: Writing<T>, error: unknown, unsure: boolean): Ending<T> {
    const again: Ending<T> = { kind: 'again', cause: error, unsure };
    if (this.#isAgain(error) || isRetryable(error)) return again;
    const verdict = writing.fail(error);
    if (verdict === 'again' || (unsure && !verdict.final)) return again;
    return { kind: 'failed', error: verdict.error };
  }

  async #acquire(signal: Abort | undefined): Promise<PostgresConnection> {
    try {
      return await this.#settings.connections.acquire(signal);
    } catch (error) {
      throw storeErrorOf(error, this.#settings.place);
    }
  }

  /** A read tells by itself whose it is. */
  #read(statement: SqlStatement): SqlStatement {
    return this.#settings.announced === undefined ? statement : announcing(statement);
  }

  async #transaction(connection: PostgresConnection, statement: SqlStatement, announces = true): Promise<Rows> {
    const { announced } = this.#settings;
    const apart = announces || announced === undefined;
    if (!this.#explicit && apart) return connection.run(statement);
    const more = apart ? '' : `; ${announcement(announced)}`;
    await connection.script(`BEGIN ISOLATION LEVEL READ COMMITTED${more}`);
    try {
      const rows = await connection.run(statement);
      await connection.run({ text: 'COMMIT', parameters: [] });
      return rows;
    } catch (error) {
      if (isDefinite(error)) await connection.script('ROLLBACK');
      throw error;
    }
  }

  /** Failed before it did anything, for a reason that is gone now. */
  #isAgain(error: unknown): boolean {
    if (isStalePlan(error)) return true;
    if (sqlFailureOf(error)?.sqlState !== 'VR001' || this.#explicit) return false;
    this.#explicit = true;
    return true;
  }
}
