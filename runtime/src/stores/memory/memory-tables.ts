import type { AppendRequest, AppendResult, ExpectedVersion } from '../../store/append.js';
import type { OutcomeKey, OutcomeRecord } from '../../store/outcome.js';
import type { Checkpoint, Snapshot, WaitingMessage } from '../../store/unit.js';
import { OutcomeKeyTakenError } from '../../errors/store-errors.js';
import type { EventId, StreamName } from '../../message/identifiers.js';
import { copyOutcome } from '../../store/copy-request.js';
import type { Lease } from '../../store/lease.js';
import type { ParkedEvent } from '../../store/parked-event.js';
import { judgeAppend, judgeDeletion } from '../../store/judge-append.js';
import { laterInstant, type Clock } from '../../store/recording-clock.js';
import { MemoryLog, type MemoryStream } from './memory-log.js';
import { ShapeGuard } from '../../store/shape-guard.js';
import { MemoryViews } from './memory-views.js';
import { createStagedMap, type StagedMap } from './staged-map.js';

/** A document's last write; `data` is `undefined` once it was deleted, while its revision goes on counting. */
export interface DocumentEntry {
  readonly revision: number;
  readonly data: string | undefined;
}

/** What all tenants share. */
class SharedTables {
  readonly log = new MemoryLog();
  readonly shapes = new ShapeGuard(() => undefined);
  /** By key, which names its tenant. */
  readonly outcomes = createStagedMap<string, OutcomeRecord>();
  /** By tenant and message id, oldest first. */
  readonly outbox = createStagedMap<string, WaitingMessage>();
  readonly views = new MemoryViews();
  readonly tenants = new Map<string, MemoryTables>();
  /** Of the store as it was opened. */
  nobody: MemoryTables | undefined;
}

/**
 * Everything a memory store keeps of one tenant, and what it shares with the others. Writes are staged; since writers take
 * turns, `commit` and `rollback` settle everything that is.
 */
export class MemoryTables {
  readonly tenant: string;
  readonly documents = createStagedMap<string, DocumentEntry>();
  readonly checkpoints = createStagedMap<string, Checkpoint>();
  readonly snapshots = createStagedMap<StreamName, ReadonlyMap<string, Snapshot>>();
  readonly leases = createStagedMap<string, Lease>();
  /** By processor, then by event, in the order in which they were parked. */
  readonly parked = createStagedMap<string, ReadonlyMap<EventId, ParkedEvent>>();
  readonly #shared: SharedTables;
  readonly #clock: Clock;
  readonly #staged = [this.documents, this.checkpoints, this.snapshots, this.leases, this.parked];

  constructor(clock: Clock, tenant = '', shared = new SharedTables()) {
    this.#clock = clock;
    this.tenant = tenant;
    this.#shared = shared;
    if (tenant === '') shared.nobody = this;
  }

  get log(): MemoryLog {
    return this.#shared.log;
  }

  get outcomes(): StagedMap<string, OutcomeRecord> {
    return this.#shared.outcomes;
  }

  /** Of whoever may read this tenant's events: its own, and nobody's, which read everybody's. */
  readersCheckpoints(): readonly Checkpoint[] {
    const nobodys = this.#shared.nobody === this ? undefined : this.#shared.nobody;
    return [this, nobodys].flatMap((tables) => [...(tables?.checkpoints.entries() ?? [])].map(([, saved]) => saved));
  }

  /** Whose rows this handle may list: its own; everybody's, where it is nobody's. */
  inSight(): readonly MemoryTables[] {
    return this.tenant === '' ? [this, ...this.#shared.tenants.values()] : [this];
  }

  get views(): MemoryViews {
    return this.#shared.views;
  }

  get outbox(): StagedMap<string, WaitingMessage> {
    return this.#shared.outbox;
  }

  forTenant(tenant: string): MemoryTables {
    const { tenants } = this.#shared;
    const tables = tenants.get(tenant) ?? new MemoryTables(this.#clock, tenant, this.#shared);
    tenants.set(tenant, tables);
    return tables;
  }

  commit(): void {
    this.log.commit();
    this.#shared.shapes.end(true);
    for (const table of this.#tables()) table.commit();
  }

  rollback(): void {
    this.log.rollback();
    this.#shared.shapes.end(false);
    for (const table of this.#tables()) table.rollback();
  }

  #tables(): readonly Pick<StagedMap<never, never>, 'commit' | 'rollback'>[] {
    return [this.outcomes, this.outbox, this.views, ...this.#staged];
  }

  /** Stages a batch that passed `checkAppend`. @throws as `EventWriter.append` does; then nothing was staged. */
  append(request: AppendRequest): AppendResult {
    const { events, outcome } = request;
    const fresh = this.#shared.shapes.judge(events);
    const known = this.log.stream(this.tenant, request.streamName);
    const verdict = judgeAppend(request, this.log.viewOf(this.tenant, known));
    if (verdict.kind === 'conflict') return verdict;
    const replayed = verdict.kind === 'replay';
    if (outcome !== undefined) this.#recordOutcomeOf(outcome, replayed);
    if (replayed) return repeated(request, verdict.firstPosition, known);
    const firstPosition = known?.events.length ?? 0;
    const recordedAt = this.#timeFor(known);
    if (events.length > 0) this.#push(known, request, recordedAt);
    if (fresh !== undefined) this.#shared.shapes.note(fresh);
    const eventIds = events.map((event) => event.eventId);
    const streamVersion = firstPosition + events.length;
    return { kind: 'appended', firstPosition, streamVersion, eventIds, recordedAt, deduplicated: false };
  }

  #push(known: MemoryStream | undefined, { streamName, events }: AppendRequest, recordedAt: string): void {
    this.log.push(known ?? this.log.openStream(this.tenant, streamName), events, recordedAt);
  }

  now(): string {
    return this.#clock();
  }

  /** @returns the record that now stands. */
  recordOutcome(record: OutcomeRecord): OutcomeRecord {
    const key = outcomeText(record.key);
    const standing = this.outcomes.get(key);
    if (standing !== undefined) return standing;
    const kept = copyOutcome(record);
    this.outcomes.set(key, kept);
    return kept;
  }

  deleteStream(streamName: StreamName, expected: ExpectedVersion): AppendResult {
    const known = this.log.stream(this.tenant, streamName);
    const firstPosition = known?.visible ?? 0;
    const recordedAt = this.#timeFor(known);
    const deduplicated = known !== undefined && known.closed && !known.archived;
    if (!deduplicated) {
      const verdict = judgeDeletion(streamName, expected, firstPosition);
      if (verdict.kind === 'conflict') return verdict;
      this.log.close(this.tenant, streamName);
    }
    return { kind: 'appended', firstPosition, streamVersion: firstPosition, eventIds: [], recordedAt, deduplicated };
  }

  #recordOutcomeOf(outcome: OutcomeRecord, replayed: boolean): void {
    const standing = this.outcomes.get(outcomeText(outcome.key));
    if (standing === undefined) this.recordOutcome(outcome);
    else if (!replayed || standing.commandHash !== outcome.commandHash) throw new OutcomeKeyTakenError(standing);
  }

  #timeFor(stream: MemoryStream | undefined): string {
    return laterInstant(this.#clock(), stream?.events.at(-1)?.recordedAt);
  }
}

/** Outcome keys as one text; NUL cannot occur in a part. */
export function outcomeText({ tenant, context, commandId }: OutcomeKey): string {
  return `${tenant}\0${context}\0${commandId}`;
}

function repeated({ events }: AppendRequest, firstPosition: number, stream: MemoryStream | undefined): AppendResult {
  const streamVersion = firstPosition + events.length;
  const recordedAt = stream?.events[streamVersion - 1]?.recordedAt ?? '';
  const eventIds = events.map((event) => event.eventId);
  return { kind: 'appended', firstPosition, streamVersion, eventIds, recordedAt, deduplicated: true };
}
