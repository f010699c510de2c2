import { InvalidMessageError } from '../errors/message-errors.js';
import type { MessageMetadata } from '../message/metadata.js';
import type { MetadataKeys } from '../registry/registry.js';
import { json } from '../shape/json-shape.js';
import { isPlainObject, type PlainObject, setOwn } from '../shape/plain-object.js';
import { Problems } from '../shape/problem.js';
import { text } from '../shape/scalar.js';
import { type Mode, type Operations, reading, same, writing } from '../shape/shape.js';

const coreTexts = [
  'correlationId',
  'causationId',
  'commandCausationId',
  'commandId',
  'traceparent',
  'tracestate',
  'actor',
  'tenant',
];

/** Shapes of metadata by key, Varve's own before the user's; any other key holds any JSON. */
export type MetadataShapes = ReadonlyMap<string, Operations>;

export function metadataShapes(keys: MetadataKeys): MetadataShapes {
  const own = coreTexts.map((key) => [key, text] as const);
  return new Map<string, Operations>([...Object.entries(keys), ...own]);
}

/** Metadata that was checked, and its JSON text. */
export interface EncodedMetadata {
  readonly metadata: MessageMetadata;
  readonly text: string;
}

/** Metadata in an object of our own. */
export type FreshMetadata = Record<string, unknown> & Pick<MessageMetadata, 'correlationId' | 'causationId'>;

/**
 * Checks metadata, which becomes the message's: it is frozen, and what could be changed in it is copied. A key whose
 * value is `undefined` is left out.
 * @throws InvalidMessageError for a value that does not fit its key's shape, or is no JSON
 */
export function encodeMetadata(metadata: FreshMetadata, shapes: MetadataShapes): EncodedMetadata {
  let plain = true;
  for (const key of Object.keys(metadata)) {
    const value = metadata[key];
    const shape = shapes.get(key) ?? json;
    if (value === undefined) delete metadata[key];
    else if (!shape.accepts(value, writing, 0)) throw new InvalidMessageError(unnamed, problemsIn(metadata, shapes));
    else {
      plain &&= shape.plain;
      if (shape.fill !== same) setOwn(metadata, key, shape.fill(value));
    }
  }
  Object.freeze(metadata);
  return { metadata, text: JSON.stringify(plain ? metadata : wireOf(metadata, shapes)) };
}

const unnamed = { type: 'metadata' };

/** Metadata in its JSON form. */
function wireOf(metadata: PlainObject, shapes: MetadataShapes): PlainObject {
  const wire: Record<string, unknown> = {};
  for (const key of Object.keys(metadata)) setOwn(wire, key, (shapes.get(key) ?? json).encode(metadata[key]));
  return wire;
}

function problemsIn(metadata: PlainObject, shapes: MetadataShapes): Problems {
  const problems = new Problems();
  for (const key of Object.keys(metadata)) explainKey(metadata[key], { key, shapes, mode: writing }, problems);
  return problems;
}

/** What became of stored metadata; `problems` when it cannot be read. */
export type DecodedMetadata =
  { readonly metadata: PlainObject; readonly problems?: never } | { readonly problems: Problems };

/** Metadata from its JSON text; keys that nobody declared are kept as they are. @throws SyntaxError */
export function decodeMetadata(stored: string, shapes: MetadataShapes): DecodedMetadata {
  const wire: unknown = JSON.parse(stored);
  if (!isPlainObject(wire)) {
    const problems = new Problems();
    problems.within('metadata', () => problems.expected('an object', wire));
    return { problems };
  }
  return isAsInMemory(wire, shapes) ? { metadata: wire } : decodeEach(wire, shapes);
}

/** Whether parsed metadata is what decoding would give: nearly always, and then it need not be copied. */
function isAsInMemory(wire: PlainObject, shapes: MetadataShapes): boolean {
  if (shapes.size === coreTexts.length && hasCoreTexts(wire)) return true;
  for (const key of Object.keys(wire)) {
    const shape = shapes.get(key);
    if (shape !== undefined && !(shape.plain && shape.accepts(wire[key], reading, 0))) return false;
  }
  return true;
}

/** By name, one after the other: going through the keys that are there takes four times as long. */
function hasCoreTexts(wire: PlainObject): boolean {
  return (
    mayBeText(wire['correlationId']) &&
    mayBeText(wire['causationId']) &&
    mayBeText(wire['commandCausationId']) &&
    mayBeText(wire['commandId']) &&
    mayBeText(wire['traceparent']) &&
    mayBeText(wire['tracestate']) &&
    mayBeText(wire['actor']) &&
    mayBeText(wire['tenant'])
  );
}

function mayBeText(value: unknown): boolean {
  return typeof value === 'string' || value === undefined;
}

function decodeEach(wire: PlainObject, shapes: MetadataShapes): DecodedMetadata {
  const problems = new Problems();
  const metadata: Record<string, unknown> = {};
  for (const key of Object.keys(wire)) {
    const shape = shapes.get(key) ?? json;
    if (shape.accepts(wire[key], reading, 0)) setOwn(metadata, key, shape.decode(wire[key], reading));
    else explainKey(wire[key], { key, shapes, mode: reading }, problems);
  }
  return problems.found.length > 0 ? { problems } : { metadata };
}

interface KeyPlace {
  readonly key: string;
  readonly shapes: MetadataShapes;
  readonly mode: Mode;
}

function explainKey(value: unknown, { key, shapes, mode }: KeyPlace, problems: Problems): void {
  const shape = shapes.get(key) ?? json;
  if (value === undefined || shape.accepts(value, mode, 0)) return;
  problems.within('metadata', () => problems.within(key, () => shape.explain(value, mode, problems)));
}
