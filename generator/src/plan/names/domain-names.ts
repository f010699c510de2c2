/**
 * Every name that generated files export and share, claimed before any file is planned: plain names first, derived ones
 * (`OrderPlacedV2`, `OrderPlacedInput`) after them, in the model's own order.
 */
import type { AggregateModel, ContextModel, DomainModel } from '../../model/domain-model.js';
import type { ProjectionModel } from '../../model/projection-model.js';
import type { RefType } from '../../model/type-model.js';
import { pascalCase } from '../../naming/letter-case.js';
import type { InputIndex } from '../types/input-index.js';
import { aggregateNames, type AggregateNames } from './aggregate-names.js';
import { constName, createModuleScope, type Exported, type ModuleScope } from './module-scope.js';
import type { ContextPaths, ModulePaths } from './module-paths.js';
import { projectionNames, type ProjectionNames } from './projection-names.js';
import { typeStepNames, type TypeStepNames } from './step-names.js';
import { typeNames, type VersionNames } from './version-names.js';

export interface ContextNames {
  readonly paths: ContextPaths;
  readonly types: ModuleScope;
  readonly typeUpcasts: ModuleScope;
  readonly typeStepNames: TypeStepNames;
  readonly checks: ModuleScope;
  readonly wiring: ModuleScope;
  readonly wiringNames: WiringNames;
  readonly samples: ModuleScope;
  readonly samplesNames: SamplesNames;
}

/** What the samples export. */
export interface SamplesNames {
  readonly data: Exported;
  readonly samples: Exported;
}

/** What the wiring exports. */
export interface WiringNames {
  readonly contract: Exported;
  readonly registry: Exported;
  readonly custom: Exported;
  readonly options: Exported;
  readonly api: Exported;
  readonly create: Exported;
}

export interface MetadataNames {
  readonly scope: ModuleScope;
  readonly checks: ModuleScope;
  readonly type: Exported;
  readonly keys: Exported;
  /** Options with the metadata typed. */
  readonly withMetadata: Exported;
}

export interface DomainNames {
  readonly metadata: MetadataNames;
  context(context: ContextModel): ContextNames;
  contextNamed(name: string): ContextNames;
  aggregate(aggregate: AggregateModel): AggregateNames;
  projection(projection: ProjectionModel): ProjectionNames;
  /** A version of a named type, wherever it is declared. */
  type(ref: Omit<RefType, 'kind'>): VersionNames;
}

export interface NamingOptions {
  readonly paths: ModulePaths;
  readonly importEnding: string;
  readonly inputs: InputIndex;
}

export const typeKey = ({ context, name, schemaVersion }: Omit<RefType, 'kind'>): string =>
  `${context}.${name}@${String(schemaVersion)}`;

export function domainNames(model: DomainModel, options: NamingOptions): DomainNames {
  const contexts = new Map<ContextModel, ContextNames>();
  const aggregates = new Map<AggregateModel, AggregateNames>();
  const projections = new Map<ProjectionModel, ProjectionNames>();
  const types = new Map<string, VersionNames>();
  const scope = (module: string): ModuleScope => createModuleScope(module, options.importEnding);
  for (const context of model.contexts) {
    const paths = found(options.paths.contexts.get(context), context.name);
    const wiring = scope(paths.wiring);
    const wiringNames = namesOfWiring(context, wiring);
    const typeUpcasts = scope(paths.typeUpcasts);
    const names = { paths, types: scope(paths.types), checks: scope(paths.checks), wiring, wiringNames };
    const samples = scope(paths.samples);
    const samplesNames = namesOfSamples(context, samples);
    const steps = { typeUpcasts, typeStepNames: typeStepNames(context, typeUpcasts) };
    contexts.set(context, { ...names, ...steps, samples, samplesNames });
    for (const [type, versions] of typeNames(context.types, names.types, options.inputs)) {
      versions.forEach((each, index) =>
        types.set(typeKey({ context: context.name, name: type.name, schemaVersion: index + 1 }), each),
      );
    }
    for (const [aggregate, aggregatePaths] of paths.aggregates) {
      aggregates.set(aggregate, aggregateNames(aggregate, aggregatePaths, options));
    }
    for (const [projection, projectionPaths] of paths.projections) {
      projections.set(projection, projectionNames(projection, projectionPaths, options.importEnding));
    }
  }
  const byName = new Map([...contexts].map(([context, names]) => [context.name, names]));
  return {
    metadata: metadataNames(scope(options.paths.metadata), scope(options.paths.metadataChecks)),
    context: (context) => found(contexts.get(context), context.name),
    contextNamed: (name) => found(byName.get(name), name),
    aggregate: (aggregate) => found(aggregates.get(aggregate), aggregate.name),
    projection: (projection) => found(projections.get(projection), projection.name),
    type: (ref) => found(types.get(typeKey(ref)), typeKey(ref)),
  };
}

/** What bind has resolved is there; otherwise the model is broken, which is a bug of ours. */
export function found<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`The model has no ${name}.`);
  return value;
}

const metadataNames = (scope: ModuleScope, checks: ModuleScope): MetadataNames => ({
  scope,
  checks,
  type: scope.declare('type', 'Metadata'),
  keys: scope.declare('value', 'metadataKeys'),
  withMetadata: scope.declare('type', 'WithMetadata'),
});

function namesOfSamples({ name }: ContextModel, scope: ModuleScope): SamplesNames {
  return {
    data: scope.declare('type', `${pascalCase(name)}Data`),
    samples: scope.declare('value', `${constName(name)}Samples`),
  };
}

function namesOfWiring({ name }: ContextModel, scope: ModuleScope): WiringNames {
  const pascal = pascalCase(name);
  return {
    contract: scope.declare('type', `${pascal}Contract`),
    registry: scope.declare('value', `${constName(name)}Registry`),
    custom: scope.declare('type', `${pascal}Custom`),
    options: scope.declare('type', `${pascal}Options`),
    api: scope.declare('type', pascal),
    create: scope.declare('value', `create${pascal}`),
  };
}
