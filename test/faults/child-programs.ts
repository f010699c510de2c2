import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { afterAll, onTestFinished } from 'vitest';

const here = dirname(fileURLToPath(import.meta.url));

/** A folder within the repository, so that programs in it find node_modules; removed after the file's tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(here, '../../.varve-tmp-faults-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Bundles `children/<name>.ts`, or what lies at that path, to JavaScript, since Node 20 runs no TypeScript. @returns its path */
export async function buildChild(name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${basename(name)}.mjs`);
  await build({
    entryPoints: [join(here, 'children', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    plugins: [fromSource],
  });
  return outfile;
}

/** What examples import by the package's name comes from its sources, so that tests never meet a stale build. */
const fromSource: Plugin = {
  name: 'from-source',
  setup({ onResolve }) {
    const runtime = join(here, '../../runtime');
    const { exports } = JSON.parse(readFileSync(join(runtime, 'package.json'), 'utf8')) as Manifest;
    onResolve({ filter: /^@varve\/runtime(\/|$)/ }, ({ path }) => {
      const door = exports[path.replace('@varve/runtime', '.')];
      if (door === undefined) return undefined;
      return { path: join(runtime, door.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts')) };
    });
  },
};

interface Manifest {
  readonly exports: Readonly<Record<string, { readonly default: string } | undefined>>;
}

export interface Child {
  readonly process: ChildProcess;
  /** Everything it has printed so far, by line. */
  readonly lines: readonly string[];
  /** Resolves with the first line, printed already or later, that begins so. Rejects if the process ends without it. */
  line(beginning: string): Promise<string>;
  /** Resolves with all its lines when it has ended with exit code 0, rejects otherwise. */
  done(): Promise<readonly string[]>;
  /** Resolves when it has ended, however. @returns the signal that ended it, if one did */
  ended(): Promise<NodeJS.Signals | null>;
}

/** Starts a child program; it is killed when the test ends. */
export function startChild(program: string, parameters: readonly string[], identity: object = {}): Child {
  const child = spawn(process.execPath, ['--no-warnings', program, ...parameters], {
    stdio: ['pipe', 'pipe', 'pipe'],
    ...identity,
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  let problems = '';
  const waiting = new Set<() => void>();
  child.stderr.on('data', (text: Buffer) => (problems += text.toString()));
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const wake of waiting) wake();
  });
  const end = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  return {
    process: child,
    lines,
    line: (beginning) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find((line) => line.startsWith(beginning));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void end.then(() => reject(new Error(`The child ended without «${beginning}»: ${problems}`)));
      }),
    async done() {
      const { code, signal } = await end;
      if (code !== 0) throw new Error(`The child ended with ${code ?? signal}: ${lines.join('\n')}\n${problems}`);
      return lines;
    },
    ended: async () => (await end).signal,
  };
}
