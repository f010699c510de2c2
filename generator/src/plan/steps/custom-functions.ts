/** The functions that users write for steps: which they are, where they stand, what they take and give. */
import type { AggregateModel, ContextModel, EventModel } from '../../model/domain-model.js';
import type { Evolution, Expression, StepPlan } from '../../model/evolution-model.js';
import type { TypeModel } from '../../model/type-model.js';
import type { DomainPlan } from '../domain-plan.js';
import { found } from '../names/domain-names.js';
import type { Exported } from '../names/module-scope.js';
import { versionedModels, type VersionedModel } from '../names/step-names.js';
import { keyOf, stepsOfVersion } from './message-steps.js';
import { walkExpression } from './needs.js';

/** Where a function stands: properties from the outermost object to the one that has it. */
export interface CustomFunction {
  readonly container: readonly string[];
  /** The path that it gives the value of; a version for all of it; `becomes`. */
  readonly name: string;
  readonly kind: 'value' | 'whole' | 'becomes';
  readonly from: number;
  readonly to: number;
  /** Of a value. */
  readonly type: TypeModel | undefined;
  /** Whether it may give nothing. */
  readonly mayBeAbsent: boolean;
}

/** Those of one message or type, by its name. */
export interface CustomOwner<Model> {
  readonly model: Model;
  readonly functions: readonly CustomFunction[];
}

interface StepsOfVersion {
  readonly up: StepPlan;
  readonly down: StepPlan | undefined;
}

export function customOfAggregate(
  aggregate: AggregateModel,
  evolution: Evolution,
): readonly CustomOwner<VersionedModel>[] {
  return versionedModels(aggregate).flatMap((model) => {
    const becomes = 'becomes' in model && model.becomes !== undefined ? [becomesOf(model)] : [];
    const functions = [...functionsOf(keyOf(model), stepsOf(model, evolution)), ...becomes];
    return functions.length === 0 ? [] : [{ model, functions }];
  });
}

export function customOfTypes(
  { types }: ContextModel,
  evolution: Evolution,
): readonly CustomOwner<ContextModel['types'][number]>[] {
  return types.flatMap((model) => {
    const steps = model.versions.flatMap((each) => evolution.types.get(each) ?? []);
    const functions = functionsOf(model.name, steps);
    return functions.length === 0 ? [] : [{ model, functions }];
  });
}

const stepsOf = ({ versions }: VersionedModel, evolution: Evolution): readonly StepsOfVersion[] =>
  versions.flatMap((each) => stepsOfVersion(evolution, each) ?? []);

function functionsOf(name: string, steps: readonly StepsOfVersion[]): readonly CustomFunction[] {
  const up = steps.flatMap((each) => ofStep(each.up, [name]));
  const down = steps.flatMap((each) => (each.down === undefined ? [] : ofStep(each.down, [name, 'downcasts'])));
  return [...up, ...down];
}

/** Both ways stand under the newer version. */
function ofStep(step: StepPlan, container: readonly string[]): readonly CustomFunction[] {
  const { from, to, value, customPaths } = step;
  const key = String(Math.max(from, to));
  if (value === undefined)
    return [{ container, name: key, kind: 'whole', from, to, type: undefined, mayBeAbsent: false }];
  if (customPaths.length === 0) return [];
  const types = new Map<string, TypeModel>();
  const optional = new Set<Expression>();
  walkExpression(value, (inner) => {
    if (inner.kind === 'custom') types.set(inner.path, inner.type);
    if (inner.kind !== 'object') return;
    for (const field of inner.fields) if (field.kind === 'where-converted') optional.add(field.value);
  });
  const absent = new Set([...optional].flatMap((each) => (each.kind === 'custom' ? [each.path] : [])));
  return customPaths.map((path) => ({
    container: [...container, key],
    name: path,
    kind: 'value',
    from,
    to,
    type: types.get(path),
    mayBeAbsent: absent.has(path),
  }));
}

function becomesOf({ name, versions }: EventModel): CustomFunction {
  const from = versions.length;
  return { container: [name], name: 'becomes', kind: 'becomes', from, to: from, type: undefined, mayBeAbsent: false };
}

/** What steps need of the user. */
export interface CustomNeeds {
  /** Functions for messages of the aggregate itself. */
  readonly own: boolean;
  /** Contexts whose types need functions, sorted. */
  readonly types: readonly string[];
}

export function needsOfAggregate(aggregate: AggregateModel, evolution: Evolution): CustomNeeds {
  const steps = versionedModels(aggregate).flatMap((model) => stepsOf(model, evolution));
  return { own: customOfAggregate(aggregate, evolution).length > 0, types: customTypesOf(steps) };
}

/** Types of the file of steps that users name. */
export function upcastsExports(aggregate: AggregateModel, { names, evolution }: DomainPlan): readonly Exported[] {
  const { upcastsNames, stepNames } = names.aggregate(aggregate);
  const owners = customOfAggregate(aggregate, evolution);
  const parts = owners.flatMap(({ model, functions }) =>
    functions.some(({ kind }) => kind === 'becomes') ? [found(stepNames.get(model), keyOf(model)).part] : [],
  );
  return owners.length === 0 ? [] : [upcastsNames.own, ...parts];
}

/** Contexts whose functions steps call, sorted. */
export function customTypesOf(steps: readonly StepsOfVersion[]): readonly string[] {
  const contexts = steps.flatMap(({ up, down }) => [...up.customTypes, ...(down?.customTypes ?? [])]);
  return [...new Set(contexts)].sort();
}
