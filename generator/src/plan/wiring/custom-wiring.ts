/** What a context's wiring says of functions that users write for steps: nothing, where no step calls any. */
import type { AggregateModel, ContextModel } from '../../model/domain-model.js';
import { camelCase } from '../../naming/letter-case.js';
import { propertyAccess, propertyKey } from '../../naming/property-key.js';
import type { StatementView } from '../contract/contract-file.js';
import type { DomainPlan } from '../domain-plan.js';
import { call, object, type Code, type ObjectCode } from '../layout/code.js';
import { docComment } from '../layout/doc-comment.js';
import { layOutAssigned } from '../layout/lay-out.js';
import type { ModuleScope } from '../names/module-scope.js';
import { needsOfAggregate, type CustomNeeds } from '../steps/custom-functions.js';
import { typesKey } from '../steps/message-steps.js';
import { typeUpcastersType } from '../steps/upcasts-interfaces.js';

export interface ContextCustom {
  readonly aggregates: readonly {
    readonly aggregate: AggregateModel;
    /** Property of the aggregate in options and API. */
    readonly key: string;
    readonly needs: CustomNeeds;
  }[];
  /** Contexts whose types' functions are called, sorted. */
  readonly types: readonly string[];
  readonly typesKey: string;
  readonly isNeeded: boolean;
}

export function contextCustom({ aggregates }: ContextModel, { evolution }: DomainPlan): ContextCustom {
  const all = aggregates.map((aggregate) => ({
    aggregate,
    key: camelCase(aggregate.name),
    needs: needsOfAggregate(aggregate, evolution),
  }));
  const types = [...new Set(all.flatMap(({ needs }) => needs.types))].sort();
  const isNeeded = types.length > 0 || all.some(({ needs }) => needs.own);
  return { aggregates: all, types, typesKey: typesKey(aggregates), isNeeded };
}

/** The option that takes the functions for types. */
export function typesOption(custom: ContextCustom, scope: ModuleScope, plan: DomainPlan): readonly string[] {
  if (custom.types.length === 0) return [];
  return [`readonly ${custom.typesKey}: ${typeUpcastersType(custom.types, scope, plan)};`];
}

/** The type of everything that the registry is given. */
export function customView(context: ContextModel, custom: ContextCustom, plan: DomainPlan): readonly StatementView[] {
  if (!custom.isNeeded) return [];
  const { wiring: scope, wiringNames } = plan.names.context(context);
  const own = custom.aggregates.flatMap(({ aggregate, key, needs }) =>
    needs.own ? [`readonly ${propertyKey(key)}: ${scope.type(plan.names.aggregate(aggregate).upcastsNames.own)};`] : [],
  );
  const members = [...own, ...typesOption(custom, scope, plan)].map((member) => `  ${member}\n`);
  const doc = docComment({ otherwise: 'Functions of yours that steps between schema versions call.' });
  return [{ doc, text: `export interface ${wiringNames.custom.name} {\n${members.join('')}}` }];
}

interface Locals {
  readonly context: string;
  readonly options: string;
  readonly plan: DomainPlan;
  /** What the context is opened with besides. */
  readonly further: readonly Code[];
}

/** The statement that opens the context. */
export function openStatement(
  context: ContextModel,
  custom: ContextCustom,
  { plan, further, ...locals }: Locals,
): string {
  const { wiring: scope, wiringNames } = plan.names.context(context);
  const registry = wiringNames.registry.name;
  const made = custom.isNeeded ? call(registry, object(givenEntries(custom, locals.options))) : registry;
  const head = `  const ${locals.context} =`;
  return layOutAssigned(head, call(scope.door('openContext'), made, locals.options, ...further), 2).trimStart();
}

function givenEntries({ aggregates, types, typesKey: key }: ContextCustom, options: string): ObjectCode['entries'] {
  const own = aggregates
    .filter(({ needs }) => needs.own)
    .map((each): readonly [string, Code] => [propertyKey(each.key), `${propertyAccess(options, each.key)}.upcasters`]);
  return [...own, ...(types.length === 0 ? [] : [[propertyKey(key), propertyAccess(options, key)] as const])];
}
