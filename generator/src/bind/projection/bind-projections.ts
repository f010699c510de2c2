/** `projections:` of all files → their models, without what is broken. Types and events are bound before them. */
import { atKey, child, root as rootOf } from '../../diagnostics/place.js';
import type { AggregateModel } from '../../model/domain-model.js';
import type { ProjectionModel } from '../../model/projection-model.js';
import type { RawSchema } from '../../validate/raw-schema.js';
import type { TypeLookup } from '../../values/type-lookup.js';
import { report } from '../bind-messages.js';
import type { FileScope } from '../file-scope.js';
import { bindColumns, bindIndexes } from './bind-columns.js';
import { bindKey, type BoundKey } from './bind-key.js';
import { bindProjectedEvents, type NamedEvent } from './bind-projected-events.js';
import { knownEvents } from './known-events.js';
import type { ProjectionSource } from './projection-source.js';

export interface ProjectionsInput {
  readonly schemas: readonly RawSchema[];
  readonly aggregates: readonly AggregateModel[];
  readonly scopeOf: (schema: RawSchema) => FileScope;
  readonly lookup: TypeLookup;
}

export function bindProjections({
  schemas,
  aggregates,
  scopeOf,
  lookup,
}: ProjectionsInput): readonly ProjectionModel[] {
  const events = knownEvents(schemas, aggregates);
  return schemas.flatMap((schema) => {
    const { context, projections = {} } = schema.document;
    const section = child(rootOf(schema.file), 'projections');
    return Object.entries(projections).map(([name, raw]) =>
      bindProjection({ name, context, raw, place: child(section, name), scope: scopeOf(schema), events, lookup }),
    );
  });
}

function bindProjection(source: ProjectionSource): ProjectionModel {
  const { name, context, raw, place, scope } = source;
  const { description, run = 'async', revision = 1, errors } = raw;
  checkRun(source);
  const named = bindProjectedEvents(source);
  const key = bindKey(named, source);
  const { fields, ...row } = bindColumns(source);
  return {
    context,
    name,
    description,
    run,
    on: named.map((event) => ({
      name: event.name,
      aggregate: event.aggregate,
      event: event.event,
      key: key.sourcesOf(event),
    })),
    key: key.columns,
    row: { description: row.description, deprecated: row.deprecated },
    fields,
    indexes: bindIndexes([...key.columns, ...fields], source),
    revision,
    errors: errors === undefined ? undefined : { retry: errors.retry, outcome: errors.then },
    category: categoryOf(named, key),
    sources: [scope.file.path],
    place: atKey(place),
  };
}

const reasons = {
  inline: 'an event whose handler fails is not committed',
  live: 'nothing of it is stored',
} as const;

function checkRun({ name: projection, raw, place, scope }: ProjectionSource): void {
  const { run } = raw;
  if (run === undefined || run === 'async') return;
  for (const key of run === 'live' ? (['errors', 'indexes'] as const) : (['errors'] as const)) {
    if (raw[key] === undefined) continue;
    const parameters = { projection, run, key, reason: reasons[run] };
    scope.problems.push(report('not-for-this-run', parameters, atKey(child(place, key))));
  }
}

/** Where all events are of one aggregate, and each row is made of one of its streams. */
function categoryOf(events: readonly NamedEvent[], { sourcesOf }: BoundKey): string | undefined {
  const [first] = events;
  if (first === undefined) return undefined;
  const parts = first.aggregate.id.map(({ name }) => name);
  const isStream = (event: NamedEvent): boolean => {
    const sources = sourcesOf(event).map(({ source }) => (source.kind === 'id' ? source.part : undefined));
    return sources.length === parts.length && sources.every((part, index) => part === parts[index]);
  };
  const isWhole = events.every((event) => event.aggregate === first.aggregate && isStream(event));
  return isWhole ? first.aggregate.category : undefined;
}
