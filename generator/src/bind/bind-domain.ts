/**
 * Stage 3: validated schemas → the model of the domain, deep-frozen. Resolves every name, puts versions in order, links
 * commands to what they emit, and checks whatever needs more than one node to judge. Pure: the same schemas in any order
 * give the same model and the same diagnostics. What is broken is reported once, where it stands, and nothing that was
 * derived from it; all problems of a run are reported at once.
 */
import type { GeneratorConfig } from '../config/generator-config.js';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { finish } from '../diagnostics/stage-result.js';
import { deepFreeze } from '../model/deep-freeze.js';
import type { ContextModel, DomainModel } from '../model/domain-model.js';
import { byCodeUnit } from '../naming/by-code-unit.js';
import type { RawSchema } from '../validate/raw-schema.js';
import type { TypeLookup } from '../values/type-lookup.js';
import { bindAggregate } from './aggregate/bind-aggregate.js';
import { bindMetadata } from './bind-metadata.js';
import { checkWriteAs, type WriteAs } from './bind-write-as.js';
import { collectDeclarations, type Declarations } from './declarations.js';
import { cachingParser, type FileScope } from './file-scope.js';
import { reachableStandard, resolveImports, type Importable, type StandardDocuments } from './imports.js';
import { checkNames } from './names/check-names.js';
import { checkStoredNames } from './names/check-stored-names.js';
import { bindProcesses } from './process/bind-processes.js';
import { bindProjections } from './projection/bind-projections.js';
import { plainName } from './types/bind-shape.js';
import { bindTypes } from './types/bind-types.js';

export interface BindOptions {
  readonly config: Pick<GeneratorConfig, 'metadata'> & {
    readonly writeAs?: WriteAs;
    /** Where the configuration stands, for findings about it. */
    readonly file?: SourceFile;
  };
  /** Standard documents by name without `std:`. Only those that are imported get into the model. */
  readonly standard: StandardDocuments;
}

/**
 * Binds all schemas of a project. Freezes, besides the model, the JSON values that it takes over from them (examples,
 * defaults, constraints) and the files that its places point into.
 */
export function bindDomain(schemas: readonly RawSchema[], options: BindOptions): StageResult<DomainModel> {
  const problems: Diagnostic[] = [];
  const sorted = [...schemas].sort((left, right) => byCodeUnit(left.file.path, right.file.path));
  const importable: Importable = {
    files: new Map(sorted.map((schema) => [schema.file.path, schema])),
    standard: options.standard,
  };
  const standard = reachableStandard(sorted, importable, problems);
  checkNames(sorted, problems);
  checkStoredNames(sorted, problems);
  const declarations = collectDeclarations(
    [
      ...sorted.map((schema) => ({ schema, standard: false })),
      ...standard.map((schema) => ({ schema, standard: true })),
    ],
    problems,
  );
  const { config } = options;
  const scopes = createScopes({ importable, declarations, problems, metadata: config.metadata });
  for (const schema of sorted) scopes.of(schema);
  const bound = bindTypes(declarations, scopes.of, problems);
  const aggregates = sorted.flatMap((schema) => bindAggregate(schema, scopes.of(schema)) ?? []);
  const { lookup } = bound;
  const input = { schemas: sorted, aggregates, scopeOf: scopes.of, lookup };
  const projections = bindProjections(input);
  const processes = bindProcesses(input);
  const file = config.file ?? { path: 'varve.config.yaml', text: '' };
  const metadata = bindMetadata(config.metadata, file, scopes.ofConfig(file));
  checkWriteAs(config.writeAs ?? {}, [...aggregates, ...processes.map(({ streams }) => streams)], { file, problems });
  scopes.runLater(lookup);
  const all = [...aggregates, ...processes.map(({ streams }) => streams)];
  const made = { types: bound.types, aggregates: all, projections, processes };
  const contexts = contextsOf([...sorted, ...standard], made);
  const result = finish<DomainModel>({ contexts, metadata }, problems);
  return result.ok ? { ...result, value: deepFreeze(result.value) } : result;
}

interface Scopes {
  readonly of: (schema: RawSchema) => FileScope;
  /** The configuration sees every context, by its name. */
  readonly ofConfig: (file: SourceFile) => FileScope;
  readonly runLater: (lookup: TypeLookup) => void;
}

const noOrder: ReadonlyMap<object, readonly string[]> = new Map();

interface ScopeSource {
  readonly importable: Importable;
  readonly declarations: Declarations;
  readonly problems: Diagnostic[];
  readonly metadata: GeneratorConfig['metadata'];
}

function createScopes({ importable, declarations, problems, metadata }: ScopeSource): Scopes {
  const scopes = new Map<RawSchema, FileScope>();
  const checks: ((lookup: TypeLookup) => void)[] = [];
  const parse = cachingParser();
  const common = {
    declarations,
    problems,
    parse,
    standard: importable.standard,
    metadataKeys: Object.keys(metadata).map(plainName),
    later: (check: (typeof checks)[number]) => checks.push(check),
  };
  const create = (schema: RawSchema): FileScope => {
    const imported = resolveImports(schema, importable, problems);
    const { file, document, keyOrder = noOrder } = schema;
    return { ...common, file, keyOrder, context: document.context, imported, resolved: new Map() };
  };
  return {
    of(schema) {
      const scope = scopes.get(schema) ?? create(schema);
      scopes.set(schema, scope);
      return scope;
    },
    ofConfig: (file) => ({ ...common, file, keyOrder: noOrder, context: undefined, imported: [], resolved: new Map() }),
    runLater(lookup) {
      for (const check of checks) check(lookup);
    },
  };
}

function contextsOf(
  schemas: readonly RawSchema[],
  { types, aggregates, projections, processes }: Omit<ContextModel, 'name' | 'sources'>,
): readonly ContextModel[] {
  const names = [...new Set(schemas.map(({ document }) => document.context))].sort(byCodeUnit);
  const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
    byCodeUnit(left.name, right.name);
  return names.map((name) => ({
    name,
    sources: schemas
      .filter(({ document }) => document.context === name && document.types !== undefined)
      .map(({ file }) => file.path)
      .sort(byCodeUnit),
    types: types.filter(({ context }) => context === name).sort(byName),
    aggregates: aggregates.filter(({ context }) => context === name).sort(byName),
    projections: projections.filter(({ context }) => context === name).sort(byName),
    processes: processes.filter(({ context }) => context === name).sort(byName),
  }));
}
