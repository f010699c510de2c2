import type { AppendRequest, AppendResult } from '../../store/append.js';
import type { NewShape } from '../../store/shape-guard.js';
import { appendErrorOf, isKnownId } from './append-errors.js';
import { appendResultOf, appendStatement } from './append-statement.js';
import type { Rows } from './connections.js';
import type { SqlStatement } from './driver.js';
import { storeErrorOf } from './postgres-errors.js';
import type { Scope } from './scope.js';
import type { Writing } from './statement-runner.js';

export interface AppendSettings extends Scope {
  /** As PostgreSQL names it in errors. */
  readonly schemaName: string;
  readonly place: string;
  readonly patience: number;
}

/**
 * An append as a transaction of its own. Sent again after its answer was lost, it meets its first attempt: locked out by it
 * while that is at work, answered as its replay once it has been committed.
 */
export class AppendWriting implements Writing<AppendResult> {
  readonly #settings: AppendSettings;
  readonly #request: AppendRequest;
  readonly #fresh: readonly NewShape[];
  readonly announces = true;
  #careful = false;

  constructor(settings: AppendSettings, request: AppendRequest, fresh: readonly NewShape[]) {
    this.#settings = settings;
    this.#request = request;
    this.#fresh = fresh;
  }

  /** Small, and of shapes that are known: what others in its transaction can bear. */
  get mayBeShared(): boolean {
    return this.#fresh.length === 0 && sizeOf(this.#request) <= largestShared;
  }

  /** Of the row that it takes. Nobody's rows come first: within a transaction a tenant that was announced stays so. */
  get lockKey(): string {
    return `${this.#settings.tenant}\0${this.#request.streamName}`;
  }

  /** @param patience milliseconds to wait for a lock */
  statement(patience = this.#settings.patience): SqlStatement {
    const { events, outcome } = this.#request;
    return appendStatement(this.#settings, this.#request, this.#fresh, {
      careful: this.#careful,
      // No event takes the stream's row, and it must not move between the look at it and the outcome.
      held: events.length === 0 && outcome !== undefined,
      patience,
    });
  }

  /** The answer of a first attempt. */
  answer(rows: Rows): AppendResult {
    return appendResultOf(rows, this.#request);
  }

  settle(rows: Rows, unsure: boolean): AppendResult | undefined {
    const result = this.answer(rows);
    if (unsure && result.kind === 'conflict' && !this.#isForGood(result.streamVersion)) return undefined;
    return result;
  }

  fail(error: unknown): 'again' | { readonly error: unknown; readonly final: boolean } {
    const { schemaName, place, patience } = this.#settings;
    if (isKnownId(error, schemaName)) {
      this.#careful = true;
      return 'again';
    }
    // Closed streams stay closed, ids and outcomes stay where they lie.
    const refusal = appendErrorOf(error, this.#request);
    return refusal === undefined
      ? { error: storeErrorOf(error, place, patience), final: false }
      : { error: refusal, final: true };
  }

  /** Streams only grow: a version that has been passed does not come back, one that is still to come may. */
  #isForGood(actual: number): boolean {
    const { expected } = this.#request;
    if (typeof expected === 'object') return actual > expected.streamVersion;
    return expected === 'no-stream';
  }
}

/** Characters of an append that shares its transaction, at most. */
const largestShared = 65_536;

function sizeOf({ events }: AppendRequest): number {
  return events.reduce((size, { data, metadata }) => size + data.length + metadata.length, 0);
}
