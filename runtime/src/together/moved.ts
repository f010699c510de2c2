import type { StreamName } from '../message/identifiers.js';

/** Somebody else has written what the unit was decided on: all of it is decided again. Never seen by users. */
export class StreamMoved extends Error {
  readonly streamName: StreamName;
  readonly expected: number;
  readonly actual: number;

  constructor(streamName: StreamName, expected: number, actual: number) {
    super(`${streamName} has moved from ${expected} to ${actual}.`);
    this.streamName = streamName;
    this.expected = expected;
    this.actual = actual;
  }
}
