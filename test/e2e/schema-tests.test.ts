import { spawn } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { createProject, finished, type Project } from './project.js';

const isReport = new Ajv2020({ strict: true, allErrors: true }).compile(
  JSON.parse(readFileSync(new URL('../../schemas/meta/v1/report.schema.json', import.meta.url), 'utf8')) as object,
);
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

const schema = (events: string): string => `varve: 1
context: ordering
aggregate: Order
id: { orderId: uuid }
events:
${events}
commands:
  Cancel:
    emits: [Cancelled]
    1: { reason: { type: string, minLength: 3 } }
`;
const first = '  Cancelled: { 1: { reason: string } }';
const second = `  Cancelled:
    1: { reason: string }
    2: { reason: string, code: string }
    upcast: { 2: { custom: [code] } }`;
const third = `  Cancelled:
    1: { reason: string }
    2: { reason: string, code: string }
    3: { text: string, code: string }
    upcast: { 2: { custom: [code] }, 3: { rename: { reason: text } } }
  Moved: { 1: { to: string }, becomes: [Cancelled@2] }`;

const upcasters = (code: string, text = 'old.to'): string => `
export const orderUpcasters = {
  Cancelled: { 2: { code: (old: { readonly reason: string }) => ${code} } },
  Moved: { becomes: (old: { readonly to: string }) => [{ type: 'ordering.Cancelled', schemaVersion: 2, data: { reason: ${text}, code: 'm' } }] },
};
`;
const sound = 'old.reason.slice(0, 1)';
const registries = `
import { orderingRegistry } from './generated/ordering/ordering.js';
import { orderUpcasters } from './order/order.upcasters.js';

export const registries = [orderingRegistry({ order: orderUpcasters } as never)];
`;

let project: Project;

/** What a command that succeeds says. */
async function ok(...args: readonly string[]): Promise<string> {
  const run = await project.varve(args);
  expect(run.exitCode, run.stdout + run.stderr).toBe(0);
  return run.stdout + run.stderr;
}

interface Tested {
  readonly exitCode: number | null;
  readonly said: string;
  readonly passed: number;
}

/** Runs the generated test file as the runner that it imports does. */
async function runTests(runner: 'vitest' | 'node'): Promise<Tested> {
  const args =
    runner === 'vitest'
      ? [join(modules, 'vitest/vitest.mjs'), 'run', '--no-color']
      : ['--import', 'jiti/register', '--test', 'test/ordering.schemas.test.ts'];
  const env = { PATH: process.env['PATH'], CI: '1', NO_COLOR: '1' };
  const { exitCode, stdout, stderr } = await finished(spawn(process.execPath, args, { cwd: project.root, env }));
  const passed = Number(/(?:Tests +(?:\d+ failed \| )?|(?:#|ℹ) pass )(\d+)/.exec(stdout)?.[1]);
  return { exitCode, said: stdout + stderr, passed };
}

beforeAll(() => {
  project = createProject({
    'varve.config.yaml': 'varve: 1\nschemaTests: { runner: vitest }\n',
    'package.json': '{ "type": "module" }\n',
    'schemas/order.yaml': schema(first),
  });
  symlinkSync(modules, join(project.root, 'node_modules'));
});

const fixture = (): { readonly samples: readonly { readonly data: object; readonly results?: object }[] } =>
  JSON.parse(project.read('varve.fixtures/ordering/Cancelled.1.json')) as never;

const testFile = 'test/ordering.schemas.test.ts';
const edit = (path: string, from: string, to: string): void => {
  const text = project.read(path);
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  project.write(path, text.replace(from, to));
};

// One story: each chapter stands on the one before.
describe('a project with generated tests of its schemas', () => {
  test('is proved once it is released, and generated anew the same', async () => {
    await ok('generate');
    await ok('release');
    await ok('generate');
    const { exitCode, said, passed } = await runTests('vitest');
    expect(exitCode, said).toBe(0);
    expect(passed).toBe(7);
    const before = project.tree();
    await ok('generate', '--clean');
    expect(project.tree()).toEqual(before);
  });

  test('says what to do when a step first calls a function; node:test says it too', async () => {
    project.write('schemas/order.yaml', schema(second));
    await ok('generate');
    edit(testFile, "'vitest'", "'node:test'");
    const { exitCode, said } = await runTests('node');
    expect(exitCode).toBe(1);
    expect(said).toContain('registry: orderingRegistry({ order: orderUpcasters })');
  });

  test('is told by release what was not frozen', async () => {
    project.write('src/order/order.upcasters.ts', upcasters(sound));
    edit(testFile, 'orderingRegistry,', 'orderingRegistry({ order: orderUpcasters } as never),');
    edit(testFile, 'import', "import { orderUpcasters } from '../src/order/order.upcasters.js';\nimport");
    expect(await ok('release')).toMatch(/not frozen +1 result of old versions; say --app/);
    await ok('generate');
    const { exitCode, said, passed } = await runTests('node');
    expect(exitCode).toBe(1);
    expect(passed).toBe(9);
    expect(said).toContain('Nothing was frozen of what it is in schema version 2');
  });

  test('freezes it with the code of the project', async () => {
    project.write('src/registries.ts', registries);
    const left = await project.varve(['release', '--check', '--app', 'src/registries.ts', '--format', 'json']);
    expect(left.exitCode, left.stderr).toBe(1);
    const report: unknown = JSON.parse(left.stdout);
    expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    expect(report).toMatchObject({ released: [], frozen: 1, unfrozen: 0, changes: [{ kind: 'update' }] });
    expect(await ok('release', '--app', 'src/registries.ts')).toMatch(/froze +1 result of old versions/);
    expect(fixture().samples).toMatchObject([
      { data: { reason: 'text 0' }, results: { 2: { reason: 'text 0', code: 't' } } },
    ]);
  });

  test('keeps what was frozen when further versions come, with the module that the configuration names', async () => {
    edit('varve.config.yaml', 'schemaTests', 'app: src/registries.ts\nschemaTests');
    project.write('schemas/order.yaml', schema(third));
    await ok('generate');
    expect(await ok('release')).toMatch(/froze +3 results/);
    await ok('generate');
    const results = { 2: { reason: 'text 0', code: 't' }, 3: { text: 'text 0', code: 't' } };
    expect(fixture().samples[0]?.results).toEqual(results);
    expect(JSON.parse(project.read('varve.fixtures/ordering/Moved.1.json'))).toMatchObject({
      samples: [{ results: { becomes: [{ type: 'ordering.Cancelled', schemaVersion: 2, data: { code: 'm' } }] } }],
    });
    expect(await ok('release', '--check')).toContain('everything there is');
    const { exitCode, said, passed } = await runTests('node');
    expect(exitCode, said).toBe(0);
    expect(passed).toBe(16);
  });

  test('fails when a released step gives something else, or an event is read as others', async () => {
    project.write('src/order/order.upcasters.ts', upcasters("'x'", "'elsewhere'"));
    const { exitCode, said } = await runTests('node');
    expect(exitCode).toBe(1);
    expect(said).toContain('varve.fixtures/ordering/Cancelled.1.json, sample 1');
    expect(said).toContain('what it is in schema version 2 is not what was frozen');
    expect(said).toMatch(/- +\/code: "t",\s*\n.*\+ +\/code: "x",/);
    expect(said).toContain('what it becomes is not what was frozen');
  });

  test('is not released then', async () => {
    const before = project.tree('varve.fixtures');
    const { exitCode, stderr } = await project.varve(['release']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('varve.fixtures/ordering/Cancelled.1.json: Sample 1 of ordering.Cancelled 1');
    expect(project.tree('varve.fixtures')).toEqual(before);
    project.write('src/order/order.upcasters.ts', upcasters(sound));
  });

  test.each<[string, string, string]>([
    ['is not there', 'src/nowhere.ts', 'there is no file'],
    ['exports no registry', 'src/order/order.upcasters.ts', 'exports no registry'],
  ])('says so when the module %s', async (_what, app, message) => {
    const { exitCode, stderr } = await project.varve(['release', '--app', app]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test('refuses to freeze with generated code of yesterday', async () => {
    project.write('schemas/order.yaml', schema(`${third}\n  Added: { 1: {} }`));
    const { exitCode, stderr } = await project.varve(['release']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('ordering.Added is no message of ordering');
  });
});
