import { DuplicateMessageIdError, StaleEpochError } from '../../errors/store-unit-errors.js';
import type { StreamName } from '../../message/identifiers.js';
import type { AppendRequest, AppendResult } from '../../store/append.js';
import type { DocumentWrite, UnitWork } from '../../store/create-unit.js';
import { assertLast } from '../../store/judge-lease.js';
import type { NewShape } from '../../store/shape-guard.js';
import type { Checkpoint, DocumentResult, OutboxMessage } from '../../store/unit.js';
import { noViews } from '../no-views.js';
import { unitErrorOf } from './append-errors.js';
import { appendResultOf, appendStatement, isFresh } from './append-statement.js';
import type { AppendSettings } from './append-writing.js';
import type { CommitEvidence } from './commit-evidence.js';
import type { Connections, Rows } from './connections.js';
import type { PostgresConnection, SqlRows, SqlStatement } from './driver.js';
import { holdLease } from './lease-table.js';
import { parkEvent, readParked, unparkEvents } from './parked-table.js';
import { storeErrorOf } from './postgres-errors.js';
import { isDefinite, isRetryable } from './sql-failure.js';
import {
  type Asking,
  deleteSnapshots,
  enqueueMessage,
  findCheckpoint,
  findDocument,
  findOutcome,
  findSnapshot,
  recordOutcome,
  saveCheckpoint,
  saveSnapshot,
  writeDocument,
} from './state-tables.js';
import { assertUnitStatement } from './unit-sql.js';

export interface UnitStepSettings extends AppendSettings {
  readonly connections: Connections;
  /** @returns shapes that are new to this process @throws DraftShapeError, ShapeDriftedError */
  judgeShapes(request: AppendRequest): readonly NewShape[];
}

/**
 * The steps of one unit, on its connection, and what has to be known of them after the commit. Members that are handed on alone
 * are bound to it.
 */
export class UnitTransaction implements UnitWork {
  readonly #settings: UnitStepSettings;
  readonly #connection: PostgresConnection;
  readonly appended = new Set<StreamName>();
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

  append = async (request: AppendRequest): Promise<AppendResult> => {
    const { schemaName, patience } = this.#settings;
    const fresh = this.#settings.judgeShapes(request);
    const { text, parameters } = appendStatement(this.#settings, request, fresh, {
      careful: true,
      held: true,
      patience,
    });
    const withTransaction = text.replace('SELECT *', 'SELECT *, pg_current_xact_id_if_assigned()');
    const rows = await this.#run({ text: withTransaction, parameters }, (error) =>
      unitErrorOf(error, request, schemaName),
    );
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
  };

  recordOutcome: UnitWork['recordOutcome'] = (record) => this.#ask(recordOutcome(this.#settings, record));

  findOutcome: UnitWork['findOutcome'] = (key) => this.#ask(findOutcome(this.#settings, key));

  findDocument: UnitWork['findDocument'] = (collection, key) =>
    this.#ask(findDocument(this.#settings, collection, key));

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
  };

  findCheckpoint: UnitWork['findCheckpoint'] = (name) => this.#ask(findCheckpoint(this.#settings, name));

  saveCheckpoint = async (checkpoint: Checkpoint): Promise<void> => {
    if (await this.#ask(saveCheckpoint(this.#settings, checkpoint))) return;
    const { name, epoch } = checkpoint;
    throw new StaleEpochError(name, epoch, (await this.#ask(findCheckpoint(this.#settings, name)))?.epoch ?? epoch);
  };

  findSnapshot: UnitWork['findSnapshot'] = (streamName, stateHash) =>
    this.#ask(findSnapshot(this.#settings, streamName, stateHash));

  saveSnapshot: UnitWork['saveSnapshot'] = async (snapshot) => {
    await this.#run(saveSnapshot(this.#settings, snapshot));
  };

  deleteSnapshots: UnitWork['deleteSnapshots'] = async (streamName) => {
    await this.#run(deleteSnapshots(this.#settings, streamName));
  };

  holdLease: UnitWork['holdLease'] = async (lease) => {
    assertLast(lease, await this.#ask(holdLease(this.#settings, lease.name)));
  };

  readParked: UnitWork['readParked'] = (processor, options) =>
    this.#ask(readParked(this.#settings, processor, options));

  park: UnitWork['park'] = async (event) => {
    await this.#run(parkEvent(this.#settings, event));
  };

  unpark: UnitWork['unpark'] = async (processor, eventIds) => {
    await this.#run(unparkEvents(this.#settings, processor, eventIds));
  };

  holdView = noViews.holdView;
  findRows = noViews.findRows;
  writeRows = noViews.writeRows;
  serveView = noViews.serveView;
  dropView = noViews.dropView;

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

  #note(transactionId: string, event: Omit<CommitEvidence, 'transactionId'>): void {
    if (this.#evidence === undefined) this.#evidence = { transactionId, ...event };
    else if (this.#evidence.transactionId !== transactionId) {
      this.#broken = true;
      throw new Error('The connection is in another transaction than the one that was begun on it.');
    }
  }

  async #ask<T>({ statement, answer }: Asking<T>): Promise<T> {
    return answer(await this.#run(statement));
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
