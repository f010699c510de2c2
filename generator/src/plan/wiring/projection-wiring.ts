/** What a context's wiring says of its projections: handlers in the options, rows in the result. */
import type { ProjectionModel } from '../../model/projection-model.js';
import { camelCase } from '../../naming/letter-case.js';
import { propertyAccess, propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { array, call, type Code } from '../layout/code.js';
import { docComment } from '../layout/doc-comment.js';
import { layOut, lineWidth } from '../layout/lay-out.js';
import type { ModuleScope } from '../names/module-scope.js';

/** The property of a context that holds its projections, in options and result. */
const projectionsKey = 'projections';

export interface GroupMemberView {
  readonly doc: string;
  readonly key: string;
  readonly type: string;
  /** An entry of the object that implements it, with its comma. */
  readonly implementation: string;
}

interface Wiring {
  readonly scope: ModuleScope;
  readonly plan: DomainPlan;
  /** Names of the opening function's own variables. */
  readonly locals: { readonly context: string; readonly options: string };
}

/** One for all projections; none where there are none. */
export function projectionsWiring(
  projections: readonly ProjectionModel[],
  wiring: Wiring,
): readonly { readonly key: string; readonly members: readonly GroupMemberView[] }[] {
  const members = projections.map((projection) => projectionWiring(projection, wiring));
  return members.length === 0 ? [] : [{ key: projectionsKey, members }];
}

function projectionWiring(projection: ProjectionModel, { scope, plan, locals }: Wiring): GroupMemberView {
  const { name, description } = projection;
  const { contract, definition } = plan.names.projection(projection);
  const key = propertyKey(camelCase(name));
  const opened = call(scope.door('openProjection'), locals.context, scope.value(definition));
  return {
    doc: docComment({ description, otherwise: `The rows of ${name}.` }, 4),
    key,
    type: `${scope.doorType('Projection')}<${scope.type(contract)}>`,
    implementation: `${key}: ${layOut(opened, { indent: 6, column: 8 + key.length, after: 1 })},`,
  };
}

/** Whether handlers are given the units of the store: those that are called on request are not. */
export const hasUnits = (projections: readonly ProjectionModel[]): boolean =>
  projections.some(({ run }) => run !== 'live');

/** The option that takes the handlers, or nothing. @param unit the type of the store's units, where any handler is given one */
export function projectionsOption(
  projections: readonly ProjectionModel[],
  unit: string | undefined,
  { scope, plan }: Wiring,
): readonly string[] {
  const members = projections.map((projection) => {
    const { name, run } = projection;
    const type = scope.type(plan.names.projection(projection).handlers);
    return `readonly ${propertyKey(camelCase(name))}: ${run === 'live' || unit === undefined ? type : `${type}<${unit}>`}`;
  });
  if (members.length === 0) return [];
  const flat = `readonly ${projectionsKey}: { ${members.join('; ')} };`;
  if (2 + flat.length <= lineWidth) return [flat];
  return [`readonly ${projectionsKey}: {\n${members.map((member) => `    ${member};\n`).join('')}  };`];
}

/** Definitions with their handlers, as the context is opened with them; nothing where there are none. */
export function boundProjections(
  projections: readonly ProjectionModel[],
  { scope, plan, locals }: Wiring,
): readonly Code[] {
  if (projections.length === 0) return [];
  const handlers = propertyAccess(locals.options, projectionsKey);
  const bound = projections.map((projection) =>
    call(
      scope.door('bindProjection'),
      scope.value(plan.names.projection(projection).definition),
      propertyAccess(handlers, camelCase(projection.name)),
    ),
  );
  return [array(bound)];
}
