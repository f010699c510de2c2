import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
import { DuplicateMessageIdError, StaleEpochError } from '../../errors/store-unit-errors.js';
import { ViewMissingError } from '../../errors/view-errors.js';
import type { StreamName } from '../../message/identifiers.js';
import type { AppendRequest, AppendResult } from '../../store/append.js';
import { checkAppend } from '../../store/check-append.js';
import type { DocumentWrite, WorkBesideAppends } from '../../store/create-unit.js';
import { assertLast } from '../../store/judge-lease.js';
import type { NewShape } from '../../store/shape-guard.js';
import type { Checkpoint, DocumentResult, OutboxMessage } from '../../store/unit.js';
import { unitErrorOf } from './append-errors.js';
import { appendResultOf, appendStatement, isFresh } from './append-statement.js';
import type { AppendSettings } from './append-writing.js';
import type { CommitEvidence } from './commit-evidence.js';
import type { Connections, Rows } from './connections.js';
import type { PostgresConnection, SqlAnswers, SqlRows, SqlStatement } from './driver.js';
import { holdLease } from './lease-table.js';
import { parkEvent, readParked, unparkEvents } from './parked-table.js';
import { storeErrorOf } from './postgres-errors.js';
import { isDefinite, isRetryable } from './sql-failure.js';
import {
  type Asking,
  deleteCheckpoint,
  deleteSnapshots,
  enqueueMessage,
  findCheckpoint,
  findDocument,
  findOutcome,
  findSnapshot,
  recordOutcome,
  removeFromOutbox,
  saveCheckpoint,
  saveSnapshot,
  writeDocument,
} from './state-tables.js';
import { assertUnitStatement } from './unit-sql.js';
import { rowErrorOf, tableErrorOf } from './view-errors.js';
import { findViewRows, writeViewRows } from './view-statements.js';
import { dropView, holdView, serveView } from './view-tables.js';

export interface UnitStepSettings extends AppendSettings {
  readonly connections: Connections;
  /** @returns shapes that are new to this process @throws DraftShapeError, ShapeDriftedError */
  judgeShapes(request: AppendRequest): readonly NewShape[];
}

/** What became of one of several appends. */
export type AppendEnding = { readonly answer: AppendResult } | { readonly error: unknown };

/** Ready to be sent. */
export interface PreparedAppend {
  readonly request: AppendRequest;
  readonly fresh: readonly NewShape[];
  readonly statement: SqlStatement;
}

/**
 * The steps of one unit, on its connection, and what has to be known of them after the commit. Members that are handed on alone
 * are bound to it.
 */
export class UnitTransaction implements WorkBesideAppends {
  readonly #settings: UnitStepSettings;
  readonly #connection: PostgresConnection;
  readonly appended = new Set<StreamName>();
  enqueued = false;
  readonly shapes: NewShape[] = [];
  #evidence: CommitEvidence | undefined;
  #broken = false;

  constructor(settings: UnitStepSettings, connection: PostgresConnection) {
    this.#settings = settings;
    this.#connection = connection;
  }

  /** The connection was lost, or is still busy with something nobody waits for any more. */
  get broken(): boolean {
    return this.#broken;
  }

  get evidence(): CommitEvidence | undefined {
    return this.#evidence;
  }

  /** Whether several appends go in one message. */
  get gathers(): boolean {
    return this.#connection.runAll !== undefined;
  }

  /** @throws what `checkAppend` and the shapes say of it */
  prepare(request: AppendRequest): PreparedAppend {
    checkAppend(request, this.#settings.tenant);
    const fresh = this.#settings.judgeShapes(request);
    const manner = { careful: true, held: true, patience: this.#settings.patience };
    const { text, parameters } = appendStatement(this.#settings, request, fresh, manner);
    const withTransaction = text.replace('SELECT *', 'SELECT *, pg_current_xact_id_if_assigned()');
    return { request, fresh, statement: { text: withTransaction, parameters } };
  }

  /** In their order, at least one. @returns what became of each, up to the first that conflicts or fails, which comes last */
  async appendAll(appends: readonly PreparedAppend[]): Promise<readonly AppendEnding[]> {
    const { answers, failure } = await this.#send(appends);
    // Whatever failed behind the last answer failed for the last append.
    const sure = failure === undefined ? answers : answers.slice(0, appends.length - 1);
    const endings: AppendEnding[] = [];
    for (const [at, append] of appends.entries()) {
      const rows = sure[at];
      if (rows === undefined) {
        const refusal = unitErrorOf(failure, append.request, this.#settings.schemaName);
        return [...endings, { error: refusal ?? this.#failed(failure) }];
      }
      const answer = this.#appended(append, rows);
      endings.push({ answer });
      if (answer.kind === 'conflict') break;
    }
    return endings;
  }

  recordOutcome: WorkBesideAppends['recordOutcome'] = (record) => this.#ask(recordOutcome(this.#settings, record));

  findOutcome: WorkBesideAppends['findOutcome'] = (key) => this.#ask(findOutcome(this.#settings, key));

  findDocument: WorkBesideAppends['findDocument'] = (collection, key) =>
    this.#ask(findDocument(this.#settings, collection, key, true));

  async writeDocument(document: DocumentWrite, expected: number): Promise<DocumentResult> {
    if (document.data !== undefined || expected > 0) {
      const [row] = await this.#run(writeDocument(this.#settings, document, expected));
      if (row !== undefined) return { kind: 'written', revision: Number(row[0]) };
    }
    const actual = (await this.#ask(findDocument(this.#settings, document.collection, document.key)))?.revision ?? 0;
    // Deleting what is not there writes nothing.
    const nothing = document.data === undefined && expected === 0 && actual === 0;
    return nothing ? { kind: 'written', revision: 0 } : { kind: 'conflict', revision: actual };
  }

  enqueue = async (message: OutboxMessage): Promise<void> => {
    const added = await this.#ask(enqueueMessage(this.#settings, message));
    if (!added) throw new DuplicateMessageIdError(message.messageId);
    this.enqueued = true;
  };

  removeFromOutbox: WorkBesideAppends['removeFromOutbox'] = async (messages) => {
    await this.#run(removeFromOutbox(this.#settings, messages));
  };

  findCheckpoint: WorkBesideAppends['findCheckpoint'] = (name) => this.#ask(findCheckpoint(this.#settings, name));

  saveCheckpoint = async (checkpoint: Checkpoint): Promise<void> => {
    if (await this.#ask(saveCheckpoint(this.#settings, checkpoint))) return;
    const { name, epoch } = checkpoint;
    throw new StaleEpochError(name, epoch, (await this.#ask(findCheckpoint(this.#settings, name)))?.epoch ?? epoch);
  };

  deleteCheckpoint: WorkBesideAppends['deleteCheckpoint'] = async (name) => {
    await this.#run(deleteCheckpoint(this.#settings, name));
  };

  findSnapshot: WorkBesideAppends['findSnapshot'] = (streamName, stateHash) =>
    this.#ask(findSnapshot(this.#settings, streamName, stateHash));

  saveSnapshot: WorkBesideAppends['saveSnapshot'] = async (snapshot) => {
    await this.#run(saveSnapshot(this.#settings, snapshot));
  };

  deleteSnapshots: WorkBesideAppends['deleteSnapshots'] = async (streamName) => {
    await this.#run(deleteSnapshots(this.#settings, streamName));
  };

  holdLease: WorkBesideAppends['holdLease'] = async (lease) => {
    assertLast(lease, await this.#ask(holdLease(this.#settings, lease.name)));
  };

  readParked: WorkBesideAppends['readParked'] = (processor, options) =>
    this.#ask(readParked(this.#settings, processor, options));

  park: WorkBesideAppends['park'] = async (event) => {
    await this.#run(parkEvent(this.#settings, event));
  };

  unpark: WorkBesideAppends['unpark'] = async (processor, eventIds) => {
    await this.#run(unparkEvents(this.#settings, processor, eventIds));
  };

  holdView: WorkBesideAppends['holdView'] = (name, how) => this.#ask(holdView(this.#settings, name, how));

  findRows: WorkBesideAppends['findRows'] = (view, places) =>
    this.#ask(findViewRows(this.#settings, view, places), (error) => rowErrorOf(error, view));

  writeRows: WorkBesideAppends['writeRows'] = async (view, changes) => {
    for (const statement of writeViewRows(this.#settings, view, changes)) {
      await this.#run(statement, (error) => rowErrorOf(error, view));
    }
  };

  serveView: WorkBesideAppends['serveView'] = async (view) => {
    const served = await this.#ask(serveView(this.#settings, view), (error) => this.#tableError(error, view.name));
    if (!served) throw new ViewMissingError(view.name, view.hash);
  };

  dropView: WorkBesideAppends['dropView'] = async (name, hash) => {
    const serves = await this.#ask(dropView(this.#settings, name, hash), (error) => this.#tableError(error, name));
    if (serves) throw new InvalidStoreArgumentError('hash', `is the generation of ${name} that serves`);
  };

  /** A user's own statement: its errors are the user's, but for those that mean that trying again may help. */
  async query(text: string, parameters: readonly unknown[]): Promise<SqlRows> {
    assertUnitStatement(text);
    try {
      return await this.#settings.connections.limit(this.#connection.query(text, parameters));
    } catch (error) {
      if (isDefinite(error) && !isRetryable(error)) throw error;
      throw this.#failed(error);
    }
  }

  async #send(
    appends: readonly PreparedAppend[],
  ): Promise<Pick<SqlAnswers, 'answers'> & { readonly failure?: unknown }> {
    const { connections } = this.#settings;
    const { runAll } = this.#connection;
    const text = appends[0]?.statement.text ?? '';
    const lists = appends.map(({ statement }) => statement.parameters);
    try {
      if (runAll !== undefined) return await connections.limit(runAll(text, lists));
      return { answers: [await connections.run(this.#connection, { text, parameters: lists[0] ?? [] })] };
    } catch (failure) {
      return { answers: [], failure };
    }
  }

  #appended({ request, fresh }: PreparedAppend, rows: Rows): AppendResult {
    const result = appendResultOf(rows, request);
    const [event] = request.events;
    if (isFresh(result) && event !== undefined) {
      this.appended.add(request.streamName);
      this.shapes.push(...fresh);
      this.#note(rows[0]?.[4] ?? '', {
        streamName: request.streamName,
        position: result.firstPosition,
        eventId: event.eventId,
      });
    }
    return result;
  }

  #note(transactionId: string, event: Omit<CommitEvidence, 'transactionId'>): void {
    if (this.#evidence === undefined) this.#evidence = { transactionId, ...event };
    else if (this.#evidence.transactionId !== transactionId) {
      this.#broken = true;
      throw new Error('The connection is in another transaction than the one that was begun on it.');
    }
  }

  #tableError(error: unknown, name: string): unknown {
    return tableErrorOf(error, { name }, this.#settings.place);
  }

  async #ask<T>({ statement, answer }: Asking<T>, named?: (error: unknown) => unknown): Promise<T> {
    return answer(await this.#run(statement, named));
  }

  async #run(statement: SqlStatement, named?: (error: unknown) => unknown): Promise<Rows> {
    try {
      return await this.#settings.connections.run(this.#connection, statement);
    } catch (error) {
      throw named?.(error) ?? this.#failed(error);
    }
  }

  #failed(error: unknown): unknown {
    if (!isDefinite(error)) this.#broken = true;
    return storeErrorOf(error, this.#settings.place, this.#settings.patience);
  }
}
