import type { EventId, StreamName } from '../message/identifiers.js';
import type { OutcomeRecord } from '../store/outcome.js';
import { RuntimeError } from './runtime-error.js';

/** The store could not be written now because somebody else was writing. Nothing was stored; trying again later may succeed. */
export class StoreBusyError extends RuntimeError {
  override readonly code = 'store-busy';

  constructor(waitedMilliseconds: number, options?: ErrorOptions) {
    super(
      `The store stayed locked by another writer for ${waitedMilliseconds} ms; nothing was stored, try again.`,
      options,
    );
  }
}

/** `close()` was called on this store object. */
export class StoreClosedError extends RuntimeError {
  override readonly code = 'store-closed';

  constructor() {
    super('This event store has been closed.');
  }
}

/**
 * The stream was deleted, and its name is not reused; or archived, until it is restored. It takes no more events, not even a
 * replay or an empty batch.
 */
export class StreamClosedError extends RuntimeError {
  override readonly code = 'stream-closed';
  readonly streamName: StreamName;
  readonly reason: 'deleted' | 'archived';

  constructor(streamName: StreamName, reason: StreamClosedError['reason'] = 'deleted') {
    super(`Stream ${streamName} was ${reason}: it takes no more events.`);
    this.streamName = streamName;
    this.reason = reason;
  }
}

/** Checkpoints have not passed events that were to be archived. Nothing was moved. */
export class CheckpointsBehindError extends RuntimeError {
  override readonly code = 'checkpoints-behind';
  readonly streamName: StreamName;
  /** Of the checkpoints. */
  readonly names: readonly string[];

  constructor(streamName: StreamName, names: readonly string[]) {
    super(
      `Events of stream ${streamName} were not archived: ${[...names].sort().join(', ')} must pass them first, ` +
        'or be named in ignoreCheckpoints.',
    );
    this.streamName = streamName;
    this.names = [...names].sort();
  }
}

/** An event id occurs twice in one batch, or already lies at another place. Nothing was stored. */
export class DuplicateEventIdError extends RuntimeError {
  override readonly code = 'duplicate-event-id';
  readonly eventId: EventId;
  readonly streamName: StreamName;
  /** Where the id lies already; `undefined` when the batch itself repeats it, or when that is not this handle's to know. */
  readonly existing: { readonly streamName: StreamName; readonly position: number } | undefined;

  constructor(eventId: EventId, streamName: StreamName, existing?: DuplicateEventIdError['existing'] | 'elsewhere') {
    const where =
      existing === undefined
        ? 'occurs twice in the batch'
        : existing === 'elsewhere'
          ? 'already lies in the log, out of sight of this handle'
          : `already lies at position ${existing.position} of stream ${existing.streamName}`;
    super(`Event id ${eventId}, to be appended to stream ${streamName}, ${where}. Nothing was stored.`);
    this.eventId = eventId;
    this.streamName = streamName;
    this.existing = existing === 'elsewhere' ? undefined : existing;
  }
}

/** The batch begins like one that was stored before and goes on differently. Its tail is never appended; nothing was stored now. */
export class PartialDuplicateError extends RuntimeError {
  override readonly code = 'partial-duplicate';
  readonly streamName: StreamName;
  /** How many leading events of the batch lie in the stream in exactly this order. */
  readonly stored: number;
  readonly total: number;

  constructor(streamName: StreamName, stored: number, total: number) {
    super(
      `The first ${stored} of ${total} events were appended to stream ${streamName} before, the rest was not. ` +
        'Nothing was stored: a retry must repeat its batch exactly.',
    );
    this.streamName = streamName;
    this.stored = stored;
    this.total = total;
  }
}

/** It cannot be told whether the write was stored. Ask again with the same event ids: it is stored at most once. */
export class OutcomeUnknownError extends RuntimeError {
  override readonly code = 'outcome-unknown';

  constructor(options?: ErrorOptions) {
    super('It cannot be told whether the write was stored. Repeat it with the same event ids.', options);
  }
}

/** An outcome already stands under the command's key: the first one wins. Nothing was stored. */
export class OutcomeKeyTakenError extends RuntimeError {
  override readonly code = 'outcome-key-taken';
  /** The record that stands. */
  readonly recorded: OutcomeRecord;

  constructor(recorded: OutcomeRecord) {
    super(
      `An outcome of command ${recorded.key.commandId} is already recorded (${recorded.kind}). Nothing was stored.`,
    );
    this.recorded = recorded;
  }
}
