/**
 * Stage 5: the model → the files wanted, who owns them, and what their templates print. In: a bound model, the configuration
 * and a compiler for constraints. Out: views that are plain data. Everything about text is decided here and in `naming/`.
 */
import type { GeneratorConfig } from '../config/generator-config.js';
import type { AggregateModel, ContextModel, DomainModel } from '../model/domain-model.js';
import { byCodeUnit } from '../naming/by-code-unit.js';
import { pathCollisionKey } from '../naming/path-names.js';
import { planChecksFile } from './checks/checks-file.js';
import { planContractFile } from './contract/contract-file.js';
import { createDomainPlan, type DomainPlan, type PlanOptions } from './domain-plan.js';
import { planMessagesFiles } from './messages/messages-files.js';
import { planMetadataFile } from './metadata/metadata-file.js';
import type { OutputPlan, PlannedFile } from './output-plan.js';
import { planProcessFile } from './process/process-file.js';
import { planProjectionFile } from './projection/projection-file.js';
import { planAggregateScaffold } from './scaffold/aggregate-scaffold.js';
import { planDeciderScaffold } from './scaffold/decider-scaffold.js';
import { planProcessScaffold } from './scaffold/process-scaffold.js';
import { planProjectionScaffold } from './scaffold/projection-scaffold.js';
import { planTypeUpcastersScaffold, planUpcastersScaffold } from './scaffold/upcasters-scaffold.js';
import { versionedModels } from './names/step-names.js';
import { planSamplesFile } from './samples/samples-file.js';
import { planSchemaTestsFile } from './samples/schema-tests-file.js';
import { planStateFile } from './state/state-file.js';
import { needsOfAggregate } from './steps/custom-functions.js';
import { hasCustom } from './steps/type-steps.js';
import { planTypeUpcastsFile } from './steps/type-upcasts-file.js';
import { planUpcastsFile } from './steps/upcasts-file.js';
import { planTypesFile } from './types/types-file.js';
import { planWiringFile } from './wiring/wiring-file.js';

export type { PlanOptions } from './domain-plan.js';

/** Pure: the same model and configuration give the same plan. @throws Error when two files have one path, a bug of ours */
export function planOutputs(model: DomainModel, config: GeneratorConfig, options: PlanOptions): OutputPlan {
  const plan = createDomainPlan(model, config, options);
  const files = [
    planMetadataFile(plan),
    ...model.contexts.flatMap((context) => planContext(context, plan)),
    // After all files whose types have names for the objects inside.
    ...model.contexts.flatMap((context) => planSteps(context, plan)),
    ...model.contexts.flatMap((context) => [planSamplesFile(context, plan), planSchemaTestsFile(context, plan)]),
    planMetadataChecks(plan),
  ].filter((file) => file !== undefined);
  const sorted = files.toSorted((left, right) => byCodeUnit(left.path, right.path));
  refuseTwins(sorted);
  return { files: sorted, unneeded: unneededFiles(plan) };
}

type MaybeFile = PlannedFile<object> | undefined;

function planContext(context: ContextModel, plan: DomainPlan): readonly MaybeFile[] {
  const files: MaybeFile[] = [
    planTypesFile(context, plan),
    ...context.aggregates.flatMap((aggregate) => planAggregate(aggregate, plan)),
    ...context.processes.flatMap((process) => [planProcessFile(process, plan), planProcessScaffold(process, plan)]),
    ...context.projections.flatMap((projection) => [
      planProjectionFile(projection, plan),
      planProjectionScaffold(projection, plan),
    ]),
    planWiringFile(context, plan),
  ];
  const { checks: scope } = plan.names.context(context);
  const sources = files.flatMap((file) => file?.sources ?? []);
  const checks = plan.checks(context.name);
  return [...files, planChecksFile({ checks, scope, sources, compileCheck: plan.compileCheck })];
}

function planSteps(context: ContextModel, plan: DomainPlan): readonly MaybeFile[] {
  return [
    planTypeUpcastsFile(context, plan),
    planTypeUpcastersScaffold(context, plan),
    ...context.aggregates.flatMap((aggregate) => [
      planUpcastsFile(aggregate, plan),
      planUpcastersScaffold(aggregate, plan),
    ]),
  ];
}

function planAggregate(aggregate: AggregateModel, plan: DomainPlan): readonly MaybeFile[] {
  return [
    ...planMessagesFiles(aggregate, plan),
    planStateFile(aggregate, plan),
    // After the files whose names it passes on. That of a process is another one.
    aggregate.style === 'process' ? undefined : planContractFile(aggregate, plan),
    ...planScaffold(aggregate, plan),
  ];
}

function planScaffold(aggregate: AggregateModel, plan: DomainPlan): readonly PlannedFile<object>[] {
  switch (aggregate.style) {
    case 'decider':
      return [planDeciderScaffold(aggregate, plan)];
    case 'class':
      return [planAggregateScaffold(aggregate, plan)];
    case 'log':
    case 'process':
      return [];
  }
}

function planMetadataChecks(plan: DomainPlan): MaybeFile {
  const { metadataChecks: checks, compileCheck, names } = plan;
  return planChecksFile({ checks, scope: names.metadata.checks, sources: ['varve.config.yaml'], compileCheck });
}

/** Where functions for steps stand while there are such steps; asked for only where there are steps at all. */
function unneededFiles(plan: DomainPlan): readonly string[] {
  const { evolution, model, names } = plan;
  const paths = model.contexts.flatMap((context) => {
    const needsTypes = context.types.every(({ versions }) => versions.length === 1) || hasCustom(context, plan);
    const aggregates = context.aggregates.filter(
      (aggregate) =>
        versionedModels(aggregate).some(({ versions }) => versions.length > 1) &&
        !needsOfAggregate(aggregate, evolution).own,
    );
    return [
      ...(needsTypes ? [] : [names.context(context).paths.typeUpcasters]),
      ...aggregates.map((aggregate) => names.aggregate(aggregate).paths.upcasters),
    ];
  });
  return paths.map((path) => `${path}.ts`).sort(byCodeUnit);
}

function refuseTwins(files: readonly PlannedFile<object>[]): void {
  const seen = new Set<string>();
  for (const { path } of files) {
    const key = pathCollisionKey(path);
    if (seen.has(key)) throw new Error(`Two files would be written to ${path}.`);
    seen.add(key);
  }
}
