import { canonicalJson } from '../codec/canonical-json.js';
import type { EventId, StreamName } from '../message/identifiers.js';
import type { FreshMetadata } from '../codec/metadata-codec.js';
import type { GivenMetadata } from '../message/metadata.js';
import { sha1 } from '../message/sha1.js';
import { utf8 } from '../message/utf8.js';
import { createUuidV5 } from '../message/uuid.js';
import { setOwn } from '../shape/plain-object.js';
import type { OutcomeKey } from '../store/outcome.js';
import type { Settings } from './context.js';

/** Event ids that are derived from command ids. The namespace is frozen: ids in logs depend on it. */
const eventUuid = /* @__PURE__ */ createUuidV5('5b0c1f52-6d3e-5c0e-9d0a-7c0f0f6f3b1e');

/**
 * Id of a command's event, by its place among the command's events, or of the fact behind them: for a command that runs once, the same each time it
 * is decided; otherwise a new one. The one gate through which a UUID becomes an event id.
 */
export function newEventId(
  key: OutcomeKey | undefined,
  index: number | 'fact',
  { newId }: Pick<Settings, 'newId'>,
): EventId {
  if (key === undefined) return newId() as EventId;
  const { tenant, context, commandId } = key;
  return eventUuid(JSON.stringify([tenant, context, commandId, index])) as EventId;
}

/** Tells one command from another under the same id: type, stream and data, whatever the order of keys. */
export function commandHash(type: string, streamName: StreamName, wire: unknown): string {
  const bytes = sha1(utf8(canonicalJson([type, streamName, wire])));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Metadata of the events of a command. They are caused by the command, and belong to the conversation that it belongs
 * to; a command that nobody caused begins one.
 */
export function eventMetadata(given: GivenMetadata, messageId: string, commandId: string | undefined): FreshMetadata {
  const metadata: Record<string, unknown> = {};
  for (const key of Object.keys(given)) {
    if (key !== 'causationId' && key !== 'commandId') setOwn(metadata, key, given[key]);
  }
  const caused = Object.assign(metadata, {
    correlationId: given.correlationId ?? messageId,
    causationId: messageId,
  });
  const { causationId } = given;
  if (causationId !== undefined) metadata['commandCausationId'] = causationId;
  if (commandId !== undefined) metadata['commandId'] = commandId;
  return caused;
}
