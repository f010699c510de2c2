// A store as the commands of one unit see it. In: a store with transactions. Out: one that answers like it and keeps
// everything that is written, until all of it can be written in one commit.
import type { StateStore } from '../command/context.js';
import { type Session, sessionKey, type SessionStore } from '../command/session.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { AppendRequest, AppendResult } from '../store/append.js';
import type { OutcomeKey, OutcomeRecord } from '../store/outcome.js';
import type { SnapshotReader, Unit } from '../store/unit.js';
import { delegateTo } from './delegate-to.js';
import { type PendingAppend, UnitOfStreams } from './unit-of-streams.js';
import { UnitOfDocuments } from './unit-of-documents.js';

/** One thing to be done in the commit. */
export type Step = (unit: Unit) => Promise<unknown>;

/** What the unit has come to so far. */
export class PendingUnit {
  readonly streams: UnitOfStreams;
  readonly documents: UnitOfDocuments;
  readonly steps: Step[] = [];
  readonly appends: PendingAppend[] = [];
  readonly #outcomes = new Map<string, OutcomeRecord>();
  readonly #base: StateStore;
  /** Something failed in the middle of what belongs together, so that nothing of the unit may be stored. */
  failure: { readonly error: unknown } | undefined;

  constructor(base: StateStore, now: () => string) {
    this.#base = base;
    this.streams = new UnitOfStreams(base, now);
    this.documents = new UnitOfDocuments(base);
  }

  async append(request: AppendRequest, appendIn: AppendIn): Promise<AppendResult> {
    const { answer, pending } = await this.streams.append(request);
    if (pending === undefined) return answer;
    this.appends.push(pending);
    if (request.outcome !== undefined) this.#outcomes.set(nameOf(request.outcome.key), request.outcome);
    const { streamVersion, events } = pending;
    this.steps.push(async (unit) => {
      const result = await appendIn(unit, { ...request, expected: { streamVersion } });
      if (result.kind === 'appended')
        for (const event of events) Object.assign(event, { recordedAt: result.recordedAt });
      return result;
    });
    return answer;
  }

  async findOutcome(key: OutcomeKey): Promise<OutcomeRecord | undefined> {
    return this.#outcomes.get(nameOf(key)) ?? this.#base.findOutcome(key);
  }

  async recordOutcome(record: OutcomeRecord): Promise<OutcomeRecord> {
    const standing = await this.findOutcome(record.key);
    if (standing !== undefined) return standing;
    this.#outcomes.set(nameOf(record.key), record);
    this.steps.push((unit) => unit.recordOutcome(record));
    return record;
  }
}

export type AppendIn = (unit: Unit, request: AppendRequest) => Promise<AppendResult>;

const nameOf = ({ tenant, context, commandId }: OutcomeKey): string => JSON.stringify([tenant, context, commandId]);

const appendPlainly: AppendIn = (unit, request) => unit.append(request);

/** The store that contexts of the unit are opened on. */
export function createSessionStore(
  base: StateStore,
  pending: PendingUnit,
  session: Session,
): StateStore & SessionStore {
  const own = recordingUnit(base, pending);
  return {
    ...delegateTo(base),
    ...pastTheUnit,
    readStream: (streamName, options) => pending.streams.read(streamName, options),
    append: (request) => pending.append(request, appendPlainly),
    findOutcome: (key) => pending.findOutcome(key),
    recordOutcome: (record) => pending.recordOutcome(record),
    findDocument: (collection, key) => pending.documents.find(collection, key),
    async transact(work) {
      try {
        return await work(own);
      } catch (error) {
        // What stands in the unit by now belongs to what has failed.
        pending.failure ??= { error };
        throw error;
      }
    },
    async close() {},
    [sessionKey]: session,
  };
}

const refused = (what: string) => (): Promise<never> =>
  Promise.reject(new InvalidUseError(`${what} cannot be done in a unit of several commands.`));

/** What would act on the store at once. Types leave it out. */
const pastTheUnit = {
  deleteStream: refused('Deleting a stream'),
  archiveStream: refused('Archiving'),
  truncateStream: refused('Truncating'),
  restoreStream: refused('Restoring'),
  forTenant(): never {
    throw new InvalidUseError('Begin the unit on the handle of the tenant.');
  },
};

/** A unit within the unit: what can be answered is, what cannot waits for the commit. */
function recordingUnit(base: StateStore & Partial<SnapshotReader>, pending: PendingUnit): Unit {
  const later =
    <Given extends readonly unknown[]>(act: (unit: Unit, ...given: Given) => Promise<unknown>) =>
    async (...given: Given): Promise<void> => {
      pending.steps.push((unit) => act(unit, ...given));
    };
  return {
    append: (request) => pending.append(request, appendPlainly),
    findOutcome: (key) => pending.findOutcome(key),
    recordOutcome: (record) => pending.recordOutcome(record),
    findDocument: (collection, key) => pending.documents.find(collection, key),
    async putDocument(document, expected) {
      const answer = await pending.documents.put(document, expected);
      if (answer.kind === 'written') pending.steps.push((unit) => unit.putDocument(document, expected));
      return answer;
    },
    findSnapshot: async (streamName, hash) => base.findSnapshot?.(streamName, hash),
    enqueue: later((unit, message) => unit.enqueue(message)),
    saveSnapshot: later((unit, snapshot) => unit.saveSnapshot(snapshot)),
    deleteSnapshots: later((unit, streamName) => unit.deleteSnapshots(streamName)),
    deleteDocument: refused('Deleting a document'),
    findCheckpoint: refused('Looking for a checkpoint'),
    saveCheckpoint: refused('Saving a checkpoint'),
    deleteCheckpoint: refused('Deleting a checkpoint'),
    holdLease: refused('Holding a lease'),
    readParked: refused('Reading what is parked'),
    park: refused('Parking'),
    unpark: refused('Taking back what is parked'),
    holdView: refused('Holding a view'),
    findRows: refused('Reading rows of a view'),
    writeRows: refused('Writing rows of a view'),
    serveView: refused('Letting a view serve'),
    dropView: refused('Dropping a view'),
  };
}
