import type {
  AggregateModel,
  CommandModel,
  DeclaredSteps,
  DomainModel,
  EventModel,
  MessageVersionModel,
  NamedTypeModel,
  StateVersionModel,
  TypeVersionModel,
} from '../model/domain-model.js';
import {
  type AggregateShapes,
  type DomainShapes,
  type EventFacts,
  type Lineage,
  lineageKey,
  type LineageVersion,
} from '../model/domain-shapes.js';
import { findType } from '../model/find-type.js';
import { noConstraints, type TypeModel } from '../model/type-model.js';
import { byCodeUnit } from '../naming/by-code-unit.js';
import { compareLineages } from './entry-key.js';
import { createShapeHasher, shortHash } from './shape-hash.js';
import { stepText } from './step-text.js';

/** What others rely on in a model, released or not. `origin` is what people call it. */
export function domainShapesOf(model: DomainModel, origin: string): DomainShapes {
  const { hashOf } = createShapeHasher((ref) => findType(model, ref)?.typeVersion.type);
  const aggregates = model.contexts.flatMap((context) => context.aggregates);
  const types = model.contexts.flatMap((context) => context.types);
  const lineages = [
    ...aggregates.flatMap((aggregate) => lineagesOf(aggregate, hashOf)),
    ...types.map((type) => typeLineage(type, hashOf)),
  ];
  return {
    origin,
    isComplete: true,
    aggregates: sortedMap(
      aggregates.map((aggregate) => [`${aggregate.context}.${aggregate.name}`, aggregateOf(aggregate)]),
    ),
    lineages: new Map(lineages.sort(compareLineages).map((lineage) => [lineageKey(lineage), lineage])),
    metadata: sortedMap(model.metadata.map(({ name, type, place }) => [name, { type, place }])),
  };
}

type HashOf = (type: TypeModel) => string;

function sortedMap<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map([...entries].sort(([left], [right]) => byCodeUnit(left, right)));
}

function aggregateOf({ context, name, category, id, place, persistence, fact }: AggregateModel): AggregateShapes {
  const keeps = fact === undefined ? persistence : 'facts';
  return { context, name, category, id: id.map((part) => ({ name: part.name, type: part.type })), keeps, place };
}

function lineagesOf(aggregate: AggregateModel, hashOf: HashOf): Lineage[] {
  const { context, name, events, commands, state } = aggregate;
  const common = { context, aggregate: name, isRemoved: false, event: undefined, command: undefined };
  const messages = [
    ...events.map((event): Lineage => ({
      ...common,
      kind: 'event',
      ...namesOf(event),
      event: factsOf(event),
      versions: versionsOf(event.versions, hashOf),
    })),
    ...commands.map((command): Lineage => ({
      ...common,
      kind: 'command',
      ...namesOf(command),
      command,
      versions: versionsOf(command.versions, hashOf),
    })),
  ];
  if (state === undefined) return messages;
  const { place } = state;
  const type = `${context}.${name}`;
  return [...messages, { ...common, kind: 'state', name, type, versions: versionsOf(state.versions, hashOf), place }];
}

function namesOf({ name, type, place }: EventModel | CommandModel): Pick<Lineage, 'name' | 'type' | 'place'> {
  return { name, type, place };
}

function factsOf({ aliases, becomes, retired, ignored }: EventModel): EventFacts {
  return {
    aliases,
    becomes: becomes?.map(({ event, schemaVersion }) => `${event}@${String(schemaVersion)}`),
    isRetired: retired !== undefined,
    isIgnored: ignored !== undefined,
  };
}

function typeLineage({ context, name, versions, place }: NamedTypeModel, hashOf: HashOf): Lineage {
  const nothing = { aggregate: undefined, event: undefined, command: undefined, isRemoved: false };
  return {
    kind: 'type',
    context,
    name,
    type: `${context}.${name}`,
    ...nothing,
    versions: versionsOf(versions, hashOf),
    place,
  };
}

function versionsOf(
  versions: readonly (MessageVersionModel | StateVersionModel | TypeVersionModel)[],
  hashOf: HashOf,
): readonly LineageVersion[] {
  return versions.map((each) => {
    const { schemaVersion, place } = each;
    const type = typeOfVersion(each);
    return { schemaVersion, type, hash: hashOf(type), step: stepOf(each, schemaVersion), place };
  });
}

/** The shape of a version as a type, messages being objects. */
export function typeOfVersion(each: MessageVersionModel | StateVersionModel | TypeVersionModel): TypeModel {
  return 'shape' in each ? { kind: 'object', shape: each.shape, constraints: noConstraints } : each.type;
}

/** What a step counts as when nothing is declared. */
export const inferredStep = 'inferred';

function stepOf({ upcast }: DeclaredSteps, schemaVersion: number): string | undefined {
  if (schemaVersion === 1) return undefined;
  return upcast === undefined ? inferredStep : shortHash(stepText(upcast));
}
