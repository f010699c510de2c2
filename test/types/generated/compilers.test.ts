/**
 * Everything that the golden cases generate, and the type tests over it, in one program for each compiler that users may
 * have, under the strictest options. TypeScript 5.4 and 5.9 meet the runtime as packages do: as declarations.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { globSync } from 'tinyglobby';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const require = createRequire(import.meta.url);
// Inside the repository, so that what is compiled is found to be modules.
const folder = mkdtempSync(`${root}test/.varve-tmp-types-`);
const declarations = `${folder}/runtime`;

const compiler = (name: string): string => require.resolve(`${name}/package.json`).replace('package.json', 'lib/tsc.js');
const newest = require.resolve('typescript/package.json').replace('package.json', 'bin/tsc');

/** What a compiler says; nothing when all is well. */
async function compile(tsc: string, args: readonly string[]): Promise<string> {
  try {
    await run(process.execPath, [tsc, ...args], { cwd: root, maxBuffer: 10_000_000 });
    return '';
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

function project(name: string, include: readonly string[], options: object): string {
  const path = `${folder}/${name}.json`;
  const door = (file: string): readonly string[] => [`${declarations}/${file}`];
  const paths = {
    '@varve/runtime': door('index.d.ts'),
    '@varve/runtime/codegen/v1': door('codegen/v1/index.d.ts'),
    '@varve/runtime/projections': door('projection/index.d.ts'),
    '@varve/runtime/testing': door('testing/index.d.ts'),
    '@varve/runtime/together': door('together/index.d.ts'),
    '@varve/runtime/sqlite': door('stores/sqlite/index.d.ts'),
    '@varve/runtime/postgres': door('stores/postgres/index.d.ts'),
  };
  const compilerOptions = { ...options, paths };
  const extending = { extends: '../golden/tsconfig.json', compilerOptions, include, exclude: [unwritten] };
  writeFileSync(path, JSON.stringify(extending));
  return path;
}

/** Functions that steps call, as they are scaffolded: they do not compile until somebody writes them. */
const unwritten = `${root}test/golden/*/expected/src/**/*upcasters.ts`;
const generated = `${root}test/golden/*/expected/src/generated/**/*.ts`;
const everything = [`${root}test/golden/*/expected/src/**/*.ts`, `${root}test/types/generated/cases/*.ts`];

beforeAll(async () => {
  mkdirSync(declarations, { recursive: true });
  // Whether the runtime itself compiles is for its own build to say.
  const emit = ['--noCheck', '--emitDeclarationOnly', '--composite', 'false', '--incremental', 'false'];
  const said = await compile(newest, ['-p', `${root}runtime`, '--outDir', declarations, ...emit]);
  expect(said).toBe('');
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('compiles with TypeScript 7, erasable syntax only', { timeout: 120_000 }, async () => {
  const path = project('newest', everything, { erasableSyntaxOnly: true, noUncheckedSideEffectImports: true });
  expect(await compile(newest, ['-p', path])).toBe('');
});

test('compiles with TypeScript 5.9, and has its declarations file by file', { timeout: 180_000 }, async () => {
  const path = project('5.9', [generated], { erasableSyntaxOnly: true, isolatedDeclarations: true });
  expect(await compile(compiler('typescript-5.9'), ['-p', path])).toBe('');
});

test('compiles with TypeScript 5.4', { timeout: 180_000 }, async () => {
  const path = project('5.4', everything, {});
  expect(await compile(compiler('typescript-5.4'), ['-p', path])).toBe('');
});

test('a scaffolded function for a step does not compile until it is written, and says nothing else', async () => {
  const path = `${folder}/unwritten.json`;
  const compilerOptions = { paths: { '@varve/runtime/codegen/v1': [`${declarations}/codegen/v1/index.d.ts`] } };
  writeFileSync(path, JSON.stringify({ extends: '../golden/tsconfig.json', compilerOptions, include: [unwritten], exclude: [] }));
  const said = (await compile(newest, ['-p', path])).trim().split('\n');
  const texts = globSync(unwritten).map((file) => readFileSync(file, 'utf8'));
  const functions = texts.join('').match(/return unwritten\(/g) ?? [];
  expect(functions.length).toBeGreaterThan(5);
  expect(said).toHaveLength(functions.length);
  expect(said.filter((line) => !line.endsWith("error TS2304: Cannot find name 'unwritten'."))).toEqual([]);
}, 120_000);
