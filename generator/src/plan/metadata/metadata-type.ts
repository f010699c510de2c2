import type { DomainPlan } from '../domain-plan.js';
import type { Exported, ModuleScope } from '../names/module-scope.js';

/** Type of the project's own metadata keys; `undefined` for a project without any. */
export const metadataType = ({ model, names }: DomainPlan): Exported | undefined =>
  model.metadata.length === 0 ? undefined : names.metadata.type;

/** `context`, the local name of `DecideContext`, with those keys. */
export function contextType(context: string, scope: ModuleScope, plan: DomainPlan): string {
  const keys = metadataType(plan);
  return keys === undefined ? context : `${context}<${scope.type(keys)}>`;
}
