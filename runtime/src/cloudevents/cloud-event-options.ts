import type { ReadingOptions } from '../codec/reading-options.js';
import type { Message, StreamEvent } from '../message/message.js';
import type { Registry } from '../registry/registry.js';
import type { LogReader } from '../store/read.js';
import type { AttributeValue } from './cloud-event.js';

/** Where the schemas of data are to be found, or are said to be. */
export interface DataSchemas {
  /** A URI that names an event type's schema version. */
  readonly uriOf: (type: string, schemaVersion: number) => string;
  /** The way back; `undefined` for a URI that is none of these. */
  readonly schemaVersionOf: (uri: string, type: string) => number | undefined;
}

export interface CloudEventsOptions<R extends readonly Registry[]> extends ReadingOptions {
  /** Who says so: a URI reference such as `https://bank.example/ledger`. Together with the id it is unique. */
  readonly source: string;
  readonly registries: R;
  /** Default: `urn:varve:<type>:<schemaVersion>`. */
  readonly schemas?: DataSchemas;
  /** Where events come from the log, whose text their place has. Without it they go without. */
  readonly store?: Pick<LogReader, 'serializeLogPosition'>;
  /** Further extensions, by names of lower-case letters and digits: what of the metadata others may see, for example. */
  readonly extensions?: (event: StreamEvent<Message, object>) => Readonly<Record<string, AttributeValue>>;
  /** Characters that a CloudEvent from outside may have, at most. Default 1,048,576. */
  readonly longest?: number;
}

export const urnSchemas: DataSchemas = {
  uriOf: (type, schemaVersion) => `urn:varve:${encodeURIComponent(type)}:${schemaVersion}`,
  schemaVersionOf(uri, type) {
    const begin = `urn:varve:${encodeURIComponent(type)}:`;
    return uri.startsWith(begin) ? countIn(uri.slice(begin.length)) : undefined;
  },
};

/** A whole number from 0 in canonical form. */
export function countIn(text: string): number | undefined {
  return /^(?:0|[1-9]\d{0,9})$/.test(text) && Number(text) <= 0x7fff_ffff ? Number(text) : undefined;
}
