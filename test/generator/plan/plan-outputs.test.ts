import { describe, expect, test } from 'vitest';
import type { OutputPlan, PlannedFile } from '../../../generator/src/plan/output-plan.js';
import { generateFiles, planFiles, type Files } from '../../support/golden-project.js';

const plan = (files: Files): Promise<OutputPlan> => planFiles(files);

const aggregate = (context: string, name: string, more = ''): string =>
  `varve: 1\ncontext: ${context}\naggregate: ${name}\nid: { id: string }\nevents: { ${name}Done: { 1: {} } }\n${more}`;

const paths = async (files: Files): Promise<readonly string[]> => (await plan(files)).files.map(({ path }) => path);

describe('where files lie', () => {
  test('one folder a context, one set of files an aggregate, and the user’s file apart', async () => {
    const files = {
      'schemas/a.yaml': aggregate('ordering', 'Order', 'commands: { Do: { emits: [OrderDone], 1: {} } }\n'),
    };
    expect(await paths(files)).toEqual([
      'src/generated/ordering/order.commands.ts',
      'src/generated/ordering/order.events.ts',
      'src/generated/ordering/order.ts',
      'src/generated/ordering/ordering.ts',
      'src/order/order.decider.ts',
    ]);
  });

  test('roots and ending are as configured', async () => {
    const files = {
      'varve.config.yaml': 'out: lib/gen\nsrc: app\nimportEnding: .ts\n',
      'schemas/a.yaml': aggregate('ordering', 'Order'),
    };
    const generated = await generateFiles(files);
    expect(Object.keys(generated)).toContain('lib/gen/ordering/order.ts');
    expect(generated['app/order/order.decider.ts']).toContain("from '../../lib/gen/ordering/order.ts'");
    expect(generated['lib/gen/ordering/order.ts']).toContain("from './order.events.ts'");
  });

  test('an aggregate named as its context keeps its file; the wiring gives way', async () => {
    expect(await paths({ 'schemas/a.yaml': aggregate('order', 'Order') })).toEqual([
      'src/generated/order/order.context.ts',
      'src/generated/order/order.events.ts',
      'src/generated/order/order.ts',
      'src/order/order.decider.ts',
    ]);
  });

  test('aggregates of one name in two contexts lie in folders of their contexts, both', async () => {
    const files = { 'schemas/a.yaml': aggregate('sales', 'Order'), 'schemas/b.yaml': aggregate('billing', 'Order') };
    const scaffolds = (await paths(files)).filter((path) => !path.startsWith('src/generated/'));
    expect(scaffolds).toEqual(['src/billing/order/order.decider.ts', 'src/sales/order/order.decider.ts']);
  });

  test('a context without aggregates has no wiring, and standard types only where they are used', async () => {
    const types = "varve: 1\ncontext: pricing\nimports: ['std:money']\ntypes: { Price: Money@1 }\n";
    expect(await paths({ 'schemas/a.yaml': types })).toEqual([
      'src/generated/pricing/types.ts',
      'src/generated/std/checks.ts',
      'src/generated/std/types.ts',
    ]);
    const unused = types.replace('Price: Money@1', 'Price: decimal');
    expect(await paths({ 'schemas/a.yaml': unused })).toEqual(['src/generated/pricing/types.ts']);
  });
});

describe('what merge is told', () => {
  const scaffoldOf = async (files: Files): Promise<PlannedFile<object>> => {
    const found = (await plan(files)).files.find((file) => file.ownership === 'scaffold');
    if (found === undefined) throw new Error('There is no scaffold.');
    return found;
  };
  const more = `rejections: { TooLate: {} }
commands: { Start: { emits: [OrderDone], rejects: [TooLate], 1: {} } }
`;

  test('a decider’s handlers, without imports, as they stand in the created file', async () => {
    const files = { 'schemas/a.yaml': aggregate('ordering', 'Order', more) };
    const { scaffold, path } = await scaffoldOf(files);
    expect(scaffold?.target).toEqual({ kind: 'object', variable: 'orderDecider', type: 'OrderDecider' });
    const members = scaffold?.members ?? [];
    expect(members.map(({ container, name, imports }) => [container, name, imports])).toEqual([
      [['decide'], 'Start', []],
      [['evolve'], 'OrderDone', []],
    ]);
    const text = (await generateFiles(files))[path] ?? '';
    for (const line of members.flatMap((member) => member.text.split('\n'))) expect(text).toContain(line);
  });

  test('a class’s methods with what they import', async () => {
    const files = { 'schemas/a.yaml': aggregate('ordering', 'Order', `${more}style: class\n`) };
    const { scaffold } = await scaffoldOf(files);
    expect(scaffold?.target).toMatchObject({ kind: 'class', className: 'Order', type: 'OrderAggregate' });
    expect(scaffold?.members.map(({ name }) => name)).toEqual(['start', 'onOrderDone']);
    const from = '../generated/ordering/order.js';
    expect(scaffold?.members[0]?.imports).toEqual([
      { from, name: 'Start', typeOnly: true },
      { from: '@varve/runtime', name: 'DecideContext', typeOnly: true },
      { from, name: 'TooLate', typeOnly: true },
    ]);
  });

  test('nothing of what is ignored, and nothing at all for a log', async () => {
    const ignored = aggregate('ordering', 'Order').replace('{ 1: {} }', '{ ignored: never used, 1: {} }');
    expect((await scaffoldOf({ 'schemas/a.yaml': ignored })).scaffold?.members).toEqual([]);
    const log = await plan({ 'schemas/a.yaml': aggregate('ordering', 'Order', 'style: log\n') });
    expect(log.files.every((file) => file.ownership === 'generated')).toBe(true);
  });
});

describe('a plan', () => {
  test('is plain data', async () => {
    const { files } = await plan({ 'schemas/a.yaml': aggregate('ordering', 'Order', 'style: class\n') });
    for (const { view } of files) expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });

  test('names every schema file in the marker, and counts those that are too many', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [
        `schemas/${String(index)}.yaml`,
        aggregate('ordering', `Thing${String(index)}`),
      ]),
    );
    const { files } = await plan(many);
    const wiring = files.find(({ path }) => path.endsWith('/ordering.ts'));
    expect(wiring?.view).toMatchObject({
      marker:
        '// Generated by varve from schemas/0.yaml, schemas/1.yaml, schemas/2.yaml and 3 more files. Do not edit.',
    });
  });
});
