import type { ContextModel, NamedTypeModel, TypeVersionModel } from '../../model/domain-model.js';
import type { StepPlan } from '../../model/evolution-model.js';
import type { DomainPlan } from '../domain-plan.js';
import { found } from '../names/domain-names.js';
import type { Exported } from '../names/module-scope.js';
import { customOfTypes } from './custom-functions.js';

/** Two neighbours among the versions of a type. */
export interface TypeStep {
  readonly type: NamedTypeModel;
  readonly older: TypeVersionModel;
  readonly newer: TypeVersionModel;
  readonly up: StepPlan;
  readonly down: StepPlan | undefined;
}

/** Steps between versions that are generated. */
export function stepsOf({ types }: ContextModel, plan: DomainPlan): readonly TypeStep[] {
  return types.flatMap((type) =>
    type.versions.slice(1).flatMap((newer, index) => {
      const older = found(type.versions[index], type.name);
      if (![older, newer].every((typeVersion) => plan.isUsed({ type, typeVersion }))) return [];
      return [{ type, older, newer, ...found(plan.evolution.types.get(newer), type.name) }];
    }),
  );
}

/** Functions of the file, in order, and types of what users write; for those who pass them on. */
export function typeUpcastsExports(context: ContextModel, plan: DomainPlan): readonly Exported[] {
  const { steps, upcastsNames } = plan.names.context(context).typeStepNames;
  const functions = stepsOf(context, plan).flatMap(({ type, newer, down }) => {
    const names = found(steps.get(type)?.get(newer.schemaVersion), type.name);
    return down === undefined ? [names.up] : [names.up, names.down];
  });
  return hasCustom(context, plan) ? [...functions, upcastsNames.own] : functions;
}

export const hasCustom = (context: ContextModel, plan: DomainPlan): boolean =>
  customOfTypes(context, plan.evolution).length > 0;
