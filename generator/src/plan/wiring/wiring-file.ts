/** Target `<context>.ts`: the registry of a context's events, and the function that opens the context on a store. */
import type { ContextModel } from '../../model/domain-model.js';
import { isStateStored } from '../../model/stored-state.js';
import { writtenEvents } from '../../model/written-events.js';
import { byCodeUnit } from '../../naming/by-code-unit.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import type { StatementView } from '../contract/contract-file.js';
import { array, call, object, type Code, type ObjectCode } from '../layout/code.js';
import { constantStatement } from '../layout/lay-out.js';
import { docComment } from '../layout/doc-comment.js';
import { layOutStatements, returned } from '../layout/statement.js';
import { layOutSignature, layOutTypeParameters, layOutUnion } from '../layout/type-text.js';
import type { ModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import { unitParameter, type UnitParameter } from '../projection/unit-parameter.js';
import { entry } from '../types/shape-code.js';
import { contextCustom, customView, openStatement, typesOption, type ContextCustom } from './custom-wiring.js';
import {
  boundProjections,
  hasUnits,
  projectionsOption,
  projectionsWiring,
  type GroupMemberView,
} from './projection-wiring.js';
import { boundProcesses, processesOption, processesWiring } from './process-wiring.js';
import { aggregateWiring, streamsOption, type AggregateWiringView, type TypeParameter } from './aggregate-wiring.js';

export interface WiringFileView extends FileView {
  readonly contractDoc: string;
  readonly contract: string;
  /** The type of what users write for steps, or nothing. */
  readonly customs: readonly StatementView[];
  readonly registryDoc: string;
  readonly registry: string;
  readonly optionsDoc: string;
  /** Up to and including the opening brace, and the closing one where there are no options. */
  readonly optionsHead: string;
  readonly hasOptions: boolean;
  readonly options: readonly { readonly text: string }[];
  readonly apiDoc: string;
  /** Up to and including the opening brace. */
  readonly apiHead: string;
  readonly aggregates: readonly AggregateWiringView[];
  /** Its projections and its processes, where it has some. */
  readonly groups: readonly { readonly key: string; readonly members: readonly GroupMemberView[] }[];
  readonly createDoc: string;
  /** Up to and including the opening brace. */
  readonly createHead: string;
  readonly open: string;
  /** The function that hands the result out, and what it is handed out with. */
  readonly expose: string;
  readonly opened: string;
}

/** `undefined` for a context of types alone. */
export function planWiringFile(context: ContextModel, plan: DomainPlan): PlannedFile<WiringFileView> | undefined {
  const { projections, processes, name } = context;
  const aggregates = context.aggregates.filter(({ style }) => style !== 'process');
  if (aggregates.length + projections.length + processes.length === 0) return undefined;
  const { wiring: scope, wiringNames } = plan.names.context(context);
  const locals = { context: scope.claim('context', 'context'), options: scope.claim('options', 'options') };
  const custom = contextCustom(context, plan);
  const customName = custom.isNeeded ? scope.claim('custom', 'custom') : 'custom';
  const streams = custom.aggregates.filter(isProcess);
  const repositories = custom.aggregates.filter((each) => !isProcess(each));
  const wirings = repositories.map(({ aggregate, key, needs }) =>
    aggregateWiring(aggregate, { key, locals, needs, scope, plan }),
  );
  const reading = { scope, plan, locals };
  const ofUsers = wirings.flatMap(({ typeParameter }) => typeParameter ?? []);
  const unit = hasUnits(projections) ? unitParameter(scope) : undefined;
  // Behind the user's own, so that whoever names those need not name it.
  const ofOptions = unit === undefined ? ofUsers : [...ofUsers, unit];
  const contracts = aggregates.map((aggregate) => scope.type(plan.names.aggregate(aggregate).contractNames.contract));
  const ofStreams = streams.map(({ aggregate, key, needs }) =>
    streamsOption(aggregate, { key, locals, needs, scope, plan }),
  );
  const options = [
    ...storeOption(context, scope),
    ...[...wirings.map(({ option }) => option), ...ofStreams].filter((option) => option !== undefined),
    ...typesOption(custom, scope, plan),
    ...projectionsOption(projections, unit?.name, reading),
    ...processesOption(processes, reading),
  ];
  const view = {
    contractDoc: docComment({ otherwise: `All aggregates of the context ${name}.` }),
    contract: layOutUnion(`export type ${wiringNames.contract.name} =`, contracts.length === 0 ? ['never'] : contracts),
    registryDoc: docComment({ otherwise: 'Its events by stored name: decodes what any store holds of them.' }),
    customs: customView(context, custom, plan),
    registry: registryStatement(context, custom, { name: customName, plan }),
    optionsDoc: docComment({ otherwise: `What the context ${name} runs on.` }),
    optionsHead: layOutTypeParameters(
      `export interface ${wiringNames.options.name}`,
      declarationsOf(ofOptions),
      ` extends ${contextOptions(context, unit, scope)} ${options.length === 0 ? '{}' : '{'}`,
    ),
    hasOptions: options.length > 0,
    options: options.map((text) => ({ text })),
    apiDoc: docComment({ otherwise: `The context ${name}, opened on a store.` }),
    apiHead: layOutTypeParameters(`export interface ${wiringNames.api.name}`, declarationsOf(ofUsers), ' {'),
    aggregates: wirings.map((wiring) => wiring.view),
    groups: [...projectionsWiring(projections, reading), ...processesWiring(processes, reading)],
    createDoc: docComment({ otherwise: `Opens the context ${name} on a store.` }),
    createHead: layOutSignature(
      layOutTypeParameters(`export function ${wiringNames.create.name}`, declarationsOf(ofOptions), '', '('),
      [`${locals.options}: ${wiringNames.options.name}${argumentsOf(ofOptions)}`],
      wiringNames.api.name + argumentsOf(ofUsers),
      { indent: 0, end: ' {' },
    ),
    open: openStatement(context, custom, { ...locals, plan, further: furtherOf(context, reading) }),
    expose: scope.door('exposeContext'),
    opened: locals.context,
  };
  const sources = [...aggregates, ...projections, ...processes].flatMap((each) => each.sources);
  return generatedFile({ scope, template: 'wiring', sources }, (header) => ({ ...header, ...view }));
}

const isProcess = ({ aggregate: { style } }: ContextCustom['aggregates'][number]): boolean => style === 'process';

const keepsRows = ({ projections, processes }: ContextModel): boolean => projections.length + processes.length > 0;

/** A store that holds rows is one that stores states. */
function storeOption(context: ContextModel, scope: ModuleScope): readonly string[] {
  const isNamed = context.aggregates.some(isStateStored) && !keepsRows(context);
  return isNamed ? [`readonly store: ${scope.doorType('StateStore')};`] : [];
}

function contextOptions(context: ContextModel, unit: UnitParameter | undefined, scope: ModuleScope): string {
  if (!keepsRows(context)) return scope.doorType('ContextOptions');
  return scope.doorType('ProjectionOptions') + (unit === undefined ? '' : `<${unit.name}>`);
}

/** What the context is opened with besides registry and options. */
function furtherOf(
  { projections, processes }: ContextModel,
  reading: Parameters<typeof boundProjections>[1],
): readonly Code[] {
  const bound = boundProjections(projections, reading);
  if (processes.length === 0) return bound;
  return [...(bound.length === 0 ? [array([])] : bound), ...boundProcesses(processes, reading)];
}

const declarationsOf = (parameters: readonly TypeParameter[]): readonly string[] =>
  parameters.map(({ declaration }) => declaration);

/** On one line: unlike parameters, arguments have no comma behind the last one. */
const argumentsOf = (parameters: readonly TypeParameter[]): string =>
  parameters.length === 0 ? '' : `<${parameters.map(({ name }) => name).join(', ')}>`;

function registryStatement(
  context: ContextModel,
  custom: ContextCustom,
  { name, plan }: { readonly name: string; readonly plan: DomainPlan },
): string {
  const { wiring: scope, wiringNames } = plan.names.context(context);
  const definitions = context.aggregates.map((aggregate) => {
    const definition = scope.value(plan.names.aggregate(aggregate).contractNames.definition);
    return aggregate.style === 'process' ? call(scope.door('processStreams'), definition) : definition;
  });
  const type = `${scope.doorType('Registry')}<${wiringNames.contract.name}>`;
  const own: ObjectCode['entries'] = custom.isNeeded ? [entry('custom', name)] : [];
  const options = [...registryOptions(context, plan), ...own];
  const args = [literal(context.name), array(definitions), ...(options.length === 0 ? [] : [object(options)])];
  const code = call(scope.door('defineRegistry'), ...args);
  if (!custom.isNeeded) return constantStatement(`export const ${wiringNames.registry.name}: ${type} = `, code);
  const head = `export function ${wiringNames.registry.name}`;
  const signature = layOutSignature(head, [`${name}: ${wiringNames.custom.name}`], type, { indent: 0, end: ' {' });
  return `${signature}\n${layOutStatements([returned(code)], 2)}}`;
}

/** What the configuration says differently from the runtime's defaults. */
function registryOptions(context: ContextModel, { config, model, names }: DomainPlan): (readonly [string, Code])[] {
  const { wiring: scope } = names.context(context);
  const { unknownFields, unknownEnum } = config;
  const events = new Set(context.aggregates.flatMap((aggregate) => writtenEvents(aggregate).map(({ type }) => type)));
  const writeAs = Object.entries(config.writeAs)
    .filter(([type]) => events.has(type))
    .sort(([left], [right]) => byCodeUnit(left, right))
    .map(([type, schemaVersion]) => [propertyKey(type), String(schemaVersion)] as const);
  return [
    ...(unknownFields === 'reject' ? [] : [['unknownFields', literal(unknownFields)] as const]),
    ...(unknownEnum === 'fail' ? [] : [['unknownEnum', literal(unknownEnum)] as const]),
    ...(model.metadata.length === 0 ? [] : [['metadata', scope.value(names.metadata.keys)] as const]),
    ...(writeAs.length === 0 ? [] : [['writeAs', object(writeAs)] as const]),
  ];
}
