import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../usage-error.js';
import { type Manifest, parseObject, readManifest } from './manifest.js';

export type TestRunner = 'vitest' | 'jest' | 'node';

/** What stands in the folder that is to become a project, as far as it decides what is added. */
export interface Findings {
  /** `undefined` when there is no package.json. */
  readonly manifestText: string | undefined;
  readonly manifest: Manifest;
  readonly hasTypeScript: boolean;
  readonly hasConfig: boolean;
  /** Whether there are schemas already, or files where the example would go. */
  readonly hasSchemas: boolean;
  readonly hasApp: boolean;
  readonly runner: TestRunner;
  readonly testFolder: string;
  /** How tsconfig.json resolves imports, when that cannot find the runtime. */
  readonly oldResolution: string | undefined;
}

const noManifest: Manifest = { type: undefined, scripts: {}, dependencies: new Set() };

/** @throws UsageError when the folder holds something that cannot be read */
export function examine(folder: string): Findings {
  const manifestText = textOf(folder, 'package.json');
  const manifest = manifestText === undefined ? noManifest : readManifest(manifestText);
  const tsconfig = textOf(folder, 'tsconfig.json');
  const compiler = tsconfig === undefined ? {} : compilerOf(tsconfig);
  return {
    manifestText,
    manifest,
    hasTypeScript: tsconfig !== undefined,
    hasConfig: existsSync(join(folder, 'varve.config.yaml')),
    hasSchemas: namesIn(folder, 'schemas').length > 0 || existsSync(join(folder, 'src/order')),
    hasApp: namesIn(folder, 'src').some((name) => /^app(\.|$)/i.test(name)),
    runner: runnerOf(manifest),
    testFolder: testFolderOf(folder, compiler),
    oldResolution: oldResolutionOf(compiler),
  };
}

function runnerOf({ dependencies }: Manifest): TestRunner {
  if (dependencies.has('vitest')) return 'vitest';
  return dependencies.has('jest') ? 'jest' : 'node';
}

interface Compiler {
  readonly rootDir?: unknown;
  readonly include?: unknown;
  readonly module?: unknown;
  readonly moduleResolution?: unknown;
}

function compilerOf(text: string): Compiler {
  const { include, compilerOptions } = parseObject(text, 'tsconfig.json');
  const options = typeof compilerOptions === 'object' && compilerOptions !== null ? compilerOptions : {};
  return { ...options, include };
}

/** Beside `src`, unless everything there is compiled and must lie in `src`. */
function testFolderOf(folder: string, { rootDir, include }: Compiler): string {
  const found = ['test', 'tests'].find((name) => namesIn(folder, name).length > 0);
  const onlySrc = typeof rootDir === 'string' && !['', '.', './'].includes(rootDir) && include === undefined;
  return onlySrc ? 'src/test' : (found ?? 'test');
}

/** The runtime has several doors, which the oldest ways to resolve do not know. */
function oldResolutionOf({ module, moduleResolution }: Compiler): string | undefined {
  const said = typeof moduleResolution === 'string' ? moduleResolution.toLowerCase() : undefined;
  if (said !== undefined) return ['node', 'node10', 'classic'].includes(said) ? said : undefined;
  return typeof module === 'string' && module.toLowerCase() === 'commonjs' ? 'node10' : undefined;
}

function namesIn(folder: string, name: string): readonly string[] {
  const path = join(folder, name);
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(path) : [];
}

function textOf(folder: string, name: string): string | undefined {
  const path = join(folder, name);
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (!stat.isFile()) throw new UsageError(`${path} is no regular file; varve init does not touch it.`);
  return readFileSync(path, 'utf8');
}
