import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { files } from '../e2e/ordering.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const folders = { varve: 'generator', '@varve/runtime': 'runtime' } as const;
type Name = keyof typeof folders;
const names = Object.keys(folders) as readonly Name[];

const manifestOf = (name: Name): Manifest =>
  JSON.parse(readFileSync(join(root, folders[name], 'package.json'), 'utf8')) as Manifest;

let project = '';
const packed = new Map<Name, Packed>();

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'varve-package-'));
  for (const name of names) {
    const said = npm(join(root, folders[name]), 'pack', '--json', '--pack-destination', project);
    const [result] = JSON.parse(said) as readonly Packed[];
    if (result === undefined) throw new Error(said);
    packed.set(name, result);
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  const tarballs = names.map((name) => join(project, packed.get(name)?.filename ?? ''));
  install(['--ignore-scripts', '--no-save', ...tarballs]);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(project, path, '..'), { recursive: true });
    writeFileSync(join(project, path), text);
  }
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function npm(cwd: string, ...args: readonly string[]): string {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** From the cache if everything is in it, from the registry otherwise. */
function install(args: readonly string[]): void {
  const common = ['install', '--no-audit', '--no-fund', '--omit=peer'];
  const offline = spawnSync('npm', [...common, '--offline', ...args], { cwd: project, encoding: 'utf8' });
  if (offline.status !== 0) npm(project, ...common, '--prefer-offline', ...args);
}

function node(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', code], { cwd: project, encoding: 'utf8' });
}

const pathsOf = (name: Name): readonly string[] => (packed.get(name)?.files ?? []).map(({ path }) => path);

describe.each(names)('%s', (name) => {
  test('carries code, types and what it needs, and nothing else', () => {
    const paths = pathsOf(name);
    expect(paths.length).toBeGreaterThan(10);
    const strange = paths.filter((path) => !/^(dist\/.*|bin\/varve\.js|package\.json|README\.md|LICENSE)$/.test(path));
    expect(strange).toEqual([]);
    expect(paths.filter((path) => /\.test\.|(^|\/)tests?\/|\.tsbuildinfo$|node_modules|\.tgz$/.test(path))).toEqual([]);
  });

  test('keeps its promises to every kind of importer', async () => {
    const { messages, pkg } = await publint({ pkgDir: join(root, folders[name]), strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  test('every door opens, and its types are there', () => {
    const doors = Object.entries(manifestOf(name).exports).filter(([, target]) => typeof target === 'object');
    for (const [door, target] of doors) {
      const { types } = target as { readonly types: string };
      expect(existsSync(join(project, 'node_modules', name, types)), door).toBe(true);
      // The driver of a store is the user's to install; without it the door says so, and nothing else fails.
      const specifier = `${name}${door.slice(1)}`;
      const said = node(
        `import(${JSON.stringify(specifier)}).then((m) => console.log(Object.keys(m).length), (e) => console.log(e.code))`,
      );
      expect(said.trim(), specifier).toMatch(/^(\d+|ERR_MODULE_NOT_FOUND)$/);
    }
  });
});

test('the runtime installs nothing besides itself', () => {
  const { dependencies = {} } = manifestOf('@varve/runtime');
  expect(dependencies).toEqual({});
  expect(readdirSync(join(project, 'node_modules/@varve/runtime'))).not.toContain('node_modules');
  expect(existsSync(join(project, 'node_modules/@photostructure'))).toBe(false);
});

test('the generator carries templates and schemas', () => {
  const paths = pathsOf('varve');
  for (const wanted of [
    'schemas/meta/v1/document.schema.json',
    'schemas/meta/v1/config.schema.json',
    'schemas/meta/v1/report.schema.json',
  ]) {
    expect(paths).toContain(`dist/assets/${wanted}`);
  }
  expect(paths.some((path) => /^dist\/assets\/templates\/files\/.*\.hbs$/.test(path))).toBe(true);
  expect(paths.some((path) => /^dist\/assets\/schemas\/std\/v1\/.*\.yaml$/.test(path))).toBe(true);
});

test('the installed command works where it was installed, and remembers', () => {
  const command = join(project, 'node_modules/.bin/varve');
  const run = (...args: readonly string[]) => spawnSync(command, args, { cwd: project, encoding: 'utf8' });
  expect(run('--version').stdout.trim()).toBe(manifestOf('varve').version);
  const first = run('generate');
  expect(first.stderr).toContain('wrote');
  expect(first.status).toBe(0);
  expect(run('generate', '--check').status).toBe(0);
  expect(readdirSync(join(project, 'node_modules/.cache/varve')).length).toBeGreaterThan(0);
});

test('the generated code compiles against the installed runtime, and runs', () => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const options = [
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2023',
    '--outDir',
    'out',
    '--types',
    '',
  ];
  const sources = readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const compiled = spawnSync(process.execPath, [compiler, ...options, ...sources.map((path) => join('src', path))], {
    cwd: project,
    encoding: 'utf8',
  });
  expect(compiled.stdout).toBe('');
  expect(compiled.status).toBe(0);
  const said = node(`
    const { OrderCancelled } = await import('./out/generated/ordering/order.js');
    console.log(JSON.stringify(OrderCancelled.of({ reason: 'changed my mind' })));
  `);
  expect(JSON.parse(said)).toMatchObject({ type: 'ordering.OrderCancelled', data: { reason: 'changed my mind' } });
});

test('the commands that work on a store say which driver is missing', () => {
  const bin = join(project, 'node_modules/varve/bin/varve.js');
  const doctor = ['doctor', '--store', 'postgres://ada:secret@127.0.0.1:1/x'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...doctor], { cwd: project, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^error {2}--store: No PostgreSQL driver: npm install pg/);
});
