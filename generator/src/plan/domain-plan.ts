import type { GeneratorConfig } from '../config/generator-config.js';
import type { ContextModel, DomainModel } from '../model/domain-model.js';
import type { CompileCheck } from '../model/check-model.js';
import type { Evolution } from '../model/evolution-model.js';
import type { Releases } from '../model/release-model.js';
import type { MessageSamples } from '../model/samples-model.js';
import type { RefType } from '../model/type-model.js';
import { standardContext } from '../naming/standard-context.js';
import { createContextChecks, type ContextChecks } from './checks/context-checks.js';
import { domainNames, found, typeKey, type DomainNames } from './names/domain-names.js';
import { modulePaths } from './names/module-paths.js';
import { createInlineIndex, type InlineIndex } from './types/inline-index.js';
import { createInputIndex, type InputIndex } from './types/input-index.js';
import { isBranded } from './types/scalar-table.js';
import { createTypeOrder, refsIn, type OrderedType, type TypeOrder } from './types/type-order.js';
import { rootTypes } from './types/root-types.js';
import { typesBetween } from './steps/types-between.js';

/** What planning any file may ask: facts about the whole domain, worked out once. */
export interface DomainPlan {
  readonly model: DomainModel;
  readonly config: GeneratorConfig;
  readonly compileCheck: CompileCheck;
  readonly names: DomainNames;
  readonly inputs: InputIndex;
  readonly order: TypeOrder;
  /** Grows while files with types are planned. */
  readonly inlines: InlineIndex;
  readonly evolution: Evolution;
  readonly releases: Releases;
  readonly samples: MessageSamples;
  /** Checks of a context, which grow while its files are planned. */
  checks(context: string): ContextChecks;
  readonly metadataChecks: ContextChecks;
  /** Whether a version of a type is generated: standard types only where something refers to them. */
  isUsed(ordered: OrderedType): boolean;
}

export interface PlanOptions {
  readonly compileChecks: CompileCheck;
  readonly evolution: Evolution;
  readonly releases: Releases;
  /** Asked for only where the configuration wants tests of the schemas. */
  readonly samples: MessageSamples;
}

export function createDomainPlan(model: DomainModel, config: GeneratorConfig, options: PlanOptions): DomainPlan {
  const { compileChecks: compileCheck, evolution, releases, samples } = options;
  const inputs = createInputIndex(model, (scalar) => isBranded(scalar, config.scalars));
  const paths = modulePaths(model, config);
  const names = domainNames(model, { paths, importEnding: config.importEnding, inputs });
  const checks = new Map(
    model.contexts.map((context) => [context.name, createContextChecks(names.context(context).checks)]),
  );
  const used = usedStandardTypes(model, evolution);
  return {
    model,
    config,
    compileCheck,
    names,
    inputs,
    order: createTypeOrder(model),
    inlines: createInlineIndex(),
    evolution,
    releases,
    samples,
    metadataChecks: createContextChecks(names.metadata.checks),
    checks: (context) => found(checks.get(context), context),
    isUsed: ({ type: { context, name }, typeVersion: { schemaVersion } }) =>
      context !== standardContext || used.has(typeKey({ context, name, schemaVersion })),
  };
}

/** Keys of the standard types that anything outside them refers to, directly or not. */
function usedStandardTypes({ contexts, metadata }: DomainModel, evolution: Evolution): ReadonlySet<string> {
  const standard = contexts.find((context) => context.name === standardContext);
  const refsOf = new Map<string, readonly RefType[]>(standard === undefined ? [] : standardRefs(standard));
  const used = new Set<string>();
  const pending = contexts
    .filter((context) => context !== standard)
    .flatMap((context) => rootTypes(context))
    .concat(metadata.map((field) => field.type))
    .flatMap(refsIn)
    .concat(typesBetween(evolution));
  for (let ref = pending.pop(); ref !== undefined; ref = pending.pop()) {
    const key = typeKey(ref);
    if (ref.context !== standardContext || used.has(key)) continue;
    used.add(key);
    pending.push(...(refsOf.get(key) ?? []));
  }
  return used;
}

function standardRefs({ name: context, types }: ContextModel): readonly (readonly [string, readonly RefType[]])[] {
  return types.flatMap(({ name, versions }) =>
    versions.map(({ schemaVersion, type }) => [typeKey({ context, name, schemaVersion }), refsIn(type)] as const),
  );
}
