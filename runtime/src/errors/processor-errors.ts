import type { EventId, StreamName } from '../message/identifiers.js';
import { RuntimeError } from './runtime-error.js';

/** The log is not the one that the checkpoint was written in, or not all of it: a backup was restored, or a replica lags. */
export class CheckpointMismatchError extends RuntimeError {
  override readonly code = 'checkpoint-mismatch';
  readonly processor: string;

  constructor(processor: string, problem: string) {
    super(`The checkpoint of ${processor} ${problem}. Nothing was handled.`);
    this.processor = processor;
  }
}

/** A processor has stopped at an event that it could not handle. `cause` is what the handler threw, or why it cannot be read. */
export class ProcessorFailedError extends RuntimeError {
  override readonly code = 'processor-failed';
  readonly processor: string;
  readonly streamName: StreamName;
  readonly position: number;
  readonly eventId: EventId;

  constructor(
    processor: string,
    event: { readonly streamName: StreamName; readonly position: number; readonly eventId: EventId },
    attempts: number,
    cause: unknown,
  ) {
    const { streamName, position, eventId } = event;
    super(
      `${processor} stopped at position ${position} of ${streamName} (${eventId}) after ${attempts} attempts. Nothing behind it was handled.`,
      { cause },
    );
    this.processor = processor;
    this.streamName = streamName;
    this.position = position;
    this.eventId = eventId;
  }
}
