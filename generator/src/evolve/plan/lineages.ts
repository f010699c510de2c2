/** Everything that has versions, with the type of each: what steps stand between. */
import type {
  AggregateModel,
  DomainModel,
  IdPart,
  MessageVersionModel,
  StateVersionModel,
  TypeVersionModel,
} from '../../model/domain-model.js';
import { isStateStored } from '../../model/stored-state.js';
import { noConstraints, type ShapeModel, type TypeModel } from '../../model/type-model.js';
import type { StepTask } from '../step-task.js';

export type AnyVersion = MessageVersionModel | TypeVersionModel | StateVersionModel;

/** One thing and its versions, oldest first. */
export interface Lineage<V extends AnyVersion = AnyVersion> {
  readonly owner: string;
  readonly kind: StepTask['kind'];
  readonly id: readonly IdPart[];
  readonly versions: readonly LineageVersion<V>[];
}

export interface LineageVersion<V extends AnyVersion> {
  readonly declared: V;
  /** The whole value. */
  readonly type: TypeModel;
}

export interface Lineages {
  readonly types: readonly (Lineage<TypeVersionModel> & { readonly context: string })[];
  readonly messages: readonly Lineage<MessageVersionModel>[];
  readonly states: readonly Lineage<StateVersionModel>[];
  /** Those that are stored for good, and have to be read again. */
  readonly storedStates: readonly Lineage<StateVersionModel>[];
}

/** Only those with more than one version. */
export function lineagesOf({ contexts }: DomainModel): Lineages {
  const aggregates = contexts.flatMap((context) => context.aggregates);
  const types = contexts.flatMap((context) => context.types);
  return {
    types: types.filter(hasSteps).map(({ context, name, versions }) => ({
      owner: name,
      context,
      kind: 'type',
      id: [],
      versions: versions.map((declared) => ({ declared, type: declared.type })),
    })),
    messages: aggregates.flatMap(({ events, commands, id }) => [
      ...events.filter(hasSteps).map(({ name, versions }) => messageLineage(name, 'event', versions, id)),
      ...commands.filter(hasSteps).map(({ name, versions }) => messageLineage(name, 'command', versions, id)),
    ]),
    states: aggregates.filter((aggregate) => !isStateStored(aggregate)).flatMap(stateLineage),
    storedStates: aggregates.filter(isStateStored).flatMap(stateLineage),
  };
}

function stateLineage({ name, state, id }: AggregateModel): readonly Lineage<StateVersionModel>[] {
  if (state === undefined || !hasSteps(state)) return [];
  const versions = state.versions.map((declared) => ({ declared, type: declared.type }));
  return [{ owner: `State of ${name}`, kind: 'state', id, versions }];
}

const hasSteps = ({ versions }: { readonly versions: readonly unknown[] }): boolean => versions.length > 1;

/** The identity, which every version of a command says besides, is not among the fields: it is the same in all of them. */
function messageLineage(
  owner: string,
  kind: 'event' | 'command',
  versions: readonly MessageVersionModel[],
  id: readonly IdPart[],
): Lineage<MessageVersionModel> {
  return { owner, kind, id, versions: versions.map((declared) => ({ declared, type: objectOf(declared.shape) })) };
}

const objectOf = (shape: ShapeModel): TypeModel => ({ kind: 'object', shape, constraints: noConstraints });
