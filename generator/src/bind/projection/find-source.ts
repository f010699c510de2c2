/** A field of an event or `$id.<part>` → what it is, or why it cannot be part of a key. */
import { certainName, didYouMean } from '../../diagnostics/did-you-mean.js';
import type { Place } from '../../diagnostics/place.js';
import type { DataSource } from '../../model/domain-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { columnKind, mayBeNull } from '../../model/column-kind.js';
import { describeType } from '../../values/describe-type.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { report } from '../bind-messages.js';
import type { NamedEvent } from './bind-projected-events.js';
import type { FoundSource } from './column-of.js';
import type { ProjectionSource } from './projection-source.js';

export const idPrefix = '$id.';

export interface SaidSource {
  readonly event: NamedEvent;
  readonly column: string;
  readonly path: string;
  readonly place: Place;
}

/** `undefined` for what cannot be part of a key, which is reported. */
export function findSource(said: SaidSource, source: ProjectionSource): FoundSource | undefined {
  const { event, path, place } = said;
  const found = lookUp(event, path);
  if (found === undefined) {
    refuseUnknown(said, source);
    return undefined;
  }
  const misfit = found.optional ? 'optional' : misfitOf(found.type, source);
  if (misfit === undefined) return { event, source: found.source, type: found.type, place };
  const parameters = { ...parametersOf(said, source), found: misfit };
  const related = [{ at: found.place, message: 'It is declared here:' }];
  source.scope.problems.push(report('key-source-misfit', parameters, place, { related }));
  return undefined;
}

interface Found {
  readonly source: DataSource;
  readonly type: TypeModel;
  readonly optional: boolean;
  readonly place: Place;
}

/** What a path of an event leads to; `undefined` for nothing. */
export function lookUp({ aggregate, event }: NamedEvent, path: string): Found | undefined {
  if (path.startsWith(idPrefix)) {
    const name = path.slice(idPrefix.length);
    const part = aggregate.id.find((each) => each.name === name);
    return part && { source: { kind: 'id', part: name }, type: part.type, optional: false, place: part.place };
  }
  const field = newestOf(event).shape.fields.find(({ name }) => name === path);
  return field && { ...field, source: { kind: 'field', name: path } };
}

export const newestOf = ({ versions }: NamedEvent['event']): NamedEvent['event']['versions'][0] =>
  versions.at(-1) ?? versions[0];

function misfitOf(type: TypeModel, { lookup }: ProjectionSource): string | undefined {
  if (type === unresolvedType) return undefined;
  // A reference that leads nowhere is reported where its type is declared.
  if (type.kind === 'ref' && lookup(type) === undefined) return undefined;
  if (columnKind(type, lookup) === 'json') return describeType(type);
  return mayBeNull(type, lookup) ? `${describeType(type)}, which may be null` : undefined;
}

function refuseUnknown(said: SaidSource, source: ProjectionSource): void {
  const { event, path, place } = said;
  const parts = event.aggregate.id.map(({ name }) => idPrefix + name);
  const fields = newestOf(event.event).shape.fields.map(({ name }) => name);
  // The identity is not repeated in data, and is looked for there all the same.
  const part = parts.find((each) => each === idPrefix + path);
  const help = part === undefined ? didYouMean(path, [...fields, ...parts]) : `Did you mean ${part}?`;
  const to = part ?? certainName(path, [...fields, ...parts]);
  const problem = path.startsWith(idPrefix) ? 'no such part of the identity' : 'no such field';
  const parameters = { ...parametersOf(said, source), problem, example: sourceExample(event) };
  const related = [{ at: event.event.place, message: 'The event is declared here:' }];
  const fix = to === undefined ? undefined : { from: path, to };
  source.scope.problems.push(report('key-source-unknown', parameters, place, { help, fix, related }));
}

const parametersOf = ({ event, column, path }: SaidSource, { name }: ProjectionSource) => ({
  projection: name,
  column,
  source: path,
  event: event.name,
});

export const sourceExample = ({ aggregate: { id } }: NamedEvent): string => `${idPrefix}${id[0]?.name ?? 'id'}`;
