import type { AggregateModel } from '../../model/domain-model.js';
import type { DomainPlan } from '../domain-plan.js';
import type { AggregateNames } from '../names/aggregate-names.js';
import type { CustomNeeds } from '../steps/custom-functions.js';
import type { ModuleScope } from '../names/module-scope.js';

export interface WiringContext {
  /** Property of the aggregate in options and API. */
  readonly key: string;
  /** Names of the opening function's own variables. */
  readonly locals: { readonly context: string; readonly options: string };
  /** What steps of the aggregate need of the user. */
  readonly needs: CustomNeeds;
  readonly scope: ModuleScope;
  readonly plan: DomainPlan;
}

/** What every method of one aggregate is written with. */
export interface MethodContext extends WiringContext {
  readonly aggregate: AggregateModel;
  readonly names: AggregateNames;
  /** Variable that holds the repository. */
  readonly repository: string;
  /** Type of the state that `load` gives. */
  readonly state: string;
}

export interface WiringMethodView {
  readonly doc: string;
  readonly signature: string;
  /** An entry of the object that implements it, with its comma. */
  readonly implementation: string;
}
