/** `subject: customerId`, or a map per event: whose personal data an event holds. */
import { atKey, child, type Place } from '../../diagnostics/place.js';
import type { EventModel, SubjectModel } from '../../model/domain-model.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { didYouMean } from '../../diagnostics/did-you-mean.js';
import { report } from '../bind-messages.js';
import type { AggregateSource } from './aggregate-source.js';

const idPrefix = '$id.';

/** The subject of every event that is not ignored, by event; empty when the aggregate names none. */
export function bindSubject(source: AggregateSource, events: readonly EventModel[]): readonly SubjectModel[] {
  const { subject } = source.document;
  if (subject === undefined) return [];
  const place = child(source.root, 'subject');
  const said: ReadonlyMap<string, string> | undefined =
    typeof subject === 'string' ? undefined : new Map(Object.entries(subject));
  refuseUnknownEvents(source, said, place);
  return events
    .filter((event) => event.ignored === undefined)
    .flatMap((event) => {
      const path = said === undefined ? subject : said.get(event.name);
      if (typeof path !== 'string') return missing(source, event, place);
      return subjectOf(source, event, { path, place: said === undefined ? place : child(place, event.name) }) ?? [];
    })
    .sort((left, right) => byCodeUnit(left.event, right.event));
}

function refuseUnknownEvents(
  { document, name: aggregate, scope }: AggregateSource,
  said: ReadonlyMap<string, string> | undefined,
  place: Place,
): void {
  const known = Object.keys(document.events ?? {});
  for (const event of said?.keys() ?? []) {
    if (known.includes(event)) continue;
    const help = didYouMean(event, known);
    const at = atKey(child(place, event));
    scope.problems.push(report('subject-of-unknown-event', { event, aggregate }, at, { help }));
  }
}

interface SaidSubject {
  readonly path: string;
  readonly place: Place;
}

function subjectOf(source: AggregateSource, event: EventModel, said: SaidSubject): SubjectModel | undefined {
  const { id, scope } = source;
  const { path, place } = said;
  if (path.startsWith(idPrefix)) {
    const part = path.slice(idPrefix.length);
    if (id.some(({ name }) => name === part)) return { event: event.name, source: { kind: 'id', part } };
    refuse(source, event, { ...said, problem: 'no part of the identity' });
    return undefined;
  }
  const newest = event.versions.at(-1) ?? event.versions[0];
  const field = newest.shape.fields.find(({ name }) => name === path);
  if (field !== undefined && !field.optional) return { event: event.name, source: { kind: 'field', name: path } };
  const names = newest.shape.fields.map(({ name }) => name);
  const problem = field === undefined ? 'no field of it' : 'optional in it';
  const help = field === undefined ? didYouMean(path, names) : undefined;
  const related = [{ at: event.place, message: 'The event is declared here:' }];
  const parameters = { event: event.name, subject: path, problem, example: exampleOf(source) };
  scope.problems.push(report('subject-unknown', parameters, place, { help, related }));
  return undefined;
}

function refuse(source: AggregateSource, event: EventModel, said: SaidSubject & { readonly problem: string }): void {
  const parameters = { event: event.name, subject: said.path, problem: said.problem, example: exampleOf(source) };
  source.scope.problems.push(report('subject-unknown', parameters, said.place));
}

function missing(source: AggregateSource, event: EventModel, place: Place): readonly SubjectModel[] {
  const related = [{ at: event.place, message: 'The event is declared here:' }];
  const parameters = { event: event.name, example: exampleOf(source) };
  source.scope.problems.push(report('subject-missing', parameters, atKey(place), { related }));
  return [];
}

const exampleOf = ({ id }: AggregateSource): string => `${idPrefix}${id[0]?.name ?? 'id'}`;
