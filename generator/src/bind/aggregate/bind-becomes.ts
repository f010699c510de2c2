/** `becomes`: events of the same stream that take the place of another. */
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { EventReference } from '../../model/domain-model.js';
import type { RawEvent } from '../../validate/raw-schema.js';
import { report } from '../bind-messages.js';
import { listed, schemaVersionsOf } from '../schema-versions.js';
import type { AggregateSource } from './aggregate-source.js';

/** What takes the place of an event, without what does not exist; `undefined` for one that is read as itself. */
export function bindBecomes(name: string, raw: RawEvent, source: AggregateSource): EventReference[] | undefined {
  if (raw.becomes === undefined) return undefined;
  const { scope } = source;
  const list = placeOf(name, source);
  if (raw.ignored !== undefined) scope.problems.push(report('becomes-ignored', { event: name }, atKey(list)));
  const seen = new Set<string>();
  return raw.becomes.flatMap((written, index) => {
    const place = child(list, index);
    if (seen.has(written)) scope.problems.push(report('listed-twice', { command: name, name: written }, place));
    const reference = { ...referenceIn(written), place };
    const isNew = !seen.has(written) && isKnown(name, reference, source);
    seen.add(written);
    return isNew ? [reference] : [];
  });
}

const placeOf = (name: string, { root }: AggregateSource): Place =>
  child(child(child(root, 'events'), name), 'becomes');

function referenceIn(written: string): Omit<EventReference, 'place'> {
  const [event = '', schemaVersion] = written.split('@');
  return { event, schemaVersion: Number(schemaVersion) };
}

function isKnown(name: string, { event: other, schemaVersion, place }: EventReference, source: AggregateSource) {
  const { document, scope, name: aggregate } = source;
  const events: ReadonlyMap<string, RawEvent> = new Map(Object.entries(document.events ?? {}));
  const raw = events.get(other);
  if (raw === undefined) {
    const help = didYouMean(other, events.keys());
    scope.problems.push(report('becomes-unknown-event', { event: name, other, aggregate }, place, { help }));
    return false;
  }
  const known = schemaVersionsOf(raw);
  if (known.length === 0 || known.includes(schemaVersion)) return true;
  const parameters = { owner: other, schemaVersion: String(schemaVersion), found: listed(known) };
  scope.problems.push(report('unknown-schema-version', parameters, place));
  return false;
}

/** Reports events that would come back to themselves; each way around once. */
export function checkBecomesCycles(source: AggregateSource): void {
  const events: ReadonlyMap<string, RawEvent> = new Map(Object.entries(source.document.events ?? {}));
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): void => {
    for (const [index, written] of (events.get(name)?.becomes ?? []).entries()) {
      const { event } = referenceIn(written);
      const from = [...way, name].indexOf(event);
      if (from === -1) {
        if (!done.has(event)) visit(event, [...way, name]);
        continue;
      }
      const circle = [...way.slice(from), name, event].join(' → ');
      const place = child(placeOf(name, source), index);
      source.scope.problems.push(report('becomes-cycle', { event, way: circle }, place));
    }
    done.add(name);
  };
  for (const name of events.keys()) if (!done.has(name)) visit(name, []);
}
