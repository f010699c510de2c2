/** Target `<context>.ts`: the registry of a context's events, and the function that opens the context on a store. */
import type { ContextModel } from '../../model/domain-model.js';
import { literal } from '../../naming/literal.js';
import { camelCase } from '../../naming/letter-case.js';
import type { DomainPlan } from '../domain-plan.js';
import { generatedFile, type FileView } from '../generated-file.js';
import { array, call, object, type Code } from '../layout/code.js';
import { constantStatement } from '../layout/lay-out.js';
import { docComment } from '../layout/doc-comment.js';
import { layOutSignature, layOutUnion } from '../layout/type-text.js';
import type { PlannedFile } from '../output-plan.js';
import { aggregateWiring, type AggregateWiringView } from './aggregate-wiring.js';

export interface WiringFileView extends FileView {
  readonly contractDoc: string;
  readonly contract: string;
  readonly registryDoc: string;
  readonly registry: string;
  readonly optionsDoc: string;
  readonly optionsName: string;
  readonly contextOptions: string;
  readonly hasOptions: boolean;
  readonly options: readonly { readonly text: string }[];
  readonly apiDoc: string;
  readonly apiName: string;
  readonly aggregates: readonly AggregateWiringView[];
  readonly createDoc: string;
  /** Up to and including the opening brace. */
  readonly createHead: string;
  readonly open: string;
}

/** `undefined` for a context without aggregates. */
export function planWiringFile(context: ContextModel, plan: DomainPlan): PlannedFile<WiringFileView> | undefined {
  const { aggregates, name } = context;
  if (aggregates.length === 0) return undefined;
  const { wiring: scope, wiringNames } = plan.names.context(context);
  const locals = { context: scope.claim('context', 'context'), options: scope.claim('options', 'options') };
  const wirings = aggregates.map((aggregate) =>
    aggregateWiring(aggregate, { key: camelCase(aggregate.name), locals, scope, plan }),
  );
  const typeParameters = wirings.flatMap(({ typeParameter }) => typeParameter ?? []);
  const declared = typeParameters.map(({ declaration }) => declaration);
  const given = typeArguments(typeParameters.map((parameter) => parameter.name));
  const contracts = aggregates.map((aggregate) => scope.type(plan.names.aggregate(aggregate).contractNames.contract));
  const options = wirings.flatMap(({ option }) => (option === undefined ? [] : [{ text: option }]));
  const view = {
    contractDoc: docComment({ otherwise: `All aggregates of the context ${name}.` }),
    contract: layOutUnion(`export type ${wiringNames.contract.name} =`, contracts),
    registryDoc: docComment({ otherwise: 'Its events by stored name: decodes what any store holds of them.' }),
    registry: registryStatement(context, plan),
    optionsDoc: docComment({ otherwise: `What the context ${name} runs on.` }),
    optionsName: wiringNames.options.name + typeArguments(declared),
    contextOptions: scope.doorType('ContextOptions'),
    hasOptions: options.length > 0,
    options,
    apiDoc: docComment({ otherwise: `The context ${name}, opened on a store.` }),
    apiName: wiringNames.api.name + typeArguments(declared),
    aggregates: wirings.map((wiring) => wiring.view),
    createDoc: docComment({ otherwise: `Opens the context ${name} on a store.` }),
    createHead: layOutSignature(
      `export function ${wiringNames.create.name}${typeArguments(declared)}`,
      [`${locals.options}: ${wiringNames.options.name}${given}`],
      wiringNames.api.name + given,
      { indent: 0, end: ' {' },
    ),
    open: `const ${locals.context} = ${scope.door('openContext')}(${wiringNames.registry.name}, ${locals.options});`,
  };
  const sources = aggregates.flatMap((aggregate) => aggregate.sources);
  return generatedFile({ scope, template: 'wiring', sources }, (header) => ({ ...header, ...view }));
}

const typeArguments = (names: readonly string[]): string => (names.length === 0 ? '' : `<${names.join(', ')}>`);

function registryStatement(context: ContextModel, plan: DomainPlan): string {
  const { wiring: scope, wiringNames } = plan.names.context(context);
  const definitions = context.aggregates.map((aggregate) =>
    scope.value(plan.names.aggregate(aggregate).contractNames.definition),
  );
  const type = `${scope.doorType('Registry')}<${wiringNames.contract.name}>`;
  const head = `export const ${wiringNames.registry.name}: ${type} = `;
  const options = registryOptions(context, plan);
  const args = [literal(context.name), array(definitions), ...(options.length === 0 ? [] : [object(options)])];
  return constantStatement(head, call(scope.door('defineRegistry'), ...args));
}

/** What the configuration says differently from the runtime's defaults. */
function registryOptions(context: ContextModel, { config, model, names }: DomainPlan): (readonly [string, Code])[] {
  const { wiring: scope } = names.context(context);
  const { unknownFields, unknownEnum } = config;
  return [
    ...(unknownFields === 'reject' ? [] : [['unknownFields', literal(unknownFields)] as const]),
    ...(unknownEnum === 'fail' ? [] : [['unknownEnum', literal(unknownEnum)] as const]),
    ...(model.metadata.length === 0 ? [] : [['metadata', scope.value(names.metadata.keys)] as const]),
  ];
}
