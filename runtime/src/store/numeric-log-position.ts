import { InvalidLogPositionError } from '../errors/store-argument-errors.js';
import type { LogRange } from './log-range.js';
import type { LogPosition } from './stored-event.js';

/**
 * Log positions of stores that count the log densely from 1: at run time a safe integer, to everybody else opaque.
 * Their text is the decimal number.
 */
export function logPositionOf(place: number): LogPosition {
  const value: unknown = place;
  if (isLogPosition(value)) return value;
  throw new InvalidLogPositionError(String(place));
}

/** @throws InvalidLogPositionError for a position of another kind of store. */
export function placeOf(position: LogPosition): number {
  const value: unknown = position;
  if (typeof value === 'number' && isLogPosition(value)) return value;
  throw new InvalidLogPositionError(typeof value === 'number' ? String(value) : `A ${typeof value}`);
}

export function compareLogPositions(a: LogPosition, b: LogPosition): number {
  return Math.sign(placeOf(a) - placeOf(b));
}

export function serializeLogPosition(position: LogPosition): string {
  return String(placeOf(position));
}

/** @throws InvalidLogPositionError */
export function parseLogPosition(text: string): LogPosition {
  if (/^[1-9][0-9]{0,15}$/.test(text)) return logPositionOf(Number(text));
  throw new InvalidLogPositionError(JSON.stringify(text));
}

/** The places behind `after` up to `head` in `parts` stretches whose lengths differ by at most one. */
export function partitionPlaces(parts: number, after: number, head: number): readonly LogRange[] {
  const length = Math.max(0, head - after);
  const count = Math.min(parts, length);
  const endOf = (part: number): number => after + Math.floor((length * part) / count);
  return Array.from({ length: count }, (_, part) => {
    const begin = endOf(part);
    const end = endOf(part + 1);
    const range = { to: logPositionOf(end), places: end - begin };
    return begin === 0 ? range : { after: logPositionOf(begin), ...range };
  });
}

function isLogPosition(value: unknown): value is LogPosition {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

/** The part of a `LogReader` that deals with positions alone. */
export const numericLogPositions = { compareLogPositions, serializeLogPosition, parseLogPosition } as const;
