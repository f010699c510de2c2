import { InvalidMessageError } from '../errors/message-errors.js';
import type { MessageMetadata } from '../message/metadata.js';
import type { MetadataKeys } from '../registry/registry.js';
import { json } from '../shape/json-shape.js';
import { isPlainObject, type PlainObject, setOwn } from '../shape/plain-object.js';
import { Problems } from '../shape/problem.js';
import { text } from '../shape/scalar.js';
import { type Mode, type Operations, reading, writing } from '../shape/shape.js';

const coreTexts = new Set([
  'correlationId',
  'causationId',
  'commandCausationId',
  'commandId',
  'traceparent',
  'actor',
  'tenant',
]);

function shapeOfKey(key: string, keys: MetadataKeys): Operations {
  if (coreTexts.has(key)) return text;
  return (Object.hasOwn(keys, key) ? keys[key] : undefined) ?? json;
}

/** Metadata that was checked, and its JSON text. */
export interface EncodedMetadata {
  readonly metadata: MessageMetadata;
  readonly text: string;
}

/**
 * Checks and copies metadata. A key whose value is `undefined` is left out.
 * @throws InvalidMessageError for a value that does not fit its key's shape, or is no JSON
 */
export function encodeMetadata(given: MessageMetadata, keys: MetadataKeys): EncodedMetadata {
  const problems = new Problems();
  const checked = eachKey(given, keys, writing, problems);
  if (problems.found.length > 0) throw new InvalidMessageError({ type: 'metadata' }, problems);
  const { correlationId, causationId } = given;
  // Both keys are there already, in their places; saying them again tells their types.
  const metadata: MessageMetadata = Object.freeze(Object.assign(checked, { correlationId, causationId }));
  return { metadata, text: JSON.stringify(wireOf(metadata, keys)) };
}

/** Metadata in its JSON form, which for nearly all is the form it has. */
function wireOf(metadata: MessageMetadata, keys: MetadataKeys): PlainObject {
  const names = Object.keys(metadata);
  if (names.every((key) => shapeOfKey(key, keys).plain)) return metadata;
  const wire: Record<string, unknown> = {};
  for (const key of names) setOwn(wire, key, shapeOfKey(key, keys).encode(metadata[key]));
  return wire;
}

/** What became of stored metadata; `problems` when it cannot be read. */
export type DecodedMetadata =
  { readonly metadata: PlainObject; readonly problems?: never } | { readonly problems: Problems };

/** Metadata from its JSON text; keys that nobody declared are kept as they are. @throws SyntaxError */
export function decodeMetadata(stored: string, keys: MetadataKeys): DecodedMetadata {
  const problems = new Problems();
  const wire: unknown = JSON.parse(stored);
  if (!isPlainObject(wire)) {
    problems.within('metadata', () => problems.expected('an object', wire));
    return { problems };
  }
  if (isAsInMemory(wire, keys)) return { metadata: wire };
  const metadata = eachKey(wire, keys, reading, problems);
  return problems.found.length > 0 ? { problems } : { metadata };
}

/** Whether parsed metadata is what decoding would give: nearly always, and then it need not be copied. */
function isAsInMemory(wire: PlainObject, keys: MetadataKeys): boolean {
  return Object.keys(wire).every((key) => {
    const shape = shapeOfKey(key, keys);
    return shape.plain && shape.accepts(wire[key], reading, 0);
  });
}

function eachKey(metadata: PlainObject, keys: MetadataKeys, mode: Mode, problems: Problems): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const key of Object.keys(metadata)) {
    const value = metadata[key];
    if (value === undefined) continue;
    const shape = shapeOfKey(key, keys);
    if (shape.accepts(value, mode, 0)) setOwn(changed, key, coded(shape, value, mode));
    else problems.within('metadata', () => problems.within(key, () => shape.explain(value, mode, problems)));
  }
  return changed;
}

function coded(shape: Operations, value: unknown, mode: Mode): unknown {
  return mode === reading ? shape.decode(value, mode) : shape.fill(value);
}
