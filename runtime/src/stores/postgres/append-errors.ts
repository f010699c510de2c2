import type { RuntimeError } from '../../errors/runtime-error.js';
import {
  CheckpointsBehindError,
  DuplicateEventIdError,
  OutcomeKeyTakenError,
  PartialDuplicateError,
  StoreBusyError,
  StreamClosedError,
} from '../../errors/store-errors.js';
import { ShapeDriftedError } from '../../errors/store-shape-errors.js';
import type { EventId, StreamName } from '../../message/identifiers.js';
import type { AppendRequest } from '../../store/append.js';
import type { OutcomeRecord } from '../../store/outcome.js';
import { sqlFailureOf } from './sql-failure.js';

/** An id of the batch lies in the store, or in its archive: said by what does not know where. Whoever looks first is told. */
export function isKnownId(error: unknown, schema: string): boolean {
  const failure = sqlFailureOf(error);
  if (failure?.sqlState === 'VR007') return true;
  return failure?.sqlState === '23505' && failure.constraint === 'events_event_id' && failure.schema === schema;
}

/** What the functions of this store raise by their own SQLSTATEs; `undefined` for everything else. */
export function appendErrorOf(error: unknown, request: Pick<AppendRequest, 'streamName' | 'events' | 'outcome'>) {
  const failure = sqlFailureOf(error);
  if (failure === undefined || !/^VR00[2-68]$/.test(failure.sqlState)) return undefined;
  // Written by the functions beside it, as JSON of known members.
  const detail = JSON.parse(failure.detail ?? '{}') as Detail;
  return errorsByState[failure.sqlState]?.(request, detail);
}

/** The same for a step of a unit, which cannot look again once its transaction has failed. */
export function unitErrorOf(error: unknown, request: AppendRequest, schema: string): RuntimeError | undefined {
  if (isKnownId(error, schema)) return new StoreBusyError(0, { cause: error });
  return appendErrorOf(error, request);
}

interface Detail {
  readonly eventId: EventId;
  /** Null where it is not for this tenant to know. */
  readonly streamName: StreamName | null;
  readonly position: number | null;
  readonly stored: number;
  readonly commandHash: string;
  readonly kind: OutcomeRecord['kind'];
  readonly result: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly recorded: string;
  readonly given: string;
  readonly reason?: StreamClosedError['reason'];
  readonly names: readonly string[];
}

type MakeError = (
  request: Pick<AppendRequest, 'streamName' | 'events' | 'outcome'>,
  detail: Detail,
) => RuntimeError | undefined;

const errorsByState: Readonly<Record<string, MakeError>> = {
  VR002: ({ streamName }, { reason }) => new StreamClosedError(streamName, reason),
  VR003: (request, { eventId, streamName, position }) =>
    new DuplicateEventIdError(
      eventId,
      request.streamName,
      streamName === null || position === null ? 'elsewhere' : { streamName, position },
    ),
  VR004: ({ streamName, events }, { stored }) => new PartialDuplicateError(streamName, stored, events.length),
  VR005: ({ outcome }, { commandHash, kind, result }) =>
    outcome && new OutcomeKeyTakenError({ key: outcome.key, commandHash, kind, result }),
  VR008: ({ streamName }, { names }) => new CheckpointsBehindError(streamName, names),
  VR006: (_, { type, schemaVersion, recorded, given }) => new ShapeDriftedError(type, schemaVersion, recorded, given),
};
