/** What a context's wiring says of its processes: handlers in the options, instances in the result. */
import type { ProcessModel } from '../../model/process-model.js';
import { camelCase } from '../../naming/letter-case.js';
import { propertyAccess, propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { array, call, type Code } from '../layout/code.js';
import { docComment } from '../layout/doc-comment.js';
import { layOut, lineWidth } from '../layout/lay-out.js';
import type { ModuleScope } from '../names/module-scope.js';
import type { GroupMemberView } from './projection-wiring.js';

/** The property of a context that holds its processes, in options and result. */
const processesKey = 'processes';

interface Wiring {
  readonly scope: ModuleScope;
  readonly plan: DomainPlan;
  /** Names of the opening function's own variables. */
  readonly locals: { readonly context: string; readonly options: string };
}

/** One for all processes; none where there are none. */
export function processesWiring(
  processes: readonly ProcessModel[],
  wiring: Wiring,
): readonly { readonly key: string; readonly members: readonly GroupMemberView[] }[] {
  const members = processes.map((process) => processWiring(process, wiring));
  return members.length === 0 ? [] : [{ key: processesKey, members }];
}

function processWiring(process: ProcessModel, { scope, plan, locals }: Wiring): GroupMemberView {
  const { name, description } = process;
  const { contract, definition } = plan.names.aggregate(process.streams).contractNames;
  const key = propertyKey(camelCase(name));
  const opened = call(scope.door('openProcess'), locals.context, scope.value(definition));
  return {
    doc: docComment({ description, otherwise: `The instances of ${name}.` }, 4),
    key,
    type: `${scope.doorType('ProcessInstances')}<${scope.type(contract)}>`,
    implementation: `${key}: ${layOut(opened, { indent: 6, column: 8 + key.length, after: 1 })},`,
  };
}

/** The option that takes the handlers, or nothing. */
export function processesOption(
  processes: readonly ProcessModel[],
  { scope, plan }: Pick<Wiring, 'scope' | 'plan'>,
): readonly string[] {
  const members = processes.map(({ name, streams }) => {
    const type = scope.type(plan.names.aggregate(streams).contractNames.behaviour);
    return `readonly ${propertyKey(camelCase(name))}: ${type}`;
  });
  if (members.length === 0) return [];
  const flat = `readonly ${processesKey}: { ${members.join('; ')} };`;
  if (2 + flat.length <= lineWidth) return [flat];
  return [`readonly ${processesKey}: {\n${members.map((member) => `    ${member};\n`).join('')}  };`];
}

/** Definitions with their handlers, as the context is opened with them; nothing where there are none. */
export function boundProcesses(processes: readonly ProcessModel[], { scope, plan, locals }: Wiring): readonly Code[] {
  if (processes.length === 0) return [];
  const handlers = propertyAccess(locals.options, processesKey);
  const bound = processes.map(({ name, streams }) =>
    call(
      scope.door('bindProcess'),
      scope.value(plan.names.aggregate(streams).contractNames.definition),
      propertyAccess(handlers, camelCase(name)),
    ),
  );
  return [array(bound)];
}
