import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every door of a package, mapped to the source file behind it, so that tests never meet a stale build. */
function sourceAliases(folder: string): { find: RegExp; replacement: string }[] {
  const manifest = JSON.parse(readFileSync(at(`./${folder}/package.json`), 'utf8')) as Manifest;
  return Object.entries(manifest.exports).flatMap(([door, target]) => {
    if (typeof target === 'string') return [];
    const source = target.default.replace('./dist/', `./${folder}/src/`).replace(/\.js$/, '.ts');
    const name = `${manifest.name}${door.slice(1)}`;
    return [{ find: new RegExp(`^${name.replaceAll('/', '\\/')}$`), replacement: at(source) }];
  });
}

const fromSource = { alias: [...sourceAliases('runtime'), ...sourceAliases('generator')] };
const bench = ['test/bench/**/*.test.ts'];
const postgres = ['test/postgres/**/*.test.ts'];
const built = ['test/e2e/**/*.test.ts', 'test/package/**/*.test.ts', 'test/examples/built/**/*.test.ts'];

/** Files that take minutes begin first: begun last, they would go on alone, with one processor idle. */
class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      [/contract-pglite\.test/, /contract-[a-z0-9]+\.test/, /./].findIndex((long) => long.test(moduleId));
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongOnesFirst },
    projects: [
      {
        resolve: fromSource,
        test: {
          name: 'unit',
          setupFiles: ['test/support/fixed-seed.ts'],
          include: ['test/**/*.test.ts'],
          // What golden projects are given is for a runner of theirs.
          exclude: [...built, ...bench, ...postgres, 'test/golden/**'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // With VARVE_BUILT=1 the examples meet the packages as users do: built, through node_modules.
        resolve: process.env['VARVE_BUILT'] === '1' ? {} : fromSource,
        test: {
          name: 'examples',
          include: ['examples/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 60_000,
        },
      },
      {
        resolve: fromSource,
        test: {
          name: 'postgres',
          include: postgres,
          globalSetup: ['test/support/postgres/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'built', include: built, testTimeout: 180_000, hookTimeout: 300_000 } },
      { resolve: fromSource, test: { name: 'bench', include: bench, testTimeout: 180_000 } },
    ],
  },
});
