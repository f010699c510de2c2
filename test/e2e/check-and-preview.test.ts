import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { customer, files, order, shipped } from './ordering.js';
import { createProject, finished } from './project.js';

const reportSchema: unknown = JSON.parse(
  readFileSync(new URL('../../schemas/meta/v1/report.schema.json', import.meta.url), 'utf8'),
);
const isReport = new Ajv2020({ strict: true }).compile(reportSchema as object);

function reportOf(stdout: string): Record<string, unknown> {
  const report: unknown = JSON.parse(stdout);
  expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
  return report as Record<string, unknown>;
}

describe('generate --check', () => {
  test('ends with 1, lists what is missing, and writes nothing', async () => {
    const project = createProject(files);
    const before = project.tree();
    const { exitCode, stdout, stderr } = await project.varve(['generate', '--check']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^missing {3}src\/generated\/ordering\//m);
    expect(stdout).toMatch(/^missing {3}src\/order\/order\.decider\.ts$/m);
    expect(stderr).toMatch(/stale +\d+ files; run varve generate/);
    expect(project.tree()).toEqual(before);
  });

  test('lists what is changed and orphaned', async () => {
    const project = createProject({ ...files, 'schemas/order.yaml': shipped });
    await project.varve(['generate']);
    project.write('schemas/order.yaml', order.replace('The customer committed', 'Somebody committed'));
    project.remove('schemas/customer.yaml');
    project.write('schemas/customer.yaml', customer.replace('context: crm', 'context: crm2'));
    project.write('schemas/order.yaml', order.replaceAll('crm.', 'crm2.'));
    const { exitCode, stdout } = await project.varve(['generate', '--check']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^changed {3}src\/generated\/ordering\//m);
    expect(stdout).toMatch(/^orphaned {2}src\/generated\/crm\//m);
    expect(stdout).toMatch(/^missing {3}src\/generated\/crm2\//m);
  });

  test('a missing handler is out of date too', async () => {
    const project = createProject(files);
    await project.varve(['generate']);
    project.write('schemas/order.yaml', shipped);
    const { stdout } = await project.varve(['generate', '--check']);
    expect(stdout).toMatch(/^changed {3}src\/order\/order\.decider\.ts$/m);
  });
});

describe('generate --dry-run', () => {
  test('shows a diff and writes nothing', async () => {
    const project = createProject(files);
    await project.varve(['generate']);
    project.write('schemas/order.yaml', shipped);
    const before = project.tree();
    const { exitCode, stdout, stderr } = await project.varve(['generate', '--dry-run']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^--- a\/src\/order\/order\.decider\.ts$/m);
    expect(stdout).toMatch(/^\+.*OrderShipped/m);
    expect(stderr).toContain('would add');
    expect(project.tree()).toEqual(before);
  });

  test('shows new files against nothing', async () => {
    const { stdout } = await createProject(files).varve(['generate', '--dry-run']);
    expect(stdout).toMatch(/^--- \/dev\/null\n\+\+\+ b\/src\/generated\//m);
  });
});

describe('errors', () => {
  const broken = {
    ...files,
    'schemas/a.yaml': 'varve: 1\ncontext: a\ntypes: { A: [ }\n',
    'schemas/b.yaml': 'varve: 1\ncontext: b\nevnts: {}\n',
    'schemas/c.yaml': 'varve: 1\ncontext: c\ntypes:\n  C: { type: string, maxLength: 1 }\n  C: { type: string }\n',
  };

  test('of all files are said at once, each with its place, and nothing is written', async () => {
    const project = createProject(broken);
    const before = project.tree();
    const { exitCode, stdout, stderr } = await project.varve(['generate']);
    expect(exitCode).toBe(1);
    for (const place of ['schemas/a.yaml:3:', 'schemas/b.yaml:3:', 'schemas/c.yaml:5:'])
      expect(stdout).toContain(place);
    expect(stdout).toContain('Did you mean events?');
    expect(stderr).toMatch(/3 errors/);
    expect(project.tree()).toEqual(before);
  });

  test('do not depend on the order of files', async () => {
    const { stdout } = await createProject(broken).varve(['check']);
    const again = createProject(Object.fromEntries(Object.entries(broken).reverse()));
    expect((await again.varve(['check'])).stdout).toBe(stdout);
  });

  test('leave what was generated before as it is', async () => {
    const project = createProject(files);
    await project.varve(['generate']);
    project.write('schemas/order.yaml', `${order}evnts: {}\n`);
    const before = project.tree();
    expect((await project.varve(['generate'])).exitCode).toBe(1);
    expect(project.tree()).toEqual(before);
  });

  test('no schema at all is one', async () => {
    const { exitCode, stdout } = await createProject({ 'varve.config.yaml': files['varve.config.yaml'] ?? '' }).varve([
      'generate',
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('read/no-schemas');
  });
});

describe('check', () => {
  test('is content with good schemas and writes nothing', async () => {
    const project = createProject(files);
    const { exitCode, stdout, stderr } = await project.varve(['check']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/ordering +1 aggregate/);
    expect(project.has('src')).toBe(false);
  });
});

describe('--format json', () => {
  test('is one document that its schema describes', async () => {
    const project = createProject(files);
    const written = await project.varve(['generate', '--format', 'json']);
    expect(reportOf(written.stdout)).toMatchObject({ command: 'generate', status: 'clean', exitCode: 0 });
    expect(written.stderr).toBe('');
    project.write('schemas/order.yaml', shipped);
    const stale = await project.varve(['generate', '--check', '--format', 'json']);
    expect(stale.exitCode).toBe(1);
    expect(reportOf(stale.stdout)).toMatchObject({
      status: 'findings',
      additions: [{ path: 'src/order/order.decider.ts', members: ['evolve.OrderShipped'] }],
    });
    project.write('schemas/order.yaml', `${order}evnts: {}\n`);
    const wrong = await project.varve(['check', '--format', 'json']);
    expect(wrong.exitCode).toBe(1);
    expect(reportOf(wrong.stdout)).toMatchObject({
      diagnostics: [{ severity: 'error', at: { path: 'schemas/order.yaml', start: { column: 1 } } }],
    });
  });

  test('an unusable configuration is reported in the same form', async () => {
    const { exitCode, stdout } = await createProject({ 'varve.config.yaml': 'out: [' }).varve([
      'check',
      '--format',
      'json',
    ]);
    expect(exitCode).toBe(2);
    expect(reportOf(stdout)).toMatchObject({ status: 'unusable', exitCode: 2 });
  });
});

describe('streams', () => {
  const wrong = { ...files, 'schemas/b.yaml': 'varve: 1\ncontext: b\nevnts: {}\n' };
  const escape = '\u001b[';

  test('colour is for those who ask for it', async () => {
    const project = createProject(wrong);
    const plain = await project.varve(['check']);
    expect(plain.stdout + plain.stderr).not.toContain(escape);
    expect((await project.varve(['check'], { FORCE_COLOR: '1' })).stdout).toContain(escape);
    expect((await project.varve(['check'], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain(escape);
    expect((await project.varve(['check', '--color', 'always'], { NO_COLOR: '1' })).stdout).toContain(escape);
    expect((await project.varve(['check', '--color', 'never'], { FORCE_COLOR: '1' })).stdout).not.toContain(escape);
  });

  test('a reader that goes away changes neither the exit code nor what is said on standard error', async () => {
    const project = createProject(wrong);
    const child = project.spawn(['check']);
    child.stdout?.destroy();
    const { exitCode, stderr } = await finished(child);
    expect(exitCode).toBe(1);
    expect(stderr).not.toContain('EPIPE');
    expect(stderr).toContain('1 error');
  });
});
