/** `key: { orderId: $id.orderId }`: where each column of the key comes from in every event, and the type that follows. */
import { certainName, didYouMean } from '../../diagnostics/did-you-mean.js';
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { FieldModel } from '../../model/type-model.js';
import type { KeySourceModel } from '../../model/projection-model.js';
import { report } from '../bind-messages.js';
import { entriesInOrder } from '../file-scope.js';
import type { NamedEvent } from './bind-projected-events.js';
import { columnOf, type FoundSource } from './column-of.js';
import { findSource, sourceExample } from './find-source.js';
import type { ProjectionSource } from './projection-source.js';

export interface BoundKey {
  /** Columns whose sources are right and agree. */
  readonly columns: readonly FieldModel[];
  readonly sourcesOf: (event: NamedEvent) => readonly KeySourceModel[];
}

export function bindKey(events: readonly NamedEvent[], source: ProjectionSource): BoundKey {
  const { raw, place, scope } = source;
  const found = entriesInOrder(raw.key, scope).map(([column, said]) => {
    const at = child(child(place, 'key'), column);
    return { column, place: at, sources: sourcesOf({ column, said, place: at }, events, source) };
  });
  const columns = found.flatMap((each) => columnOf(each, source) ?? []);
  return {
    columns,
    sourcesOf: (event) =>
      found.flatMap(({ column, sources }) =>
        sources.filter((each) => each.event === event).map((each) => ({ column, source: each.source })),
      ),
  };
}

interface SaidColumn {
  readonly column: string;
  readonly said: string | Readonly<Record<string, string>>;
  readonly place: Place;
}

function sourcesOf(
  { column, said, place }: SaidColumn,
  events: readonly NamedEvent[],
  source: ProjectionSource,
): readonly FoundSource[] {
  if (typeof said === 'string') {
    return events.flatMap((event) => findSource({ event, column, path: said, place }, source) ?? []);
  }
  refuseUnknown({ column, said: new Set(Object.keys(said)), place }, source);
  return events.flatMap((event) => {
    const path = Object.hasOwn(said, event.name) ? said[event.name] : undefined;
    if (path !== undefined) return findSource({ event, column, path, place: child(place, event.name) }, source) ?? [];
    const parameters = { projection: source.name, column, event: event.name, example: sourceExample(event) };
    const related = [{ at: event.event.place, message: 'The event is declared here:' }];
    source.scope.problems.push(report('key-source-missing', parameters, atKey(place), { related }));
    return [];
  });
}

interface SaidEvents {
  readonly column: string;
  readonly said: ReadonlySet<string>;
  readonly place: Place;
}

function refuseUnknown({ column, said, place }: SaidEvents, { name, raw, scope }: ProjectionSource): void {
  for (const event of said) {
    if (raw.on.includes(event)) continue;
    const open = raw.on.filter((candidate) => !said.has(candidate));
    const to = certainName(event, open);
    const extras = { help: didYouMean(event, open), fix: to === undefined ? undefined : { from: event, to } };
    const parameters = { projection: name, column, event };
    scope.problems.push(report('key-source-of-unknown-event', parameters, atKey(child(place, event)), extras));
  }
}
