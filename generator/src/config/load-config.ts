/**
 * Stage 0, the pure part: the text of `varve.config.yaml` and the flags become a `GeneratorConfig` without gaps. Flags win
 * over the file, the file wins over the defaults. Who finds and reads the file is the host's business. Every code starts
 * with `config/`, which is what tells wrong usage from wrong schemas.
 */
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.js';
import { child, root, type Place, type SourceFile } from '../diagnostics/place.js';
import { finish, hasErrors } from '../diagnostics/stage-result.js';
import { loadDocument } from '../source/load-document.js';
import type { RawConfig } from '../validate/raw-config.js';
import { validateConfig } from '../validate/validate-config.js';
import { configReport as report } from './config-messages.js';
import type { BrandableScalar, GeneratorConfig, TemplatePaths } from './generator-config.js';

export interface ConfigInput {
  /** Absolute folder that paths are relative to. */
  readonly root: string;
  /** The file as it was read; `undefined` when there is none, which is fine. */
  readonly file: SourceFile | undefined;
  /** What the command line said. */
  readonly flags?: ConfigFlags;
  /** Reads the file; `loadDocument` unless given, which tells only the first mistake in a text that is not YAML. */
  readonly load?: typeof loadDocument;
}

/** Settings that flags may override. */
export type ConfigFlags = Partial<
  Pick<
    GeneratorConfig,
    'schemas' | 'out' | 'src' | 'importEnding' | 'formatGenerated' | 'unknownFields' | 'unknownEnum'
  >
>;

const defaultScalars: Readonly<Record<BrandableScalar, 'string' | 'branded'>> = {
  uuid: 'string',
  uri: 'string',
  email: 'string',
  date: 'string',
  time: 'string',
  duration: 'string',
  timezone: 'string',
  instant: 'string',
  datetime: 'string',
  localDatetime: 'string',
};

const defaultLevels: GeneratorConfig['compat'] = {
  stored: 'error',
  readers: 'warning',
  code: 'info',
  senders: 'warning',
};

const defaults: Omit<GeneratorConfig, 'root' | 'templates'> = {
  schemas: ['schemas/**/*.yaml'],
  out: 'src/generated',
  src: 'src',
  scalars: defaultScalars,
  unknownFields: 'reject',
  unknownEnum: 'fail',
  metadata: {},
  formatGenerated: 'final',
  importEnding: '.js',
  rules: {},
  writeAs: {},
  compat: defaultLevels,
  waivers: [],
};

/** The configuration with every default filled in. An empty file is a configuration without settings. */
export function loadConfig({
  root: folder,
  file,
  flags = {},
  load = loadDocument,
}: ConfigInput): StageResult<GeneratorConfig> {
  const read = readConfig(file, load);
  if (!read.ok) return read;
  const merged = { ...defaults, ...read.value, ...flags };
  const config: GeneratorConfig = {
    root: folder,
    ...(file === undefined ? {} : { file }),
    schemas: merged.schemas.map(withoutDot),
    out: withoutDot(merged.out),
    src: withoutDot(merged.src),
    scalars: { ...defaultScalars, ...read.value.scalars },
    unknownFields: merged.unknownFields,
    unknownEnum: merged.unknownEnum,
    metadata: merged.metadata,
    formatGenerated: merged.formatGenerated,
    importEnding: merged.importEnding,
    ...schemaTestsOf(read.value),
    rules: merged.rules,
    writeAs: merged.writeAs,
    compat: { ...defaultLevels, ...read.value.compat },
    waivers: merged.waivers,
    templates: templatePaths(read.value.templates),
  };
  return finish(config, [...read.diagnostics, ...checkPaths(config, { file, flags })]);
}

/** What only some projects have. */
function schemaTestsOf({ schemaTests, app }: RawConfig): Pick<GeneratorConfig, 'schemaTests' | 'app'> {
  return {
    ...(schemaTests === undefined
      ? {}
      : { schemaTests: { runner: schemaTests.runner, folder: withoutDot(schemaTests.folder ?? 'test') } }),
    ...(app === undefined ? {} : { app: withoutDot(app) }),
  };
}

function templatePaths(templates: RawConfig['templates'] = {}): TemplatePaths {
  if (typeof templates === 'string') return { folder: withoutDot(templates), files: {} };
  return { files: Object.fromEntries(Object.entries(templates).map(([name, path]) => [name, withoutDot(path)])) };
}

function readConfig(file: SourceFile | undefined, load: typeof loadDocument): StageResult<RawConfig> {
  if (file === undefined) return finish({});
  const loaded = load(file);
  if (loaded.ok) return validateConfig(loaded.value);
  if (loaded.diagnostics.some(({ code }) => code === 'source/empty')) return finish({});
  return { ok: false, diagnostics: loaded.diagnostics.map(asConfigProblem) };
}

// The text of the finding stays; its code says that the command was started with a configuration it cannot use.
function asConfigProblem({ message, at, help, related }: Diagnostic): Diagnostic {
  return report('unreadable', { problem: message }, at, { help, related });
}

type PathKey = 'schemas' | 'out' | 'src' | 'templates' | 'schemaTests' | 'app';

interface Origin {
  readonly file: SourceFile | undefined;
  readonly flags: ConfigFlags;
}

function checkPaths(config: GeneratorConfig, origin: Origin): readonly Diagnostic[] {
  const { out, src, templates, schemaTests, app } = config;
  const own = [...(templates.folder === undefined ? [] : [templates.folder]), ...Object.values(templates.files)];
  const paths: readonly { readonly key: PathKey; readonly path: string }[] = [
    ...config.schemas.map((path) => ({ key: 'schemas' as const, path })),
    ...own.map((path) => ({ key: 'templates' as const, path })),
    { key: 'out', path: out },
    { key: 'src', path: src },
    ...(schemaTests === undefined ? [] : [{ key: 'schemaTests' as const, path: schemaTests.folder }]),
    ...(app === undefined ? [] : [{ key: 'app' as const, path: app }]),
  ];
  const problems = paths.flatMap(({ key, path }) => checkPath(key, path, placeOf(key, origin)));
  if (hasErrors(problems)) return problems;
  if (out === '') return [report('whole-project', {}, placeOf('out', origin))];
  if (src !== '' && isWithin(src, out)) return [report('same-folder', { out, src }, placeOf('out', origin))];
  const tests = schemaTests?.folder ?? src;
  if (isWithin(tests, out)) return [report('tests-in-out', { out, tests }, placeOf('schemaTests', origin))];
  return problems;
}

function checkPath(key: PathKey, path: string, at: Place | undefined): readonly Diagnostic[] {
  if (!isBelowRoot(path)) return [report('outside-root', { key, path: path === '' ? 'empty' : path }, at)];
  const parts = path.split('/');
  // Node reads an import's specifier as a URL: what follows # or ? is cut off there, and %2e%2e is a folder above.
  const misread =
    key === 'schemas' || key === 'templates' || key === 'app' ? undefined : parts.find((part) => /[#?%]/.test(part));
  if (misread !== undefined) return [report('not-importable', { key, name: misread }, at)];
  const name = parts.find((part) => /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i.test(part));
  return name === undefined ? [] : [report('windows-name', { key, name }, at)];
}

function isBelowRoot(path: string): boolean {
  const isRelative = !path.startsWith('/') && !/^[A-Za-z]:/.test(path);
  return isRelative && !/[\\\u0000-\u001f]/.test(path) && !path.split('/').includes('..');
}

// A finding about a flag has no place in a file.
function placeOf(key: PathKey, { file, flags }: Origin): Place | undefined {
  const isFlag = key in flags && Reflect.get(flags, key) !== undefined;
  return file === undefined || isFlag ? undefined : child(root(file), key);
}

/** Whether `path` is `folder` or lies in it. */
function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** `./src//generated/` as `src/generated`; the root itself as the empty text. */
function withoutDot(path: string): string {
  const parts = path.split('/');
  const isAbsolute = path.startsWith('/');
  const kept = parts.filter((part) => part !== '.' && part !== '');
  return (isAbsolute ? '/' : '') + kept.join('/');
}
