import { InvalidUseError } from '../errors/command-errors.js';
import type { EventId } from '../message/identifiers.js';
import type { JsonValue } from '../message/message.js';
import { settleJson } from '../shape/json-shape.js';
import { isPlainObject } from '../shape/plain-object.js';
import type { Uuid } from '../shape/scalar.js';
import { reading, type Shape } from '../shape/shape.js';

// Shapes carry their types as promises, which are taken at their word here.

/** A value as the JSON that it is stored as, numbers as JavaScript holds them. */
export function toJson<T>(shape: Shape<T, never>, value: T): JsonValue {
  return settleJson(shape.encode(value)) as JsonValue;
}

/** What somebody kept beside the declared fields as the declared value that it has become, if it is a valid one. */
export function adopt<T>(shape: Shape<T, never>, json: unknown): T | undefined {
  return json !== undefined && shape.accepts(json, reading, 0) ? (shape.decode(json, reading) as T) : undefined;
}

/**
 * A constant of a type that has no literal, out of its JSON; made once, shared by all who use it, and frozen.
 * @throws InvalidUseError for JSON that is no such value
 */
/* @__NO_SIDE_EFFECTS__ */
export function constant<T>(shape: Shape<T, never>, json: JsonValue): T {
  if (!shape.accepts(json, reading, 0)) throw new InvalidUseError('A constant of a step does not fit its type.');
  return frozen(shape.decode(json, reading)) as T;
}

function frozen(value: unknown): unknown {
  if (!Array.isArray(value) && !isPlainObject(value)) return value;
  for (const member of Object.values(value)) frozen(member);
  return Object.freeze(value);
}

/** The id of an event as the UUID that it is. */
export function toUuid(eventId: EventId): Uuid {
  return String(eventId) as Uuid;
}
