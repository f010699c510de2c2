import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evolve } from '../../../generator/src/cli/evolve.js';
import { openProject } from '../../../generator/src/cli/project.js';
import { createTerminal } from '../../../generator/src/cli/terminal.js';
import { UsageError } from '../../../generator/src/cli/usage-error.js';
import type { Host } from '../../../generator/src/host/host.js';
import { runMain } from '../../support/run-main.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-evolve-'));
  write({ 'varve.config.yaml': 'varve: 1 # ours\n' });
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const run = (...args: readonly string[]) => runMain(args, root);
const check = async (): Promise<number> => (await run('check')).exitCode;

const order = `varve: 1
context: ordering
imports: ['std:money', ./types.yaml]
aggregate: Order
id: { orderId: uuid }
events:
  # what happened
  OrderPlaced:
    1: { customer: uuid, total: Money@1 } # the first
  OrderGone: { retired: Long ago., 1: {} }
  OrderNoise: { ignored: Noise., 1: {} }
  OrderMerged: { becomes: [OrderPlaced@1], 1: {} }
rejections: { NoOrder: {} }
commands:
  PlaceOrder: { emits: [OrderPlaced], 1: { customer: uuid } }
projections: { Orders: { on: [OrderPlaced], key: { orderId: $id.orderId }, fields: {} } }
`;
const types = `varve: 1
context: ordering
types:
  Channel: { enum: [web, store] } # where from
  Node: { name: string, children: list<Node>, next?: ordering.Node | null }
`;

describe('an event or a command', () => {
  beforeEach(() => write({ 'schemas/order.yaml': order, 'schemas/types.yaml': types }));

  test('gets one more version, everything else stays', async () => {
    const { exitCode, stdout, stderr } = await run('evolve', 'OrderPlaced');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('added  version 2 of OrderPlaced to schemas/order.yaml, a copy of version 1');
    const [, line = ''] = /( {4}1: .*\n)/.exec(order) ?? [];
    const copy = '    2: { customer: uuid, total: Money@1 }\n    # upcast: { 2: { set: { field: value } } }\n';
    expect(read('schemas/order.yaml')).toBe(order.replace(line, line + copy));
    expect(read('schemas/types.yaml')).toBe(types);
    expect(await check()).toBe(0);
  });

  test('may be named with its context, and again and again', async () => {
    for (const schemaVersion of ['2', '3', '4']) {
      const { exitCode, stderr } = await run('evolve', 'ordering.PlaceOrder');
      expect(exitCode).toBe(0);
      expect(stderr).toContain(`added  version ${schemaVersion} of PlaceOrder`);
    }
    expect(read('schemas/order.yaml')).toContain(
      'PlaceOrder: { emits: [OrderPlaced], 1: { customer: uuid }, 2: { customer: uuid }, 3: { customer: uuid }, 4: { customer: uuid } }',
    );
    expect(await check()).toBe(0);
  });

  test.each([
    ['one shape', 'state: { 1: { open: boolean } }', 'state: { 1: { open: boolean }, 2: { open: boolean } }'],
    [
      'several states',
      'states:\n  tag: is\n  initial: none\n  1:\n    none: {}\n    open: { by: uuid }\n',
      '  1:\n    none: {}\n    open: { by: uuid }\n  2:\n    none: {}\n    open: { by: uuid }\n',
    ],
  ])('may be one of a state of %s, which is named as its type is', async (_, before, after) => {
    const basket = [
      'varve: 1\ncontext: ordering\naggregate: Basket\nid: { basketId: uuid }\nfacts: true',
      'events: { ItemPut: { 1: {} } }\ncommands: { PutItem: { emits: [ItemPut], 1: {} } }',
      before,
    ];
    write({ 'schemas/basket.yaml': `${basket.join('\n')}\n` });
    const { exitCode, stderr } = await run('evolve', 'BasketState');
    expect(stderr).toContain('added  version 2 of BasketState to schemas/basket.yaml');
    expect(exitCode).toBe(0);
    expect(read('schemas/basket.yaml')).toContain(after);
    expect(await check()).toBe(0);
  });

  test('is only shown with --dry-run', async () => {
    const { exitCode, stdout, stderr } = await run('evolve', 'OrderPlaced', '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--- a/schemas/order.yaml');
    expect(stdout).toContain('\n+    2: { customer: uuid, total: Money@1 }\n');
    expect(stderr).toContain('would add  version 2 of OrderPlaced');
    expect(read('schemas/order.yaml')).toBe(order);
  });

  test('has a hint that is a step once its # is gone', async () => {
    await run('evolve', 'OrderPlaced');
    const text = read('schemas/order.yaml')
      .replace('# upcast: { 2: { set: { field: value } } }', 'upcast: { 2: { set: { channel: web } } }')
      .replace('2: { customer', '2: { channel: string, customer');
    write({ 'schemas/order.yaml': text });
    expect(await check()).toBe(0);
  });

  test.each([
    ['OrderPlacd', 'No schema declares OrderPlacd. Did you mean OrderPlaced?'],
    ['ordering.OrderPlacd', 'Did you mean ordering.OrderPlaced?'],
    ['Xyz', 'No schema declares Xyz. varve evolve takes the name of an event, a command, a type or a state.'],
    ['shipping.OrderPlaced', 'No schema declares shipping.OrderPlaced. Did you mean'],
    ['OrderGone', 'OrderGone is retired (Long ago.), so nothing would ever be written'],
    ['OrderNoise', 'OrderNoise is ignored (Noise.)'],
    ['OrderMerged', 'OrderMerged is replaced by other events (becomes)'],
    ['NoOrder', 'NoOrder is a rejection. Rejections have no versions'],
    ['Order', 'Order is an aggregate. Name one of its events or commands, a type, or OrderState for its state.'],
    ['Orders', 'Orders is a projection. Projections have no versions'],
    ['Money', 'Money is a standard type, which comes with varve; declare a type of your own.'],
    ['std.Money', 'Money is a standard type'],
    ['constructor', 'No schema declares constructor.'],
    ['', 'No schema declares .'],
  ])('named %j gets none', async (name, reason) => {
    const { exitCode, stdout, stderr } = await run('evolve', name);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(read('schemas/order.yaml')).toBe(order);
  });

  test('is needed, and only one', async () => {
    expect((await run('evolve')).exitCode).toBe(2);
    expect((await run('evolve', 'OrderPlaced', 'PlaceOrder')).exitCode).toBe(2);
    expect(read('schemas/order.yaml')).toBe(order);
  });

  test('stays as it is while something is wrong with the schemas', async () => {
    write({ 'schemas/types.yaml': types.replace('name: string', 'name: strin') });
    const { exitCode, stdout, stderr } = await run('evolve', 'OrderPlaced');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('bind/unknown-type');
    expect(stderr).toContain('Nothing is written: the schemas have errors.');
    expect(read('schemas/order.yaml')).toBe(order);
  });

  test('stays as it is where it is written in a way that nobody would extend', async () => {
    const odd = order.replace(
      '    1: { customer: uuid, total: Money@1 } # the first',
      '    ? 1\n    : { customer: uuid }',
    );
    write({ 'schemas/order.yaml': odd });
    const { exitCode, stderr } = await run('evolve', 'OrderPlaced');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('OrderPlaced in schemas/order.yaml cannot be extended: its key is not the first thing');
    expect(read('schemas/order.yaml')).toBe(odd);
  });

  test('of one name in two contexts needs its context', async () => {
    const other = 'varve: 1\ncontext: shipping\ntypes: { PlaceOrder: string, Channel: string }\n';
    write({ 'schemas/shipping.yaml': other });
    const { exitCode, stderr } = await run('evolve', 'PlaceOrder');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('PlaceOrder may be ordering.PlaceOrder or shipping.PlaceOrder; name one of them.');
    expect((await run('evolve', 'ordering.PlaceOrder')).exitCode).toBe(0);
    expect(read('schemas/shipping.yaml')).toBe(other);
  });
});

describe('a type', () => {
  const using = `varve: 1
context: shipping
imports: ["./types.yaml"]
types:
  Parcel: { from: "ordering.Channel", 'others': list<ordering.Channel | null> } # Channel
  Channel: string
  Box: { of: Channel, was: 'ordering.Channel@1[]' }
`;
  const own = `varve: 1
context: ordering
imports: [./types.yaml]
aggregate: Order
id: { orderId: uuid }
style: log
events:
  OrderPlaced:
    description: From a Channel.
    1:
      channel?: Channel # Channel
      by: { type: Channel, nullable: true }
      all: >-
        integer |
        Channel
`;

  beforeEach(() =>
    write({
      'schemas/types.yaml': types,
      'schemas/shipping.yaml': using,
      'schemas/order.yaml': own,
      'varve.config.yaml': 'varve: 1 # ours\nmetadata: { channel: ordering.Channel, "other?": string }\n',
    }),
  );

  test('gets one more version, and whoever named it without a version gets the old one', async () => {
    const { exitCode, stderr } = await run('evolve', 'ordering.Channel');
    expect(stderr).toContain(
      'pinned  Channel to Channel@1: schemas/order.yaml (3 places), schemas/shipping.yaml (2 places), varve.config.yaml (1 place)',
    );
    expect(exitCode).toBe(0);
    expect(read('schemas/types.yaml')).toBe(
      types.replace('{ enum: [web, store] }', '{ 1: { enum: [web, store] }, 2: { enum: [web, store] } }'),
    );
    expect(read('schemas/shipping.yaml')).toBe(
      using
        .replace('"ordering.Channel"', '"ordering.Channel@1"')
        .replace('list<ordering.Channel |', 'list<ordering.Channel@1 |'),
    );
    expect(read('schemas/order.yaml')).toContain(
      '      channel?: Channel@1 # Channel\n      by: { type: Channel@1, nullable: true }\n',
    );
    expect(read('schemas/order.yaml')).toContain('        integer |\n        Channel@1\n');
    expect(read('schemas/order.yaml')).toContain('description: From a Channel.');
    expect(read('varve.config.yaml')).toBe(
      'varve: 1 # ours\nmetadata: { channel: ordering.Channel@1, "other?": string }\n',
    );
    expect(await check()).toBe(0);
  });

  test('names itself in its new version where the old one did', async () => {
    expect((await run('evolve', 'Node')).exitCode).toBe(0);
    expect(read('schemas/types.yaml')).toContain(
      '  Node:\n' +
        '    1: { name: string, children: list<Node@1>, next?: ordering.Node@1 | null }\n' +
        '    2: { name: string, children: list<Node@2>, next?: ordering.Node@2 | null }\n',
    );
    expect((await run('evolve', 'Node')).exitCode).toBe(0);
    expect(read('schemas/types.yaml')).toContain(
      '    3: { name: string, children: list<Node@3>, next?: ordering.Node@3 | null }\n',
    );
    expect(await check()).toBe(0);
  });

  test('names itself also inside of forms and unions, and nothing in texts is changed', async () => {
    write({
      'schemas/types.yaml': `${types}  Tree:
    1:
      description: A Tree@1.
      fields:
        left?: { type: Tree@1, description: Tree@1 }
        all: { list: { map: Tree@1 }, examples: [] }
        kind: { enum: [Tree, Tree@1] }
      open: list<Tree@1>
  Either: { 1: { oneOf: { a: Leaf, b: { fields: { of: list<Either> } } }, discriminator: k } }
  Leaf: { a: string }
`,
    });
    expect((await run('evolve', 'Tree')).stderr).toContain('added  version 2 of Tree');
    expect(read('schemas/types.yaml')).toContain(`    2:
      description: A Tree@1.
      fields:
        left?: { type: Tree@2, description: Tree@1 }
        all: { list: { map: Tree@2 }, examples: [] }
        kind: { enum: [Tree, Tree@1] }
      open: list<Tree@2>
`);
    expect((await run('evolve', 'Either')).exitCode).toBe(0);
    expect(read('schemas/types.yaml')).toContain('1: { oneOf: { a: Leaf, b: { fields: { of: list<Either@1> } } }');
    expect(read('schemas/types.yaml')).toContain('2: { oneOf: { a: Leaf, b: { fields: { of: list<Either@2> } } }');
    expect(await check()).toBe(0);
  });

  test('with several versions is named with one everywhere already', async () => {
    await run('evolve', 'ordering.Channel');
    const before = read('schemas/shipping.yaml');
    const { exitCode, stderr } = await run('evolve', 'ordering.Channel');
    expect(exitCode).toBe(0);
    expect(stderr).not.toContain('pinned');
    expect(read('schemas/shipping.yaml')).toBe(before);
    expect(read('schemas/types.yaml')).toContain('2: { enum: [web, store] }, 3: { enum: [web, store] } }');
  });

  test('that is spelt in escapes somewhere is left alone, and it is said where', async () => {
    const escaped = using.replace('"ordering.Channel"', '"ordering.Ch\\x61nnel"');
    write({ 'schemas/shipping.yaml': escaped });
    const { exitCode, stderr } = await run('evolve', 'ordering.Channel');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('schemas/shipping.yaml:5:20 names Channel in a way that varve does not change.');
    expect(read('schemas/types.yaml')).toBe(types);
    expect(read('schemas/shipping.yaml')).toBe(escaped);
  });

  test('whose form no version can have is left alone, with the findings', async () => {
    write({
      'schemas/types.yaml': `${types}  Odd: { fields: { a: string }, nullable: true }\n`,
    });
    const before = read('schemas/types.yaml');
    const { exitCode, stdout, stderr } = await run('evolve', 'Odd');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('error');
    expect(stderr).toContain('Nothing is written: with the new version they would have errors.');
    expect(read('schemas/types.yaml')).toBe(before);
  });

  test('is only shown with --dry-run, in every file', async () => {
    const { stdout, stderr } = await run('evolve', 'ordering.Channel', '--dry-run');
    const named = [...stdout.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(([, path]) => path);
    expect(named).toEqual(['schemas/order.yaml', 'schemas/shipping.yaml', 'schemas/types.yaml', 'varve.config.yaml']);
    expect(stderr).toContain('would pin  Channel to Channel@1');
    expect(read('schemas/shipping.yaml')).toBe(using);
  });
});

describe('all files are written or none', () => {
  const a = 'varve: 1\ncontext: a\ntypes: { T: string }\n';
  const b = 'varve: 1\ncontext: a\ntypes: { U: { t: T } }\n';

  /** Runs on a disk that is not quite like the real one. */
  async function evolveOn(changed: (host: Host) => Partial<Host>): Promise<unknown> {
    write({ 'schemas/a.yaml': a, 'schemas/b.yaml': b });
    const project = await openProject({ cwd: root, config: undefined });
    const streams = { stdout: { write: () => true }, stderr: { write: () => true }, env: {} };
    const host = { ...project.host, ...changed(project.host) };
    return evolve({ ...project, host }, createTerminal(streams, 'never'), { name: 'T', dryRun: false }).catch(
      (error: unknown) => error,
    );
  }

  test('also when the second one cannot be written', async () => {
    const paths: string[] = [];
    const error = await evolveOn((host) => ({
      replaceFile: (path, text, durable) => {
        paths.push(path);
        if (path === 'schemas/b.yaml') return Promise.reject(new Error('The disk is full.'));
        return host.replaceFile(path, text, durable);
      },
    }));
    expect(error).toEqual(new Error('The disk is full.'));
    expect(paths).toEqual(['schemas/a.yaml', 'schemas/b.yaml', 'schemas/a.yaml']);
    expect([read('schemas/a.yaml'), read('schemas/b.yaml')]).toEqual([a, b]);
  });

  test('also when somebody has written meanwhile', async () => {
    let reads = 0;
    const error = await evolveOn((host) => ({
      async read(path) {
        const entry = await host.read(path);
        if (path === 'schemas/b.yaml') reads += 1;
        return path === 'schemas/b.yaml' && reads > 1 ? { kind: 'file', text: `${b}# new\n` } : entry;
      },
    }));
    expect(error).toEqual(new UsageError('schemas/b.yaml was changed meanwhile; nothing is written.'));
    expect([read('schemas/a.yaml'), read('schemas/b.yaml')]).toEqual([a, b]);
  });

  test('also when one of them is none that may be read', async () => {
    write({ 'schemas/a.yaml': a, 'outside/b.yaml': b });
    symlinkSync(join(root, 'outside/b.yaml'), join(root, 'schemas/b.yaml'));
    const { exitCode, stdout } = await run('evolve', 'T');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('read/unsafe-file');
    expect(read('schemas/a.yaml')).toBe(a);
  });
});

test('needs a configuration', async () => {
  rmSync(join(root, 'varve.config.yaml'));
  expect((await run('evolve', 'T')).exitCode).toBe(2);
  expect(existsSync(join(root, 'schemas'))).toBe(false);
});
