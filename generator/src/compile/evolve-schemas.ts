/**
 * One more version of an event, a command, a type or a state, as changes of texts. Nothing is written. A type that had one version may
 * have been named without it; wherever it was, its name gets the old number. Whatever is done is judged as `check` judges
 * it, and is only worth something when nothing is wrong with it.
 */
import { checkProject, type Compilation, type CompileOptions } from '../compile.js';
import type { GeneratorConfig } from '../config/generator-config.js';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { hasErrors } from '../diagnostics/stage-result.js';
import type { Host } from '../host/host.js';
import { configure } from './configure.js';
import { findDeclaration, sectionOf, type Declaration } from './find-declaration.js';
import { pinned, raised } from './pin-references.js';
import { readSources, type Sources } from './read-sources.js';
import { duringAsync } from './stage-error.js';

export interface EvolvedSchemas {
  readonly declaration: Declaration;
  /** Files that change, sorted by path. */
  readonly changes: readonly TextChange[];
  /** How many names got the old version, by file; sorted by path. */
  readonly pins: readonly { readonly path: string; readonly count: number }[];
}

export interface TextChange {
  readonly path: string;
  readonly before: string;
  readonly text: string;
}

export type EvolveResult =
  | { readonly kind: 'evolved'; readonly evolved: EvolvedSchemas }
  /** The name, or what it means, is nothing that can be done. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** Something is wrong with the schemas: as they are, or as they would be. */
  | {
      readonly kind: 'findings';
      readonly when: 'before' | 'after';
      readonly diagnostics: readonly LocatedDiagnostic[];
    };

export interface EvolveInput {
  readonly host: Host;
  readonly config: GeneratorConfig;
  readonly configFile: SourceFile;
  readonly options: CompileOptions;
}

export async function evolveSchemas(name: string, input: EvolveInput): Promise<EvolveResult> {
  const { host, config, configFile } = input;
  const before: Texts = { configFile, ...(await readSources(host, config)) };
  const { model, diagnostics } = await judged(before, input);
  if (model === undefined || hasErrors(diagnostics)) return { kind: 'findings', when: 'before', diagnostics };
  const found = findDeclaration(model, name);
  if (!found.ok) return { kind: 'refused', reason: found.reason };
  const { declaration } = found;
  const added = await withVersion(before, declaration);
  if (typeof added === 'string') return { kind: 'refused', reason: added };
  const after = await withPins(added, declaration, input);
  if (typeof after === 'string') return { kind: 'refused', reason: after };
  const left = await judged(after.texts, input);
  if (hasErrors(left.diagnostics)) return { kind: 'findings', when: 'after', diagnostics: left.diagnostics };
  const { pins, texts } = after;
  return { kind: 'evolved', evolved: { declaration, changes: changesBetween(before, texts), pins } };
}

interface Texts extends Sources {
  readonly configFile: SourceFile;
}

/** What `check` says about the texts, wherever they come from. */
async function judged({ configFile, ...sources }: Texts, { host, config, options }: EvolveInput): Promise<Judged> {
  const configured = await configure(configFile, config.root);
  if (configured.config === undefined) return { model: undefined, diagnostics: configured.diagnostics };
  return checkProject(host, configured.config, { ...options, sources });
}

type Judged = Pick<Compilation, 'model' | 'diagnostics'>;

/** The texts with the version, which names itself where the copied one did; or why there are none. */
async function withVersion(texts: Texts, declaration: Declaration): Promise<Texts | string> {
  const { file, name, newest, versioned } = declaration;
  return duringAsync('evolve', file.path, async () => {
    const { addVersion } = await import('../source/edit/add-version.js');
    const request = { section: sectionOf(declaration), name, newest, versioned };
    const added = addVersion(file, request);
    if (!added.ok) return `${name} in ${file.path} cannot be extended: ${added.reason}. Add the version by hand.`;
    const text =
      declaration.kind === 'type' ? await raised({ path: file.path, text: added.text }, declaration) : added.text;
    return withText(texts, file.path, text);
  });
}

interface Pinned {
  readonly texts: Texts;
  readonly pins: EvolvedSchemas['pins'];
}

/** The texts in which every bare name of the type has the old version; or where one is that cannot be changed. */
async function withPins(texts: Texts, declaration: Declaration, input: EvolveInput): Promise<Pinned | string> {
  if (declaration.kind !== 'type' || declaration.newest > 1) return { texts, pins: [] };
  const { diagnostics } = await judged(texts, input);
  const result = pinned(diagnostics, declaration);
  if (!result.ok) return result.reason;
  const changed = result.files.reduce((all, { path, text }) => withText(all, path, text), texts);
  return { texts: changed, pins: result.files.map(({ path, count }) => ({ path, count })) };
}

function withText({ configFile, files, ...texts }: Texts, path: string, text: string): Texts {
  const changed = (file: SourceFile): SourceFile => (file.path === path ? { path, text } : file);
  return { ...texts, configFile: changed(configFile), files: files.map(changed) };
}

function changesBetween(before: Texts, after: Texts): readonly TextChange[] {
  const texts = new Map([after.configFile, ...after.files].map(({ path, text }) => [path, text]));
  return [...before.files, before.configFile].flatMap(({ path, text: old }) => {
    const text = texts.get(path);
    return text === undefined || text === old ? [] : [{ path, before: old, text }];
  });
}
