import type { EncodedEvent } from '../codec/event-codec.js';
import type { FreshMetadata } from '../codec/metadata-codec.js';
import { WrongExpectedVersionError } from '../errors/command-errors.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { Message } from '../message/message.js';
import type { MessageMetadata } from '../message/metadata.js';
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
  readonly unit: Unit;
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
  { unit, streamName, id, instance }: Place,
  records: readonly NewRecord[],
  cause: Cause,
): Promise<Instance> {
  const { metadata, text } = setup.codec.encodeMetadata(metadataOf(cause));
  const encoded: readonly EncodedEvent[] = records.map(({ message, eventId }) =>
    setup.codec.encode(message, eventId, { id, metadata, metadataText: text }),
  );
  const { streamVersion } = instance;
  const events = encoded.map(({ stored }) => stored);
  const answer = await unit.append({ streamName, expected: { streamVersion }, events });
  if (answer.kind === 'conflict') {
    throw new WrongExpectedVersionError(streamName, streamVersion, answer.streamVersion, 1);
  }
  const { recordedAt, firstPosition } = answer;
  return events
    .flatMap((stored, at) => decodeOwn(setup, { ...stored, streamName, position: firstPosition + at, recordedAt }, id))
    .reduce((before, event) => withRecord(setup.bound.definition, before, event), instance);
}

function metadataOf({ causationId, metadata }: Cause): FreshMetadata {
  const { correlationId = causationId, traceparent, actor } = metadata;
  return {
    ...{ correlationId, causationId },
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(actor === undefined ? {} : { actor }),
  };
}
