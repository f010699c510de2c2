import type { EventId, StreamName } from '../message/identifiers.js';
import { createUuidV5 } from '../message/uuid.js';

/** Ids of what processes do. The namespace is frozen: ids in logs, and records of commands elsewhere, depend on it. */
const processUuid = /* @__PURE__ */ createUuidV5('0f4b6b0e-3a1d-5d7c-8f55-1e6f2c9a7d31');

/** What an instance reacts to. */
export interface Occasion {
  /** `<context>.<Name>`. */
  readonly process: string;
  readonly streamName: StreamName;
  readonly eventId: string;
  readonly part: number;
}

/** The same whenever the same is handled again, so that nothing is stored, sent or made twice. */
export function derivedId(
  { process, streamName, eventId, part }: Occasion,
  what: 'record' | 'command' | 'new',
  index: number,
): string {
  return processUuid(JSON.stringify([process, streamName, eventId, part, what, index]));
}

/** Id of a record at a place in an instance's stream, which its process alone writes. The gate through which these become event ids. */
export function placeId(process: string, streamName: StreamName, position: number): EventId {
  return processUuid(JSON.stringify([process, streamName, position])) as EventId;
}

/** The gate through which ids of records become event ids. */
export function recordId(occasion: Occasion, index: number): EventId {
  return derivedId(occasion, 'record', index) as EventId;
}
