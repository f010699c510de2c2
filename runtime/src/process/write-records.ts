import type { FreshMetadata } from '../codec/metadata-codec.js';
import { WrongExpectedVersionError } from '../errors/command-errors.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import type { MessageMetadata } from '../message/metadata.js';
import { traceOf } from '../message/trace-context.js';
import type { Appended } from '../store/append.js';
import type { NewStoredEvent } from '../store/stored-event.js';
import type { Unit } from '../store/unit.js';
import { type Instance, withRecord } from './instance.js';
import { decodeOwn, type ProcessSetup } from './process-setup.js';

/** Something that is noted in an instance's stream. */
export interface NewRecord {
  readonly message: Message;
  readonly eventId: EventId;
}

/** An instance that is being written, and where. */
export interface Place {
  readonly streamName: StreamName;
  readonly id: object;
  readonly instance: Instance;
}

/** What caused a record, and what it belongs to. */
export interface Cause {
  readonly causationId: string;
  readonly metadata: Partial<MessageMetadata>;
}

/**
 * Notes it in the instance's stream, in a unit. @returns the instance behind it
 * @throws InvalidMessageError for a state that does not fit
 * @throws WrongExpectedVersionError when somebody else has written there: nobody does while this process holds its lease
 */
export async function writeRecords(
  setup: ProcessSetup,
  { unit, ...place }: Place & { readonly unit: Unit },
  records: readonly NewRecord[],
  cause: Cause,
): Promise<Instance> {
  const { streamName, instance } = place;
  const { streamVersion } = instance;
  const events = encodeRecords(setup, place, records, cause);
  const answer = await unit.append({ streamName, expected: { streamVersion }, events });
  if (answer.kind === 'conflict') {
    throw new WrongExpectedVersionError(streamName, streamVersion, answer.streamVersion, 1);
  }
  return withRecords(setup, place, events, answer);
}

/** As they are stored. @throws InvalidMessageError */
export function encodeRecords(
  { codec }: ProcessSetup,
  { id }: Pick<Place, 'id'>,
  records: readonly NewRecord[],
  cause: Cause,
): readonly NewStoredEvent[] {
  const { metadata, text } = codec.encodeMetadata(metadataOf(cause));
  return records.map(
    ({ message, eventId }) => codec.encode(message, eventId, { id, metadata, metadataText: text }).stored,
  );
}

/** The instance behind records that were stored, as they will be read. */
export function withRecords(
  setup: ProcessSetup,
  { streamName, id, instance }: Place,
  events: readonly NewStoredEvent[],
  { firstPosition, recordedAt }: Pick<Appended, 'firstPosition' | 'recordedAt'>,
): Instance {
  return events
    .flatMap((stored, at) => decodeOwn(setup, { ...stored, streamName, position: firstPosition + at, recordedAt }, id))
    .reduce((before, event) => withRecord(setup.bound.definition, before, event), instance);
}

function metadataOf({ causationId, metadata }: Cause): FreshMetadata {
  const { correlationId = causationId, actor } = metadata;
  return {
    ...{ correlationId, causationId },
    ...traceOf(metadata),
    ...(actor === undefined ? {} : { actor }),
  };
}
