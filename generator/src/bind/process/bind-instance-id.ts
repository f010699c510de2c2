/** Where each event has the id of its instance, and the type that they have in common. */
import { certainName, didYouMean } from '../../diagnostics/did-you-mean.js';
import { child, type Place } from '../../diagnostics/place.js';
import type { DataSource } from '../../model/domain-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { mayBeNull } from '../../model/column-kind.js';
import { describeType } from '../../values/describe-type.js';
import { unresolvedType } from '../../values/unresolved-type.js';
import { idMisfit } from '../aggregate/bind-identity.js';
import { report } from '../bind-messages.js';
import type { NamedEvent } from '../projection/bind-projected-events.js';
import { textOf, unbound, wordsFor } from '../projection/column-of.js';
import { idPrefix, lookUp, newestOf, sourceExample } from '../projection/find-source.js';
import type { ProcessSource } from './process-source.js';

export interface FoundId {
  readonly event: NamedEvent;
  readonly source: DataSource;
  readonly type: TypeModel;
  readonly place: Place;
}

export interface InstanceId {
  readonly id: TypeModel | undefined;
  /** Of the events whose sources are right. */
  readonly sources: readonly FoundId[];
}

export function bindInstanceId(events: readonly NamedEvent[], source: ProcessSource): InstanceId {
  const { lookup } = source;
  const sources = events.flatMap((event) => sourceOf(event, source) ?? []);
  const [first, ...others] = sources.filter(({ type }) => type !== unresolvedType);
  if (first === undefined) return { id: undefined, sources };
  const id = unbound(first.type, lookup);
  const differing = others.find((other) => textOf(unbound(other.type, lookup)) !== textOf(id));
  if (differing !== undefined) refuseDiffering(differing, first, source);
  return { id: differing === undefined ? id : undefined, sources };
}

function refuseDiffering(differing: FoundId, first: FoundId, { name: process, scope }: ProcessSource): void {
  const parameters = {
    process,
    event: differing.event.name,
    found: wordsFor(differing.type),
    other: first.event.name,
    expected: wordsFor(first.type),
  };
  const related = [{ at: first.place, message: `${first.event.name} is here:` }];
  scope.problems.push(report('correlated-differently', parameters, differing.place, { related }));
}

function sourceOf(event: NamedEvent, source: ProcessSource): FoundId | undefined {
  const { name: process, raw, scope, place } = source;
  const path = raw.correlate[event.name] ?? '';
  const at = child(child(place, 'correlate'), event.name);
  const found = lookUp(event, path);
  if (found === undefined) {
    refuseUnknown(event, path, at, source);
    return undefined;
  }
  const misfit = found.optional ? 'optional' : misfitOf(found.type, source);
  if (misfit === undefined) return { event, source: found.source, type: found.type, place: at };
  const related = [{ at: found.place, message: 'It is declared here:' }];
  const parameters = { process, source: path, event: event.name, found: misfit };
  scope.problems.push(report('correlated-misfit', parameters, at, { related }));
  return undefined;
}

function misfitOf(type: TypeModel, { lookup }: ProcessSource): string | undefined {
  if (type === unresolvedType) return undefined;
  // A reference that leads nowhere is reported where its type is declared.
  if (type.kind === 'ref' && lookup(type) === undefined) return undefined;
  if (mayBeNull(type, lookup)) return `${describeType(type)}, which may be null`;
  const misfit = idMisfit(type, lookup);
  return misfit && describeType(misfit);
}

function refuseUnknown(event: NamedEvent, path: string, at: Place, { name: process, scope }: ProcessSource): void {
  const parts = event.aggregate.id.map(({ name }) => idPrefix + name);
  const known = [...newestOf(event.event).shape.fields.map(({ name }) => name), ...parts];
  // The identity is not repeated in data, and is looked for there all the same.
  const part = parts.find((each) => each === idPrefix + path);
  const help = part === undefined ? didYouMean(path, known) : `Did you mean ${part}?`;
  const to = part ?? certainName(path, known);
  const problem = path.startsWith(idPrefix) ? 'no such part of the identity' : 'no such field';
  const parameters = { process, source: path, event: event.name, problem, example: sourceExample(event) };
  const related = [{ at: event.event.place, message: 'The event is declared here:' }];
  const fix = to === undefined ? undefined : { from: path, to };
  scope.problems.push(report('correlated-unknown', parameters, at, { help, fix, related }));
}
