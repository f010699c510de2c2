import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { cruiseFolders } from './cruise.mjs';
import { root } from './source-files.js';

const { generator } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  readonly generator: Readonly<Record<string, unknown>>;
};

const temporary: string[] = [];
afterEach(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true });
});

/** Rules that sources made up for the test break. */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'varve-rules-'));
  temporary.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { broken } = await cruiseFolders(
    [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))],
    folder,
  );
  return broken.map((line) => line.split(':')[0] ?? '').sort();
}

test('the sources keep the import rules', async () => {
  const { broken, modules } = await cruiseFolders(['generator/src', 'runtime/src']);
  expect(broken).toEqual([]);
  expect(modules).toBeGreaterThan(50);
});

test('the table lists every folder and top-level module of the generator that exists', () => {
  const present = readdirSync(join(root, 'generator/src')).map((name) => name.replace(/\.ts$/, ''));
  expect(present.filter((name) => !(name in generator))).toEqual([]);
});

test.each<[string, string, Record<string, string>]>([
  [
    'an earlier stage that imports a later one',
    'model-imports',
    {
      'generator/src/model/a.ts': `import { b } from '../bind/b.js';\nexport const a = b;`,
      'generator/src/bind/b.ts': 'export const b = 1;',
    },
  ],
  [
    'a stage that runs code of the stage before it',
    'plan-knows-types-only',
    {
      'generator/src/plan/a.ts': `import { b } from '../config/b.js';\nexport const a = b;`,
      'generator/src/config/b.ts': 'export const b = 1;',
    },
  ],
  [
    'a pure stage that reaches for the disk',
    'generator-shell-owns-node',
    { 'generator/src/plan/a.ts': `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;` },
  ],
  [
    'a relative way into the runtime',
    'generator-knows-runtime-types-only',
    {
      'generator/src/plan/a.ts': `import { b } from '../../../runtime/src/b.js';\nexport const a = b;`,
      'runtime/src/b.ts': 'export const b = 1;',
    },
  ],
  [
    'the platform inside the runtime',
    'runtime-node-behind-store-doors',
    { 'runtime/src/a.ts': `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;` },
  ],
  [
    'a parser with positions that is loaded with the fast road',
    'positions-only-with-findings',
    {
      'generator/src/compile/a.ts': `import { locate } from '../source/locate.js';\nexport const a = locate;`,
      'generator/src/compile/b.ts': `export const b = () => import('../source/locate.js');`,
      'generator/src/source/locate.ts': 'export const locate = 1;',
    },
  ],
  [
    'one store that leans on another',
    'stores-apart',
    {
      'runtime/src/stores/a/a.ts': `import { b } from '../b/b.js';\nexport const a = b;`,
      'runtime/src/stores/b/b.ts': 'export const b = 1;',
    },
  ],
  [
    'an example that reaches into the packages',
    'examples-by-package-name',
    {
      'examples/one/a.ts': `import { b } from '../../runtime/src/b.js';\nexport const a = b;`,
      'runtime/src/b.ts': 'export const b = 1;',
    },
  ],
  [
    'a cycle',
    'no-cycles',
    {
      'runtime/src/a.ts': `import { b } from './b.js';\nexport const a = () => b;`,
      'runtime/src/b.ts': `import { a } from './a.js';\nexport const b = () => a;`,
    },
  ],
])('notices %s', async (_case, rule, files) => {
  expect(await brokenRules(files)).toContain(rule);
});

test('lets a stage use the types of the stage before it', async () => {
  const files = {
    'generator/src/plan/a.ts': `import type { B } from '../config/b.js';\nexport type A = B;`,
    'generator/src/config/b.ts': 'export type B = 1;',
  };
  expect(await brokenRules(files)).toEqual([]);
});
