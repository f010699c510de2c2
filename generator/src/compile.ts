/**
 * The pipeline as straight-line code: configuration and host in, diagnostics and a change set out. Nothing is written
 * here. `generate`, `--check` and `--dry-run` all take this one path and differ only in what they do with the change set,
 * so that they can never disagree. Problems of all files are gathered before a stage is allowed to stop the run.
 */
import { bindDomain } from './bind/bind-domain.js';
import { runRules } from './check/run-rules.js';
import { weigh } from './check/weigh.js';
import { type Addition, type ProducedFile, produceFiles, type ProductionContext } from './compile/produce-files.js';
import { type CompileMemory, createCompileMemory } from './compile/compile-memory.js';
import { createMessageSamples } from './compile/message-samples.js';
import { judgeReleases, readReleased } from './compile/judge-releases.js';
import { readSchemas, standardDocuments } from './compile/read-schemas.js';
import { readSources, type Sources } from './compile/read-sources.js';
import { ownTemplates } from './compile/own-templates.js';
import { pointOut } from './compile/point-out.js';
import { during } from './compile/stage-error.js';
import type { GeneratorConfig } from './config/generator-config.js';
import type { Diagnostic, LocatedDiagnostic } from './diagnostics/diagnostic.js';
import type { SourceFile } from './diagnostics/place.js';
import { hasErrors } from './diagnostics/stage-result.js';
import { evolveDomain } from './evolve/evolve-domain.js';
import type { Host } from './host/host.js';
import type { DomainModel } from './model/domain-model.js';
import type { Evolution } from './model/evolution-model.js';
import type { DomainShapes } from './model/domain-shapes.js';
import type { Releases } from './model/release-model.js';
import { report } from './merge/merge-messages.js';
import { isMarked } from './plan/marker.js';
import { planOutputs } from './plan/plan-outputs.js';
import type { ChangeSet } from './reconcile/change-set.js';
import { readDisk } from './reconcile/disk-state.js';
import { reconcile } from './reconcile/reconcile.js';
import type { CheckedTemplates } from './render/own/check-templates.js';

export interface CompileOptions extends Omit<ProductionContext, 'config' | 'templates'> {
  /** What `readSources` gave, where it was called before. */
  readonly sources?: Sources;
  /** What to compare with instead of the lock. */
  readonly baseline?: DomainShapes | undefined;
  /** Day of the run, as in 2027-01-31; without it waivers have no end. */
  readonly today?: string | undefined;
  /** What earlier compilations of this process left. */
  readonly memory?: CompileMemory | undefined;
  /** Write every generated file, also where it stands as it should. */
  readonly rewrite?: boolean | undefined;
}

export interface Compilation {
  /** Sorted; with an error among them, nothing may be written. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Schema files that were read, sorted by path. */
  readonly sources: readonly SourceFile[];
  /** `undefined` when the schemas have errors. */
  readonly model: DomainModel | undefined;
  /** Steps between versions; `undefined` without a model, or when steps have errors. */
  readonly evolution: Evolution | undefined;
  /** Which versions of the model were released; `undefined` without a model. */
  readonly releases: Releases | undefined;
  /** Whether the model was compared with a lock, or with what was named instead. */
  readonly isCompared: boolean;
  /** `undefined` when there are errors. */
  readonly output: CompiledOutput | undefined;
}

export interface CompiledOutput {
  readonly changes: ChangeSet;
  readonly additions: readonly Addition[];
  /** Every file as it should be, sorted by path. */
  readonly files: readonly ProducedFile[];
}

/** What is known once stages 1 to 4 are through, or have stopped. */
interface Judgement {
  readonly sources: readonly SourceFile[];
  readonly model: DomainModel | undefined;
  readonly releases: Releases | undefined;
  readonly isCompared: boolean;
  /** `undefined` for a project without templates of its own. */
  readonly templates: CheckedTemplates | undefined;
  readonly evolution: Evolution | undefined;
  readonly problems: readonly Diagnostic[];
  readonly stages: readonly string[];
}

/**
 * Stages 1 to 4: what the schemas mean, and everything that is wrong with them.
 * @throws StageError for a bug in varve
 */
export async function checkProject(host: Host, config: GeneratorConfig, options: CompileOptions): Promise<Compilation> {
  return finished(await judge(host, config, options), config, options);
}

/**
 * All stages: also what has to change on the disk. Reads through the host, and writes nothing.
 * @throws StageError for a bug in varve
 */
export async function compileProject(
  host: Host,
  config: GeneratorConfig,
  options: CompileOptions,
): Promise<Compilation> {
  const { memory = createCompileMemory(), rewrite } = options;
  const judged = await judge(host, config, { ...options, memory });
  const { model, evolution, releases, stages } = judged;
  const isWhole = model !== undefined && evolution !== undefined && releases !== undefined;
  if (!isWhole || hasErrors(weighed(judged, config, options))) return finished(judged, config, options);
  options.onProgress?.('plan', 0, 0);
  const planned = { compileChecks: memory.compileCheck, evolution, releases, samples: createMessageSamples(model) };
  const plan = during('plan', undefined, () => planOutputs(model, config, planned));
  const wanted = [...plan.files.map(({ path }) => path), ...plan.unneeded];
  const disk = await readDisk(host, config.out, wanted);
  const context = { ...options, config, templates: judged.templates };
  const { files, additions, diagnostics } = await produceFiles(plan.files, disk, context);
  const reconciled = during('reconcile', undefined, () => reconcile(files, disk, { isOurs: isMarked, rewrite }));
  const orphans = plan.unneeded
    .filter((path) => disk.entries.get(path)?.kind === 'file')
    .map((path) => report('orphan-file', { path }, undefined));
  const problems = [...judged.problems, ...diagnostics, ...orphans, ...reconciled.diagnostics];
  const all = { ...judged, problems, stages: [...stages, 'merge', 'reconcile'] };
  return finished(all, config, options, reconciled.ok ? { changes: reconciled.value, additions, files } : undefined);
}

const nothingKnown = {
  model: undefined,
  evolution: undefined,
  releases: undefined,
  isCompared: false,
  templates: undefined,
  stages: [],
};

async function judge(
  host: Host,
  config: GeneratorConfig,
  { assets, memory = createCompileMemory(), ...options }: CompileOptions,
): Promise<Judgement> {
  const sources = options.sources ?? (await readSources(host, config));
  const templates = await ownTemplates(assets.templates, sources.templates);
  const stopped = { ...nothingKnown, sources: sources.files };
  const schemas = await readSchemas(sources, memory, options.onProgress);
  if (!schemas.ok) return { ...stopped, problems: [...templates.diagnostics, ...schemas.diagnostics] };
  options.onProgress?.('bind', 0, 0);
  const bound = during('bind', undefined, () =>
    bindDomain(schemas.value, { config, standard: standardDocuments(assets, memory) }),
  );
  const problems = [...templates.diagnostics, ...schemas.diagnostics, ...bound.diagnostics];
  if (!bound.ok) return { ...stopped, problems };
  const model = bound.value;
  const { writeAs, file } = config;
  const released = readReleased(sources.lock);
  if (!released.ok) return { ...stopped, problems: [...problems, ...released.diagnostics] };
  const evolved = during('evolve', undefined, () => evolveDomain(model, { writeAs, file }));
  const facts = during('check', undefined, () => runRules(model, config.rules));
  const evolution = evolved.ok ? evolved.value : undefined;
  const input = { model, evolution, config, lock: released.value, baseline: options.baseline };
  const { releases, diagnostics, isCompared } = judgeReleases(input);
  return {
    ...{ sources: sources.files, model, evolution, releases, isCompared },
    templates: templates.ok ? templates.value : undefined,
    problems: [...problems, ...evolved.diagnostics, ...facts, ...diagnostics],
    stages: ['bind', 'evolve', 'check', ...(isCompared ? ['compat'] : [])],
  };
}

/** Weighs and sorts what was found. Whatever was prepared is not for writing once there is an error. */
async function finished(
  judged: Judgement,
  config: GeneratorConfig,
  options: CompileOptions,
  output?: CompiledOutput,
): Promise<Compilation> {
  const diagnostics = await pointOut(weighed(judged, config, options));
  const { sources, model, evolution, releases, isCompared } = judged;
  return {
    sources,
    model,
    evolution,
    releases,
    isCompared,
    diagnostics,
    output: hasErrors(diagnostics) ? undefined : output,
  };
}

function weighed(
  { problems, stages }: Judgement,
  config: GeneratorConfig,
  { today }: CompileOptions,
): readonly Diagnostic[] {
  return during('check', undefined, () => weigh(problems, { config, today, stages }));
}
