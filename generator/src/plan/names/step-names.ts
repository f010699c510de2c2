import type {
  AggregateModel,
  CommandModel,
  ContextModel,
  EventModel,
  NamedTypeModel,
  StateModel,
} from '../../model/domain-model.js';
import { isStateStored } from '../../model/stored-state.js';
import { pascalCase } from '../../naming/letter-case.js';
import { constName, type Exported, type ModuleScope } from './module-scope.js';
import { versionSuffix } from './version-names.js';

/** Functions between two versions, and back. */
export interface StepNames {
  readonly up: Exported;
  readonly down: Exported;
}

export interface MessageStepNames {
  /** By the newer version; nothing for the first. */
  readonly steps: ReadonlyMap<number, StepNames>;
  /** What stands for the event when it is read, and the function that gives it. */
  readonly part: Exported;
  readonly becomes: Exported;
}

/** Interfaces of the functions that users write. */
export interface UpcastsNames {
  /** Those of the aggregate, or of the context's types. */
  readonly own: Exported;
  /** All that functions of the file are given. */
  readonly custom: Exported;
}

interface AggregateStepNames {
  readonly upcastsNames: UpcastsNames;
  readonly stepNames: ReadonlyMap<VersionedModel, MessageStepNames>;
}

/** What has versions in the stream of an aggregate, or beside it. */
export type VersionedModel = EventModel | CommandModel | StateModel;

export const isState = (model: VersionedModel): model is StateModel => 'union' in model;

/** Everything of an aggregate that lies somewhere in older versions. */
export function versionedModels(aggregate: AggregateModel): readonly VersionedModel[] {
  const { events, commands, state } = aggregate;
  return [...events, ...commands, ...(state !== undefined && isStateStored(aggregate) ? [state] : [])];
}

/** `orderPlacedV1ToV2`, and `OrderUpcasters` for what users write. */
export function stepNames(aggregate: AggregateModel, scope: ModuleScope): AggregateStepNames {
  const { name } = aggregate;
  const own = scope.declare('type', `${name}Upcasters`);
  const custom = scope.declare('type', `${name}Custom`);
  const entries = versionedModels(aggregate).map((model): readonly [VersionedModel, MessageStepNames] => {
    const base = isState(model) ? `${name}State` : model.name;
    const steps = stepsOf(model.versions, scope, (from, to) => `${constName(base)}${from}To${to}`);
    const part = scope.declare('type', `${base}Part`);
    return [model, { steps, part, becomes: scope.declare('value', `${constName(base)}Becomes`) }];
  });
  return { upcastsNames: { own, custom }, stepNames: new Map(entries) };
}

export interface TypeStepNames {
  readonly upcastsNames: UpcastsNames;
  readonly steps: ReadonlyMap<NamedTypeModel, ReadonlyMap<number, StepNames>>;
}

/** `upcastAddressV1ToV2`, `downcastAddressV2ToV1`, and `PaymentsTypeUpcasters` for what users write. */
export function typeStepNames({ name, types }: ContextModel, scope: ModuleScope): TypeStepNames {
  const own = scope.declare('type', `${pascalCase(name)}TypeUpcasters`);
  const custom = scope.declare('type', `${pascalCase(name)}TypesCustom`);
  const steps = types.map((type) => {
    const named = stepsOf(type.versions, scope, (from, to, word) => `${word}${type.name}${from}To${to}`);
    return [type, named] as const;
  });
  return { upcastsNames: { own, custom }, steps: new Map(steps) };
}

function stepsOf(
  versions: readonly { readonly schemaVersion: number }[],
  scope: ModuleScope,
  nameOf: (from: string, to: string, word: 'upcast' | 'downcast') => string,
): ReadonlyMap<number, StepNames> {
  const entries = versions.slice(1).map(({ schemaVersion }) => {
    const [older, newer] = [versionSuffix(schemaVersion - 1), versionSuffix(schemaVersion)];
    const up = scope.declare('value', nameOf(older, newer, 'upcast'));
    return [schemaVersion, { up, down: scope.declare('value', nameOf(newer, older, 'downcast')) }] as const;
  });
  return new Map(entries);
}
