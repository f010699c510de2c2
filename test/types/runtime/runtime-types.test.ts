/**
 * The runtime's published types, in one program for each compiler that users may have: on their own, without the types of
 * Node or of browsers, and with what must and must not compile against them.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const require = createRequire(import.meta.url);
// Inside the repository, so that what is compiled is found to be modules.
const folder = mkdtempSync(`${root}test/.varve-tmp-runtime-types-`);
const declarations = `${folder}/runtime`;

const newest = require.resolve('typescript/package.json').replace('package.json', 'bin/tsc');
const older = (name: string): string => require.resolve(`${name}/package.json`).replace('package.json', 'lib/tsc.js');

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

const strictest = {
  target: 'ES2022',
  lib: ['ES2022'],
  types: [],
  module: 'NodeNext',
  moduleResolution: 'NodeNext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: false,
  noEmit: true,
};

function project(name: string, include: readonly string[], options: object = {}): string {
  const path = `${folder}/${name}.json`;
  const door = (file: string): readonly string[] => [`${declarations}/${file}/index.d.ts`];
  const paths = {
    '@varve/runtime': door('.'),
    '@varve/runtime/codegen/v1': door('codegen/v1'),
    '@varve/runtime/testing': door('testing'),
  };
  writeFileSync(path, JSON.stringify({ compilerOptions: { ...strictest, ...options, paths }, include }));
  return path;
}

const sample = `${root}test/runtime/sample/**/*.ts`;
const cases = `${root}test/types/runtime/cases/*.ts`;

beforeAll(async () => {
  mkdirSync(declarations, { recursive: true });
  const emit = ['--noCheck', '--emitDeclarationOnly', '--composite', 'false', '--incremental', 'false'];
  expect(await compile(newest, ['-p', `${root}runtime`, '--outDir', declarations, ...emit])).toBe('');
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const doors = ['index', 'codegen/v1/index', 'testing/index'].map((door) => `${declarations}/${door}.d.ts`);

test('every door compiles on its own, without the types of Node or of browsers', { timeout: 120_000 }, async () => {
  expect(await compile(newest, ['-p', project('doors', doors)])).toBe('');
});

test('what must compile does, what must not does not', { timeout: 120_000 }, async () => {
  expect(await compile(newest, ['-p', project('cases', [sample, cases])])).toBe('');
});

test('the same with TypeScript 5.4', { timeout: 180_000 }, async () => {
  expect(await compile(older('typescript-5.4'), ['-p', project('5.4', [...doors, sample, cases])])).toBe('');
});

test('the sample compiles for users who are less strict', { timeout: 120_000 }, async () => {
  const relaxed = {
    exactOptionalPropertyTypes: false,
    noUncheckedIndexedAccess: false,
    noPropertyAccessFromIndexSignature: false,
    lib: ['ES2022', 'DOM'],
    module: 'ESNext',
    moduleResolution: 'Bundler',
  };
  expect(await compile(newest, ['-p', project('relaxed', [sample], relaxed)])).toBe('');
});
