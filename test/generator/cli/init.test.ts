import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runMain } from '../../support/run-main.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-init-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = () => JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
const init = (...flags: readonly string[]) => runMain(['init', '--no-install', ...flags], root);

test('without a terminal nothing is asked', async () => {
  const { exitCode, stdout, stderr } = await init('--name', 'shop');
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  expect(stderr).toContain('next');
  expect(manifest()).toMatchObject({ name: 'shop', type: 'module' });
});

describe('what is there stays', () => {
  test('every file of the same name, byte for byte, and the rest is made', async () => {
    const own = {
      'varve.config.yaml': 'varve: 1\nschemas: [domain/*.yaml]\n',
      'domain/a.yaml': 'varve: 1\ncontext: a\n',
    };
    for (const [path, text] of Object.entries(own)) write(path, text);
    expect((await init()).exitCode).toBe(0);
    for (const [path, text] of Object.entries(own)) expect(read(path)).toBe(text);
    expect(existsSync(join(root, 'schemas'))).toBe(false);
    expect(existsSync(join(root, 'src/order'))).toBe(false);
  });

  test('a package.json with its indentation, line ends and odd places', async () => {
    const text = '\uFEFF{\r\n\t"name":   "odd",\r\n\t"type": "commonjs",\r\n\t"scripts": {  "test": "mocha" }\r\n}\r\n';
    write('package.json', text);
    expect((await init()).exitCode).toBe(0);
    const after = read('package.json');
    expect(after.startsWith('\uFEFF{\r\n\t"name":   "odd",\r\n\t"type": "commonjs",\r\n\t"scripts": {')).toBe(true);
    expect(after).toContain('"test": "mocha"');
    expect(after).toContain('\r\n\t"devDependencies": {\r\n\t\t"varve"');
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test('dependencies of whatever kind, and scripts', async () => {
    write(
      'package.json',
      JSON.stringify({
        scripts: { generate: 'icons', test: 'jest' },
        devDependencies: { jest: '*' },
        peerDependencies: { '@varve/runtime': '>=0' },
      }),
    );
    await init();
    const { scripts, dependencies = {} } = manifest();
    expect(scripts).toEqual({ generate: 'icons', 'varve:generate': 'varve generate', test: 'jest' });
    expect(dependencies).toEqual({});
    expect(read('test/order.test.ts')).toContain("from '@jest/globals'");
  });

  test('the test folder that is there is used', async () => {
    write('tests/a.test.ts', '');
    await init();
    const tests = ['a.test.ts', 'order.test.ts', 'ordering.schemas.test.ts'];
    expect(readdirSync(join(root, 'tests')).sort()).toEqual(tests);
    expect(manifest()['scripts']?.['test']).toContain('tests/*.test.ts');
  });
});

describe('what cannot be done is said, and nothing is written', () => {
  test.each<[string, string, readonly string[], RegExp]>([
    ['a package.json in progress', '{ "name": ', [], /package\.json cannot be read/],
    ['a package.json that is a list', '[]', [], /package\.json is no object/],
    ['a name npm would refuse', '{}', ['--name', '../x'], /is no name of a package/],
    ['a package manager we do not know', '{}', ['--package-manager', 'pip'], /Allowed choices are npm/],
    ['a folder that is not there', '{}', ['--cwd', 'nowhere'], /There is no folder/],
  ])('%s', async (_case, text, flags, message) => {
    write('package.json', text);
    const { exitCode, stdout, stderr } = await init(...flags);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(readdirSync(root)).toEqual(['package.json']);
    expect(read('package.json')).toBe(text);
  });

  test('a tsconfig.json in progress', async () => {
    write('tsconfig.json', '{ "compilerOptions": {');
    expect(await init()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('tsconfig.json') });
    expect(readdirSync(root)).toEqual(['tsconfig.json']);
  });
});

describe('the package manager', () => {
  test.each([
    ['pnpm-lock.yaml', '', 'pnpm'],
    ['yarn.lock', '', 'yarn'],
    ['bun.lock', '{}', 'bun'],
    ['package-lock.json', '{}', 'npm'],
  ])('is told by %s', async (file, text, manager) => {
    write(file, text);
    expect((await init()).stderr).toMatch(new RegExp(`next +${manager} `));
  });

  test('is told by packageManager, and a flag wins', async () => {
    write('package.json', '{ "packageManager": "pnpm@10.1.0" }');
    expect((await init()).stderr).toMatch(/next +pnpm /);
    expect((await init('--package-manager', 'bun')).stderr).toMatch(/next +bun /);
  });
});

test('a way to resolve imports that cannot find the runtime is pointed out', async () => {
  write('tsconfig.json', '{ "compilerOptions": { "module": "commonjs" } }');
  expect((await init()).stderr).toContain('node16, nodenext or bundler');
  write('tsconfig.json', '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler" } }');
  expect((await init()).stderr).not.toContain('nodenext');
});
