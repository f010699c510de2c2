import { describe, expect, test } from 'vitest';
import { readAssets } from '../../../generator/src/assets.js';
import { checkProject, compileProject } from '../../../generator/src/compile.js';
import { configure } from '../../../generator/src/compile/configure.js';
import { StageError } from '../../../generator/src/compile/stage-error.js';
import { applyChanges } from '../../../generator/src/reconcile/apply-changes.js';
import { createMemoryHost, type MemoryHost } from '../../support/memory-host.js';
import { config as configText, customer, files, order, shipped } from '../../e2e/ordering.js';

const assets = readAssets();

async function configured() {
  const { config } = await configure({ path: 'varve.config.yaml', text: configText }, '/nowhere');
  if (config === undefined) throw new Error('The configuration of the test is wrong.');
  return config;
}

const config = await configured();
const compile = (host: MemoryHost) => compileProject(host, config, { assets });

async function generate(host: MemoryHost) {
  const compiled = await compile(host);
  if (compiled.output !== undefined) await applyChanges(host, compiled.output.changes, config.out);
  return compiled;
}

describe('compileProject', () => {
  test('writes nothing itself', async () => {
    const host = createMemoryHost(files);
    const { output } = await compile(host);
    expect(output?.changes.changes.length).toBeGreaterThan(5);
    expect(host.writes).toEqual([]);
  });

  test('finds nothing to do after its changes were applied', async () => {
    const host = createMemoryHost(files);
    await generate(host);
    const { output, diagnostics } = await compile(host);
    expect(output?.changes.changes).toEqual([]);
    expect(diagnostics).toEqual([]);
  });

  test('gives the same files for files in any order', async () => {
    const sorted = createMemoryHost(files);
    const shuffled = createMemoryHost(Object.fromEntries(Object.entries(files).reverse()));
    await generate(sorted);
    await generate({ ...shuffled, find: async (globs) => [...(await shuffled.find(globs))].reverse() });
    expect(shuffled.files()).toEqual(sorted.files());
  });

  test('adds to a user file what a new event needs', async () => {
    const host = createMemoryHost(files);
    await generate(host);
    await host.replaceFile('schemas/order.yaml', shipped);
    const { output } = await generate(host);
    expect(output?.additions).toEqual([{ path: 'src/order/order.decider.ts', members: ['evolve.OrderShipped'] }]);
    expect((await compile(host)).output?.changes.changes).toEqual([]);
  });

  test('makes a user file that was deleted or moved anew, and keeps what was moved', async () => {
    const host = createMemoryHost(files);
    await generate(host);
    const path = 'src/order/order.decider.ts';
    const before = host.files();
    await host.replaceFile('src/domain/order.decider.ts', `// moved\n${before[path] ?? ''}`);
    await host.removeFile(path, 'src');
    const { output } = await generate(host);
    expect(output?.changes.changes.map(({ kind, path: at }) => [kind, at])).toEqual([['create', path]]);
    expect(host.files()).toEqual({ ...before, 'src/domain/order.decider.ts': `// moved\n${before[path] ?? ''}` });
  });

  test('leaves a user file that was emptied, and says what to paste', async () => {
    const host = createMemoryHost(files);
    await generate(host);
    await host.replaceFile('src/order/order.decider.ts', '');
    const { diagnostics, output } = await generate(host);
    expect(output?.changes.changes).toEqual([]);
    expect(diagnostics).toMatchObject([
      { code: 'merge/cannot-place', severity: 'warning', help: expect.stringContaining('PlaceOrder(') },
    ]);
    expect(host.files()['src/order/order.decider.ts']).toBe('');
  });

  test('names handlers of what was renamed, and adds those of the new name', async () => {
    const host = createMemoryHost(files);
    await generate(host);
    const renamed = order.replaceAll('OrderPlaced', 'OrderMade');
    await host.replaceFile('schemas/order.yaml', renamed);
    const { diagnostics, output } = await generate(host);
    expect(output?.additions).toEqual([{ path: 'src/order/order.decider.ts', members: ['evolve.OrderMade'] }]);
    expect(diagnostics).toMatchObject([
      { code: 'merge/orphan-member', message: expect.stringMatching(/^evolve\.OrderPlaced in /) },
    ]);
  });

  test('believes who says that a user file is complete', async () => {
    const host = createMemoryHost(files);
    await generate(host);
    await host.replaceFile('src/order/order.decider.ts', '// emptied');
    const { diagnostics, output } = await compileProject(host, config, { assets, isComplete: () => true });
    expect(diagnostics).toEqual([]);
    expect(output?.changes.changes).toEqual([]);
  });

  test('gives neither model nor output when a file has errors, and says everything', async () => {
    const host = createMemoryHost({ ...files, 'schemas/a.yaml': 'a: [', 'schemas/b.yaml': 'varve: 2\n' });
    const { diagnostics, model, output } = await compile(host);
    expect({ model, output }).toEqual({ model: undefined, output: undefined });
    const paths = new Set(diagnostics.map(({ at }) => at?.file.path));
    expect([...paths]).toEqual(['schemas/a.yaml', 'schemas/b.yaml']);
  });

  test('gives a model and no output when a file stands in the way', async () => {
    const host = createMemoryHost({ ...files, 'src/generated/ordering/order.ts': '// mine' });
    const { diagnostics, model, output } = await compile(host);
    expect(model).toBeDefined();
    expect(output).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toEqual(['reconcile/file-in-the-way']);
  });

  test('refuses to read a schema through a link, and to find none', async () => {
    const linked = createMemoryHost(files, ['schemas/order.yaml']);
    expect((await compile(linked)).diagnostics.map(({ code }) => code)).toContain('read/unsafe-file');
    const unstorable = createMemoryHost({ ...files, 'schemas/aux.yaml': 'varve: 1' });
    expect((await compile(unstorable)).diagnostics.map(({ message }) => message)).toEqual([
      'schemas/aux.yaml is not read: schemas/aux.yaml lies outside the project, or has a name that not every system can store.',
    ]);
    const none = createMemoryHost({});
    expect((await compile(none)).diagnostics.map(({ code }) => code)).toEqual(['read/no-schemas']);
  });

  test('a broken template is a bug of ours, and says where', async () => {
    const { types: _types, ...others } = assets.templates.files;
    const broken = { ...assets, templates: { ...assets.templates, files: others } };
    const run = compileProject(createMemoryHost(files), config, { assets: broken });
    await expect(run).rejects.toThrow(StageError);
    await expect(run).rejects.toMatchObject({ stage: 'render', path: 'src/generated/crm/types.ts' });
  });

  test('a severity from the configuration counts in every stage', async () => {
    const host = createMemoryHost({ ...files, 'src/generated/notes.md': 'mine' });
    const run = async (severity: 'error' | 'off') =>
      compileProject(host, { ...config, rules: { 'reconcile/foreign-file': severity } }, { assets });
    expect((await run('off')).diagnostics).toEqual([]);
    const { diagnostics, output } = await run('error');
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['error']);
    expect(output).toBeUndefined();
  });
});

test('checkProject looks at schemas only', async () => {
  const host = createMemoryHost({ ...files, 'src/generated/notes.md': 'mine' });
  const { diagnostics, model, output } = await checkProject(host, config, { assets });
  expect(diagnostics).toEqual([]);
  expect(model?.contexts.map(({ name }) => name)).toEqual(['crm', 'ordering']);
  expect(output).toBeUndefined();
});

test('checkProject says every problem of every file', async () => {
  const host = createMemoryHost({
    'schemas/customer.yaml': customer,
    'schemas/order.yaml': order
      .replace('emits: [OrderPlaced]', 'emits: [OrderPlacd]')
      .replace('reason: string', 'reason: strin'),
  });
  const { diagnostics } = await checkProject(host, config, { assets });
  expect(diagnostics.length).toBeGreaterThanOrEqual(2);
});
