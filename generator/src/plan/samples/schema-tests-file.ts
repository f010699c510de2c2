/** Target `<context>.schemas.test.ts`, the user's own file: created once, in the folder of their tests. */
import type { ContextModel } from '../../model/domain-model.js';
import { kebabCase, pascalCase } from '../../naming/letter-case.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import type { DomainPlan } from '../domain-plan.js';
import { call, object, type Code } from '../layout/code.js';
import { docComment } from '../layout/doc-comment.js';
import { layOut } from '../layout/lay-out.js';
import { constName, createModuleScope, relativeModule, type ModuleScope } from '../names/module-scope.js';
import type { PlannedFile } from '../output-plan.js';
import { contextCustom, type ContextCustom } from '../wiring/custom-wiring.js';

export interface SchemaTestsFileView {
  readonly imports: string;
  readonly doc: string;
  /** The function that declares the tests. */
  readonly declare: string;
  /** The registry, given the functions of the user where steps call any. */
  readonly registry: string;
  readonly samples: string;
  /** Text literal of the way to the frozen samples. */
  readonly fixtures: string;
  /** The property that takes the runner's function. */
  readonly test: string;
}

const runners = { vitest: 'npm:vitest', jest: 'npm:@jest/globals', node: 'npm:node:test' } as const;

/** `undefined` for a context without aggregates, and in projects that want no tests of their schemas. */
export function planSchemaTestsFile(
  context: ContextModel,
  plan: DomainPlan,
): PlannedFile<SchemaTestsFileView> | undefined {
  const { schemaTests, importEnding } = plan.config;
  if (schemaTests === undefined || context.aggregates.length === 0) return undefined;
  const module = `${schemaTests.folder}/${kebabCase(context.name)}.schemas.test`;
  const scope = createModuleScope(module, importEnding);
  const { samplesNames } = plan.names.context(context);
  const test = scope.value({ module: runners[schemaTests.runner], name: 'test', kind: 'value' });
  const declare = scope.value({ module: 'npm:@varve/runtime/testing/schemas', name: 'testSchemas', kind: 'value' });
  const registry = layOut(registryCode(context, scope, plan), { indent: 2, column: '  registry: '.length, after: 1 });
  const samples = scope.value(samplesNames.samples);
  const note = 'That every schema version ever released, and every draft, can still be read.';
  const view: SchemaTestsFileView = {
    imports: scope.imports().trimEnd(),
    doc: docComment({ otherwise: note }),
    declare,
    registry,
    samples,
    fixtures: literal(`${relativeModule(module, 'varve.fixtures')}/`),
    test: test === 'test' ? test : `test: ${test}`,
  };
  const sources = context.aggregates.flatMap((aggregate) => aggregate.sources);
  return {
    path: `${module}.ts`,
    ownership: 'seed',
    template: 'schema-tests',
    view,
    sources: [...new Set(sources)].sort(),
    scaffold: undefined,
  };
}

function registryCode(context: ContextModel, scope: ModuleScope, plan: DomainPlan): Code {
  const { wiringNames } = plan.names.context(context);
  const registry = scope.value(wiringNames.registry);
  const custom = contextCustom(context, plan);
  if (!custom.isNeeded) return registry;
  const types = custom.types.map((name): readonly [string, Code] => {
    const { paths } = plan.names.contextNamed(name);
    const variable = `${constName(pascalCase(name))}TypeUpcasters`;
    return [propertyKey(name), scope.value({ module: paths.typeUpcasters, name: variable, kind: 'value' })];
  });
  return call(
    registry,
    object([
      ...ownFunctions(custom, scope, plan),
      ...(types.length === 0 ? [] : [[propertyKey(custom.typesKey), object(types)] as const]),
    ]),
  );
}

function ownFunctions(
  { aggregates }: ContextCustom,
  scope: ModuleScope,
  plan: DomainPlan,
): readonly (readonly [string, Code])[] {
  return aggregates
    .filter(({ needs }) => needs.own)
    .map(({ aggregate, key }) => {
      const module = plan.names.aggregate(aggregate).paths.upcasters;
      return [propertyKey(key), scope.value({ module, name: `${constName(aggregate.name)}Upcasters`, kind: 'value' })];
    });
}
