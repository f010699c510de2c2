import { spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { createProject, finished, type Project, type Run } from './project.js';

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
const first = '  Cancelled: { 1: { reason: string, examples: [] } }'.replace(', examples: []', '');
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

const ok = async (...args: readonly string[]): Promise<Run> => {
  const run = await project.varve(args);
  expect(run.exitCode, run.stdout + run.stderr).toBe(0);
  return run;
};

/** Runs the generated test file as the runner that it imports does. */
function runTests(runner: 'vitest' | 'node'): Promise<Run> {
  const script = join(modules, 'vitest/vitest.mjs');
  const args = runner === 'vitest' ? [script, 'run', '--no-color'] : ['--import', 'jiti/register', '--test'];
  const files = runner === 'vitest' ? [] : ['test/ordering.schemas.test.ts'];
  const env = { PATH: process.env['PATH'], CI: '1', NO_COLOR: '1' };
  return finished(spawn(process.execPath, [...args, ...files], { cwd: project.root, env }));
}

const passed = (run: Run): number => Number(/(?:Tests +|(?:#|ℹ) pass )(\d+)/.exec(run.stdout)?.[1]);

beforeAll(() => {
  project = createProject({
    'varve.config.yaml': 'varve: 1\nschemaTests: { runner: vitest }\napp: src/registries.ts\n',
    'package.json': '{ "type": "module" }\n',
    'schemas/order.yaml': schema(first),
  });
  symlinkSync(modules, join(project.root, 'node_modules'));
});

const fixture = (): { readonly samples: readonly { readonly data: object; readonly results?: object }[] } =>
  JSON.parse(project.read('varve.fixtures/ordering/Cancelled.1.json')) as never;

// One story: each chapter stands on the one before.
describe('a project with generated tests of its schemas', () => {
  test('is proved as a draft, and once it is released', async () => {
    await ok('generate');
    project.write('varve.config.yaml', project.read('varve.config.yaml').replace('app: src/registries.ts\n', ''));
    const draft = await runTests('vitest');
    expect(draft.exitCode, draft.stdout + draft.stderr).toBe(0);
    expect(passed(draft)).toBe(5);
    await ok('release');
    await ok('generate');
    expect(passed(await runTests('vitest'))).toBe(7);
    const again = project.tree();
    await ok('generate');
    expect(project.tree()).toEqual(again);
  });

  test('says what to do when a step first calls a function', async () => {
    project.write('schemas/order.yaml', schema(second));
    await ok('generate');
    const { exitCode, stdout, stderr } = await runTests('vitest');
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('registry: orderingRegistry({ order: orderUpcasters })');
  });

  test('is told by release what was not frozen, and freezes it with the code of the project', async () => {
    project.write('src/order/order.upcasters.ts', upcasters(sound));
    const test = project.read('test/ordering.schemas.test.ts');
    project.write(
      'test/ordering.schemas.test.ts',
      `import { orderUpcasters } from '../src/order/order.upcasters.js';\n${test.replace('orderingRegistry,', 'orderingRegistry({ order: orderUpcasters } as never),')}`,
    );
    expect((await ok('release')).stdout).toMatch(/not frozen +1 result of old versions; say --app/);
    await ok('generate');
    const unfrozen = await runTests('vitest');
    expect(unfrozen.exitCode).toBe(1);
    expect(unfrozen.stdout + unfrozen.stderr).toContain('Nothing was frozen of what it is in schema version 2');

    project.write('src/registries.ts', registries);
    expect((await project.varve(['release', '--check', '--app', 'src/registries.ts'])).exitCode).toBe(1);
    expect((await ok('release', '--app', 'src/registries.ts')).stdout).toMatch(/froze +1 result of old versions/);
    expect(fixture().samples).toMatchObject([
      { data: { reason: 'text 0' }, results: { 2: { reason: 'text 0', code: 't' } } },
    ]);
    const run = await runTests('vitest');
    expect(run.exitCode, run.stdout + run.stderr).toBe(0);
    expect(passed(run)).toBe(10);
  });

  test('keeps what was frozen when further versions come, with the module that the configuration names', async () => {
    project.write('varve.config.yaml', `${project.read('varve.config.yaml')}app: src/registries.ts\n`);
    const before = fixture().samples;
    project.write('schemas/order.yaml', schema(third));
    await ok('generate');
    expect((await ok('release')).stdout).toMatch(/froze +3 results/);
    await ok('generate');
    expect(fixture().samples[0]?.results).toEqual({ ...before[0]?.results, 3: { text: 'text 0', code: 't' } });
    expect(JSON.parse(project.read('varve.fixtures/ordering/Moved.1.json'))).toMatchObject({
      samples: [{ results: { becomes: [{ type: 'ordering.Cancelled', schemaVersion: 2, data: { code: 'm' } }] } }],
    });
    expect(passed(await runTests('vitest'))).toBe(16);
    expect((await ok('release', '--check')).stdout).toContain('everything there is');
  });

  test('runs under node:test as well', async () => {
    const text = project.read('test/ordering.schemas.test.ts');
    project.write('test/ordering.schemas.test.ts', text.replace("'vitest'", "'node:test'"));
    const run = await runTests('node');
    expect(run.exitCode, run.stdout + run.stderr).toBe(0);
    expect(passed(run)).toBe(16);
  });

  test('fails when a released step gives something else, and is not released then', async () => {
    project.write('src/order/order.upcasters.ts', upcasters("'x'"));
    const run = await runTests('node');
    expect(run.exitCode).toBe(1);
    const said = run.stdout + run.stderr;
    expect(said).toContain('varve.fixtures/ordering/Cancelled.1.json, sample 1');
    expect(said).toContain('what it is in schema version 2 is not what was frozen');
    expect(said).toMatch(/- +\/code: "t"\s*\n.*\+ +\/code: "x"/);
    const before = project.tree('varve.fixtures');
    const refused = await project.varve(['release']);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('varve.fixtures/ordering/Cancelled.1.json: Sample 1 of ordering.Cancelled 1');
    expect(project.tree('varve.fixtures')).toEqual(before);
  });

  test('fails when an event is read as others than before', async () => {
    project.write('src/order/order.upcasters.ts', upcasters(sound, "'elsewhere'"));
    const { exitCode, stdout, stderr } = await runTests('node');
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('what it becomes is not what was frozen');
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
    project.write(
      'schemas/order.yaml',
      schema(third.replace('Moved: { 1: { to: string }', 'Added: { 1: {} }\n  Moved: { 1: { to: string }')),
    );
    const { exitCode, stderr } = await project.varve(['release']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('ordering.Added');
  });
});
