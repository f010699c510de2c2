import type { AppendRequest, AppendResult, ExpectedVersion } from '../../store/append.js';
import type { OutcomeKey, OutcomeRecord } from '../../store/outcome.js';
import type { Checkpoint, OutboxMessage, Snapshot } from '../../store/unit.js';
import { newLogId } from '../new-log-id.js';
import { OutcomeKeyTakenError } from '../../errors/store-errors.js';
import type { EventId, StreamName } from '../../message/identifiers.js';
import { copyOutcome } from '../../store/copy-request.js';
import type { Lease } from '../../store/lease.js';
import type { ParkedEvent } from '../../store/parked-event.js';
import { judgeAppend, judgeDeletion } from '../../store/judge-append.js';
import { laterInstant, type Clock } from '../../store/recording-clock.js';
import { MemoryLog, type MemoryStream } from './memory-log.js';
import { ShapeGuard } from '../../store/shape-guard.js';
import { createStagedMap } from './staged-map.js';

/** A document's last write; `data` is `undefined` once it was deleted, while its revision goes on counting. */
export interface DocumentEntry {
  readonly revision: number;
  readonly data: string | undefined;
}

/** Everything a memory store keeps. Writes are staged; `commit` and `rollback` settle them all at once. */
export class MemoryTables {
  readonly logId = newLogId();
  readonly log = new MemoryLog();
  readonly outcomes = createStagedMap<string, OutcomeRecord>();
  readonly documents = createStagedMap<string, DocumentEntry>();
  readonly outbox = createStagedMap<string, OutboxMessage>();
  readonly checkpoints = createStagedMap<string, Checkpoint>();
  readonly snapshots = createStagedMap<StreamName, ReadonlyMap<string, Snapshot>>();
  readonly leases = createStagedMap<string, Lease>();
  /** By processor, then by event, in the order in which they were parked. */
  readonly parked = createStagedMap<string, ReadonlyMap<EventId, ParkedEvent>>();
  readonly #shapes = new ShapeGuard(() => undefined);
  readonly #clock: Clock;
  readonly #staged = [
    this.outcomes,
    this.documents,
    this.outbox,
    this.checkpoints,
    this.snapshots,
    this.leases,
    this.parked,
  ];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  commit(): void {
    this.log.commit();
    this.#shapes.end(true);
    for (const table of this.#staged) table.commit();
  }

  rollback(): void {
    this.log.rollback();
    this.#shapes.end(false);
    for (const table of this.#staged) table.rollback();
  }

  /** Stages a batch that passed `checkAppend`. @throws as `EventWriter.append` does; then nothing was staged. */
  append(request: AppendRequest): AppendResult {
    const { events, outcome } = request;
    const fresh = this.#shapes.judge(events);
    const known = this.log.stream(request.streamName);
    const verdict = judgeAppend(request, this.log.viewOf(known));
    if (verdict.kind === 'conflict') return verdict;
    const replayed = verdict.kind === 'replay';
    if (outcome !== undefined) this.#recordOutcomeOf(outcome, replayed);
    if (replayed) return repeated(request, verdict.firstPosition, known);
    const firstPosition = known?.events.length ?? 0;
    const recordedAt = this.#timeFor(known);
    if (events.length > 0) this.log.push(known ?? this.log.openStream(request.streamName), events, recordedAt);
    if (fresh !== undefined) this.#shapes.note(fresh);
    const eventIds = events.map((event) => event.eventId);
    const streamVersion = firstPosition + events.length;
    return { kind: 'appended', firstPosition, streamVersion, eventIds, recordedAt, deduplicated: false };
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
    const known = this.log.stream(streamName);
    const firstPosition = known?.visible ?? 0;
    const recordedAt = this.#timeFor(known);
    const deduplicated = known !== undefined && known.closed && !known.archived;
    if (!deduplicated) {
      const verdict = judgeDeletion(streamName, expected, firstPosition);
      if (verdict.kind === 'conflict') return verdict;
      this.log.close(streamName);
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
