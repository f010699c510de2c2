import { InvalidCloudEventError } from '../errors/cloud-event-errors.js';
import { InvalidUseError } from '../errors/command-errors.js';
import type { Registry } from '../registry/registry.js';
import { LogSources } from '../repository/log-sources.js';
import type { CloudEventText } from './cloud-event.js';
import { type CloudEventsOptions, urnSchemas } from './cloud-event-options.js';
import { decodeCloudEvent, type ReceivedCloudEvent } from './decode-cloud-event.js';
import type { OutgoingEvent } from '../message/message.js';
import { encodeCloudEvent } from './encode-cloud-event.js';
import {
  assertLength,
  type ContentMode,
  type HttpMessage,
  httpMessage,
  type IncomingHttp,
  parseHttp,
} from './http-binding.js';
import { parseStructured, structuredText } from './json-format.js';

/** Events as CloudEvents 1.0, and back. */
export interface CloudEvents<R extends readonly Registry[]> {
  /** Attributes, and data as JSON text. @throws InvalidUseError for an event of no registry */
  encode(event: OutgoingEvent): CloudEventText;
  /** In structured mode: one JSON text. @throws InvalidUseError */
  toJson(event: OutgoingEvent): string;
  /** Headers and body of a request; by default in binary mode. @throws InvalidUseError */
  toHttp(event: OutgoingEvent, mode?: ContentMode): HttpMessage;
  /** Reads JSON in structured mode, as text, or parsed already. @throws InvalidCloudEventError, StoredEventError */
  fromJson(json: string | object): ReceivedCloudEvent<R[number]>;
  /** Reads a request in either mode. @throws InvalidCloudEventError, StoredEventError */
  fromHttp(message: IncomingHttp): ReceivedCloudEvent<R[number]>;
}

const defaultLongest = 1_048_576;

/** @throws InvalidUseError for a source that is no URI reference */
export function createCloudEvents<const R extends readonly Registry[]>(options: CloudEventsOptions<R>): CloudEvents<R> {
  const { source, registries, schemas = urnSchemas, longest = defaultLongest } = options;
  if (!isUriReference(source)) throw new InvalidUseError(`${JSON.stringify(source)} is no URI reference for a source.`);
  const decoding = { sources: new LogSources(registries, options), schemas };
  const encode = (event: OutgoingEvent): CloudEventText => encodeCloudEvent(options, event);
  return {
    encode,
    toJson: (event) => structuredText(encode(event)),
    toHttp: (event, mode = 'binary') => httpMessage(encode(event), mode),
    fromJson(json) {
      const text = typeof json === 'string' ? json : textOf(json);
      assertLength(text, longest);
      return decodeCloudEvent<R>(decoding, parseStructured(text));
    },
    fromHttp: (message) => decodeCloudEvent<R>(decoding, parseHttp(message, longest)),
  };
}

/** No white space, nothing that a URI has only escaped, and only whole escapes. */
function isUriReference(text: string): boolean {
  return /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/.test(text);
}

function textOf(json: object): string {
  try {
    return JSON.stringify(json);
  } catch {
    throw new InvalidCloudEventError('is no JSON that can be read');
  }
}
