/** JSON of scalars that looks like data, and keeps to constraints wherever that can be done by looking at them. */
import type { JsonValue, ScalarName, ScalarType } from '../model/type-model.js';
import { constraintMisfits } from '../values/constraint-misfits.js';
import { scalarMisfit } from '../values/scalar-formats.js';
import { matchingText } from './matching-text.js';

/** `seed` gives another value each time, from 0. */
export function sampleScalar(type: ScalarType, seed: number): JsonValue {
  const candidates = [...candidatesOf(type, seed)];
  const fits = candidates.find(
    (value) => scalarMisfit(value, type) === undefined && constraintMisfits(value, type.constraints).length === 0,
  );
  // Constraints bind writers only: a value of the right form is data, if not what anybody would write.
  return fits ?? candidates.find((value) => scalarMisfit(value, type) === undefined) ?? null;
}

function* candidatesOf(type: ScalarType, seed: number): Generator<JsonValue> {
  if (type.wire !== undefined || isNumeric(type.scalar)) yield* numbers(type, seed);
  else if (type.scalar === 'string') yield* texts(type, seed);
  else yield* plain(type.scalar, seed);
}

const isNumeric = (scalar: ScalarName): boolean => ['integer', 'number', 'bigint', 'decimal'].includes(scalar);

const two = (seed: number): string => String((seed % 28) + 1).padStart(2, '0');

function* plain(scalar: ScalarName, seed: number): Generator<JsonValue> {
  switch (scalar) {
    case 'boolean':
      yield seed % 2 === 0;
      break;
    case 'uuid':
      yield `6f1c0f3e-0a51-4f0e-9d5c-${String(seed).padStart(12, '0')}`;
      break;
    case 'uri':
      yield `https://example.org/${String(seed)}`;
      yield* padded('a:', seed);
      break;
    case 'email':
      yield `ada${String(seed)}@example.org`;
      yield `a@b${String(seed)}`;
      break;
    case 'date':
      yield `2026-03-${two(seed)}`;
      break;
    case 'time':
      yield `14:05:${two(seed)}`;
      break;
    case 'duration':
      yield `P${String(seed + 1)}DT12H`;
      break;
    case 'timezone':
      yield zones[seed % zones.length] ?? 'UTC';
      break;
    case 'instant':
      yield `2026-03-${two(seed)}T14:05:00Z`;
      break;
    case 'datetime':
      yield `2026-03-${two(seed)}T14:05:00+02:00`;
      break;
    case 'localDatetime':
      yield `2026-03-${two(seed)}T14:05:00`;
      break;
    case 'bytes':
      yield ['AAEC', '/w==', 'SGVsbG8='][seed % 3] ?? 'AAEC';
      break;
    default:
      yield { text: `text ${String(seed)}`, list: [seed, null, true] };
  }
}

const zones = ['Europe/Berlin', 'UTC', 'America/Sao_Paulo', 'Asia/Kathmandu'];

function* texts({ constraints }: ScalarType, seed: number): Generator<string> {
  const { pattern } = constraints;
  const made = typeof pattern === 'string' ? matchingText(pattern) : undefined;
  if (made !== undefined) yield made;
  yield `text ${String(seed)}`;
  yield* padded(made ?? 't', seed, Number(constraints['minLength'] ?? 0));
  yield '';
}

/** Nobody wants to read a longer one: whoever asks for that gives an example. */
const longest = 10_000;

/** Of a wanted length, the seed at the end where there is room for it. */
function* padded(start: string, seed: number, least = 0): Generator<string> {
  const end = String(seed);
  yield start + end;
  if (!(least <= longest)) return;
  yield start.padEnd(least - end.length, 'x') + end;
  yield start.padEnd(least, 'x');
  yield end.slice(0, Math.max(1, least));
  yield start.slice(0, Math.max(1, least));
}

/** Usual values first, then those that bounds and steps speak of. */
function* numbers(type: ScalarType, seed: number): Generator<JsonValue> {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = type.constraints;
  const unit = multipleOf === undefined ? 1 : Number(multipleOf);
  const bounds = [minimum, exclusiveMinimum, maximum, exclusiveMaximum].filter((bound) => bound !== undefined);
  const usual = type.wire === 'epoch-ms' ? [1_774_965_900_000 + seed * 1_000] : [12 + seed, 12.5 + seed, 0, seed];
  for (const each of usual) yield* forms(each, type);
  for (const bound of bounds.map(Number)) {
    const nearest = Math.ceil(bound / unit) * unit;
    for (const each of [
      bound,
      nearest + seed * unit,
      nearest + unit,
      nearest,
      nearest - unit,
      bound + 0.5,
      bound - 0.5,
    ]) {
      yield* forms(each, type);
    }
  }
  yield* forms(unit * (seed + 1), type);
  const [low, high] = [minimum ?? exclusiveMinimum, maximum ?? exclusiveMaximum].map(Number);
  if (low !== undefined && high !== undefined) yield* forms((low + high) / 2, type);
  // Bounds of more digits than a number has.
  for (const bound of bounds) yield bound;
}

function* forms(value: number, { scalar, wire }: ScalarType): Generator<JsonValue> {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e21) return;
  if (wire !== undefined || scalar === 'integer' || scalar === 'number') yield value === 0 ? 0 : value;
  else if (scalar === 'bigint') yield String(Math.trunc(value));
  else if (Number.isInteger(value * 100)) yield value.toFixed(2);
  if (scalar === 'decimal' && wire === undefined) yield plainText(value);
}

/** Without an exponent, and without a sign of zero. */
function plainText(value: number): string {
  const text = value === 0 ? '0' : String(value);
  return /e/.test(text) ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}
