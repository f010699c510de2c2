/** Speed says nothing about code that does something else, so all are held to each other before anything is measured. */
import { isDeepStrictEqual } from 'node:util';
import type { StoredEvent } from '@varve/runtime';
import type { Reader, Row } from './contests.js';

/** Who gives what is stored and brings nothing to the latest version. */
const bare: readonly Reader[] = ['parse'];
/** Reads no JSON text, so that no text can be broken for it. */
const binary: readonly Reader[] = ['avsc'];

/** @throws Error where two read an event otherwise, or one accepts an event that is broken */
export function verifyAlike({ title, events, ways }: Row): void {
  const [hand, ...others] = Object.entries(ways).filter(([name]) => !bare.includes(name as Reader));
  if (hand === undefined) throw new Error(`${title}: nobody reads these events.`);
  const expected = events.map((_, place) => dataOf(hand[1](events)(place)));
  for (const [name, way] of others) {
    const read = way(events);
    for (const [place, data] of expected.entries()) {
      const actual = dataOf(read(place));
      if (!isDeepStrictEqual(actual, data)) {
        throw new Error(`${title}: ${name} gives ${JSON.stringify(actual)}, ${hand[0]} ${JSON.stringify(data)}.`);
      }
    }
  }
  for (const [name, way] of [hand, ...others]) {
    if (!binary.includes(name as Reader)) verifyRefusals(`${title}: ${name}`, way, events[0]);
  }
}

/** Data alone, as JSON would say it: readers differ in what they wrap it in, and Avro has null for what is absent. */
function dataOf(read: unknown): unknown {
  const whole = JSON.parse(JSON.stringify(read)) as Readonly<Record<string, unknown>>;
  const data = typeof whole['type'] === 'string' ? whole['data'] : whole;
  return Object.fromEntries(Object.entries(data as object).filter(([, value]) => value !== null));
}

function verifyRefusals(who: string, way: Row['ways'][Reader], event: StoredEvent | undefined): void {
  if (way === undefined || event === undefined) return;
  for (const [what, data] of brokenTexts(event.data)) {
    const read = way([{ ...event, data }]);
    let accepted = true;
    try {
      read(0);
    } catch {
      accepted = false;
    }
    if (accepted) throw new Error(`${who} accepts an event with ${what}: ${data}`);
  }
}

/** The same event with something wrong in it. */
function brokenTexts(text: string): readonly (readonly [string, string])[] {
  const data = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const entries = Object.entries(data);
  const changed = (is: (value: unknown) => boolean, to: unknown): string => {
    const at = entries.findIndex(([, value]) => is(value));
    return JSON.stringify(Object.fromEntries(entries.with(at, [entries[at]?.[0] ?? '', to])));
  };
  const like = (form: RegExp) => (value: unknown) => typeof value === 'string' && form.test(value);
  return [
    ['a field too many', JSON.stringify({ ...data, further: 1 })],
    ['a field too few', JSON.stringify(Object.fromEntries(entries.slice(1)))],
    ['a fraction', changed((value) => typeof value === 'number', 1.5)],
    ['a number for a text', changed(like(/./), 7)],
    ['a broken UUID', changed(like(/^[\da-f]{8}-/), '6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b1g')],
    ['a broken instant', changed(like(/Z$/), '2026-13-01T09:30:00Z')],
    ['an unknown member of an enum', changed(like(/^(?:web|store|good|poor)$/), 'neither')],
  ];
}
