/** Spoils payloads systematically: which places are hit depends on the payload's number only, so failures repeat. */
import type { Payload } from '../src/deliveries.js';

export interface Damaged {
  readonly payload: unknown;
  /** Where it was spoilt, as JSON pointers, sorted. */
  readonly pointers: readonly string[];
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

interface Place {
  readonly parent: { [key: string]: Json } | Json[];
  readonly key: string;
  readonly value: Json;
  readonly pointer: string;
}

/** Ways to spoil a place: which places, and what to do there. */
const damages: readonly { readonly fits: (place: Place) => boolean; readonly spoil: (place: Place) => string }[] = [
  { fits: ({ value }) => typeof value === 'number', spoil: (place) => replaced(place, 'many') },
  { fits: ({ value }) => typeof value === 'boolean', spoil: (place) => replaced(place, 'yes') },
  { fits: ({ value }) => typeof value === 'number', spoil: (place) => replaced(place, -0.5) },
  { fits: isLink, spoil: (place) => replaced(place, 'not a link') },
  { fits: isMoment, spoil: (place) => replaced(place, 'last Tuesday') },
  { fits: ({ key }) => key === 'node_id', spoil: removed },
  { fits: ({ key, value }) => key === 'avatar_url' && value !== null, spoil: removed },
  { fits: hasClosedShape, spoil: (place) => added(place, 'surprise') },
  { fits: ({ value }) => Array.isArray(value), spoil: (place) => replaced(place, { length: 0 }) },
];

/** A copy with one damage of each kind that fits somewhere, none inside another. */
export function damaged(payload: Payload, seed: number): Damaged {
  const copy = copied(payload);
  const pointers: string[] = [];
  damages.forEach(({ fits, spoil }, kind) => {
    const places = placesIn(copy).filter(
      (place) => fits(place) && !pointers.some((hit) => overlap(hit, place.pointer)),
    );
    const place = places[(seed * 31 + kind * 17) % Math.max(places.length, 1)];
    if (place !== undefined) pointers.push(spoil(place));
  });
  return { payload: copy, pointers: pointers.toSorted() };
}

/** For every place of a payload: a value that nothing in these schemas allows there, put in and taken out again. */
export function* spoiltOneByOne(payload: Payload): Generator<Damaged> {
  const copy = copied(payload);
  for (const place of placesIn(copy)) {
    const pointer = replaced(place, unfit(place.value));
    yield { payload: copy, pointers: [pointer] };
    replaced(place, place.value);
  }
}

function unfit(value: Json): Json {
  if (Array.isArray(value)) return {};
  return typeof value === 'object' && value !== null ? 'text' : [];
}

function placesIn(value: Json, pointer = ''): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const at = `${pointer}/${key}`;
    return [{ parent: value, key, value: child, pointer: at }, ...placesIn(child, at)];
  });
}

function isLink({ key, value }: Place): boolean {
  return /(^|_)(url|href)$/.test(key) && typeof value === 'string' && /^https:[^{]*$/.test(value);
}

function isMoment({ key, value }: Place): boolean {
  return key.endsWith('_at') && typeof value === 'string';
}

function hasClosedShape({ key, value }: Place): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && key !== 'custom_properties';
}

function replaced({ parent, key, pointer }: Place, value: Json): string {
  if (Array.isArray(parent)) parent[Number(key)] = value;
  else parent[key] = value;
  return pointer;
}

function removed({ parent, key, pointer }: Place): string {
  if (!Array.isArray(parent)) delete parent[key];
  return pointer;
}

function added({ value, pointer }: Place, key: string): string {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) value[key] = 1;
  return `${pointer}/${key}`;
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

function copied(payload: Payload): Json {
  // The one place where a payload is said to be JSON, which it was parsed from.
  return JSON.parse(JSON.stringify(payload)) as Json;
}
