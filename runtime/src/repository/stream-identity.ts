import type { AnyAggregate } from '../decider/contract.js';
import { InvalidStreamNameError } from '../errors/message-errors.js';
import { unreadable } from '../errors/reading-errors.js';
import type { StreamName } from '../message/identifiers.js';
import { parseStreamName, streamName } from '../message/stream-name.js';
import type { Registry } from '../registry/registry.js';
import { isPlainObject, ownValue, setOwn } from '../shape/plain-object.js';
import { type Operations, reading, writing } from '../shape/shape.js';
import type { StoredEvent } from '../store/stored-event.js';

/** The text that stands for a part of an identity. @throws InvalidStreamNameError for a value that does not fit its shape */
function partText(name: string, shape: Operations, value: unknown): string {
  if (!shape.accepts(value, writing, 0)) throw new InvalidStreamNameError(`${name} is not what the identity says`);
  const wire = shape.encode(value);
  return typeof wire === 'string' ? wire : JSON.stringify(wire);
}

/** The stream of an aggregate's identity. Other properties of `id` are not looked at. @throws InvalidStreamNameError */
export function streamNameOf(aggregate: Pick<AnyAggregate, 'category' | 'id'>, id: object): StreamName {
  const values: unknown = id;
  const parts: string[] = [];
  for (const [name, shape] of partsOf(aggregate.id)) {
    parts.push(partText(name, shape, isPlainObject(values) ? ownValue(values, name) : undefined));
  }
  return streamName(aggregate.category, parts);
}

type Identity = AnyAggregate['id'];

// Asked for with every command; definitions never change.
const knownParts = /* @__PURE__ */ new WeakMap<Identity, readonly (readonly [string, Operations])[]>();

function partsOf(identity: Identity): readonly (readonly [string, Operations])[] {
  let parts = knownParts.get(identity);
  if (parts === undefined) knownParts.set(identity, (parts = Object.entries(identity)));
  return parts;
}

/** The parts of an identity out of data that holds them. */
export function pickStreamId(aggregate: Pick<AnyAggregate, 'id'>, data: unknown): object {
  const id: Record<string, unknown> = {};
  for (const [part] of partsOf(aggregate.id)) setOwn(id, part, isPlainObject(data) ? ownValue(data, part) : undefined);
  return id;
}

/** The identity that a stream name was made of. @throws InvalidStreamNameError for another aggregate's name */
export function streamIdOf(aggregate: Pick<AnyAggregate, 'category' | 'id'>, name: string): object {
  const { category, parts } = parseStreamName(name);
  const shapes = partsOf(aggregate.id);
  if (category !== aggregate.category || parts.length !== shapes.length) {
    throw new InvalidStreamNameError(`${JSON.stringify(name)} is no stream of ${aggregate.category}`);
  }
  const id: Record<string, unknown> = {};
  shapes.forEach(([part, shape], at) => setOwn(id, part, partValue(name, shape, parts[at] ?? '')));
  if (streamNameOf(aggregate, id) !== name)
    throw new InvalidStreamNameError(`${JSON.stringify(name)} is not canonical`);
  return id;
}

/** Text is tried first: a number's text is no number, but a text may look like one. */
function partValue(name: string, shape: Operations, text: string): unknown {
  if (shape.accepts(text, reading, 0)) return shape.decode(text, reading);
  const number = Number(text);
  if (!shape.accepts(number, reading, 0))
    throw new InvalidStreamNameError(`${JSON.stringify(name)} has a malformed id`);
  return shape.decode(number, reading);
}

/**
 * The identity of the stream that a stored event lies in, whichever of the registry's aggregates it is of. Remembers the
 * last stream.
 */
export function createStreamIdReader(registry: Registry): (stored: StoredEvent) => object {
  let lastName: string | undefined;
  let last: object = {};
  return (stored) => {
    if (stored.streamName === lastName) return last;
    last = idIn(registry, stored);
    lastName = stored.streamName;
    return last;
  };
}

/** @throws UndecodableEventError when the stream is none of the registry's */
function idIn({ aggregates, context }: Registry, stored: StoredEvent): object {
  try {
    const aggregate = aggregates.get(parseStreamName(stored.streamName).category);
    if (aggregate !== undefined) return Object.freeze(streamIdOf(aggregate, stored.streamName));
  } catch (error) {
    throw unreadable(stored, 'format', 'lies in a stream whose name has no valid identity', error);
  }
  throw unreadable(stored, 'unknown', `lies in a stream of no aggregate of ${context}`);
}
