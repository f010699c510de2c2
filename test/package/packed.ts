import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Folders of the test, outside the repository; `remove` takes them all away. */
export interface Workbench {
  /** The packed packages, generator and runtime. */
  readonly tarballs: readonly string[];
  /** A new folder with these files. */
  readonly folder: (name: string, files: Readonly<Record<string, string>>) => string;
  readonly remove: () => void;
}

export function createWorkbench(): Workbench {
  const base = mkdtempSync(join(tmpdir(), 'varve-init-'));
  const tarballs = ['generator', 'runtime'].map((name) => {
    const args = ['pack', '--json', '--pack-destination', base];
    const said = execFileSync('npm', args, {
      cwd: join(root, name),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [packed] = JSON.parse(said) as readonly { readonly filename: string }[];
    if (packed === undefined) throw new Error(said);
    return join(base, packed.filename);
  });
  return {
    tarballs,
    folder(name, files) {
      const folder = join(base, name);
      mkdirSync(folder);
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      return folder;
    },
    remove: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** Runs a command of the project as its scripts would, and fails with all it said unless it ends with 0. */
export function run(folder: string, command: string, args: readonly string[], tools?: string): string {
  const path = [join(folder, 'node_modules/.bin'), tools, process.env['PATH']].filter(Boolean).join(delimiter);
  const env = {
    ...process.env,
    PATH: path,
    CI: '',
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    NODE_ENV: undefined,
    VITEST: undefined,
    npm_config_user_agent: '',
  };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** Where pnpm is, installed for the test; `undefined` when it cannot be had. */
export function installPnpm(folder: string): string | undefined {
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--prefer-offline', 'pnpm@10'];
  const { status } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? join(folder, 'node_modules/.bin') : undefined;
}
