import { spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { config, customer, order, shipped } from './ordering.js';
import { createProject, finished, type Project } from './project.js';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const tsc = join(modules, 'typescript/bin/tsc');
const handlers = 'src/order-summary/order-summary.projection.ts';

const projections = `projections:
  OrderSummary:
    description: What a customer sees.
    on: [OrderPlaced]
    key: { orderId: $id.orderId }
    fields: { customer: uuid, status: { enum: [open, shipped] } }
    indexes: [[customer]]
`;
const growing = shipped + projections.replace('[OrderPlaced]', '[OrderPlaced, OrderShipped]');

const main = `import { createMemoryEventStore } from '@varve/runtime';
import { createOrdering } from './generated/ordering/ordering.js';
import { orderDecider } from './order/order.decider.js';
import { orderSummaryHandlers } from './order-summary/order-summary.projection.js';

const ordering = createOrdering({
  store: createMemoryEventStore(),
  order: { decider: orderDecider },
  projections: { orderSummary: orderSummaryHandlers },
});
export const customer: string | undefined = (await ordering.projections.orderSummary.find({ orderId: 'o' }))?.customer;
`;

const tsconfig = {
  compilerOptions: {
    ...{ target: 'ES2023', module: 'NodeNext', strict: true, noEmit: true, types: [] },
    ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true },
  },
  include: ['src/**/*.ts'],
};

function projectWith(schema: string): Project {
  const project = createProject({
    'varve.config.yaml': config,
    'schemas/order.yaml': schema,
    'schemas/customer.yaml': customer,
    'package.json': '{ "type": "module" }\n',
    'tsconfig.json': JSON.stringify(tsconfig),
    'src/main.ts': main,
  });
  symlinkSync(modules, join(project.root, 'node_modules'));
  return project;
}

/** What the compiler says; nothing when all is well. */
const compiled = async (project: Project): Promise<string> =>
  (await finished(spawn(process.execPath, [tsc, '-p', '.'], { cwd: project.root }))).stdout;

test(
  'a projection from nothing to a growing one: what is generated compiles, and what is missing does not',
  { timeout: 120_000 },
  async () => {
    const project = projectWith(order + projections);
    const { exitCode, stderr } = await project.varve(['generate']);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/ordering +1 aggregate, 2 events, 2 commands, 1 projection\n/);
    expect(stderr).toContain(handlers);
    expect(await compiled(project)).toBe('');
    expect(await project.varve(['generate', '--check'])).toMatchObject({ exitCode: 0, stdout: '' });

    const own = project
      .read(handlers)
      .replace(
        "throw new Error('ordering.OrderSummary does not handle OrderPlaced yet.');",
        "_row.insert({ customer: _event.data.customerId, status: 'open' });",
      );
    project.write(handlers, own);
    project.write('schemas/order.yaml', growing);
    const grown = await project.varve(['generate']);
    expect(grown.stderr).toContain(`1 handler to ${handlers}: OrderShipped`);
    expect(project.read(handlers)).toContain("status: 'open'");
    expect(await compiled(project)).toBe('');

    project.write(handlers, own);
    expect(await compiled(project)).toMatch(/^src\/order-summary\/order-summary\.projection\.ts.*OrderShipped/m);
  },
);

test('a handler that nothing calls any more is reported, and does not compile', { timeout: 120_000 }, async () => {
  const project = projectWith(growing);
  await project.varve(['generate']);
  const own = project.read(handlers);
  project.write('schemas/order.yaml', shipped + projections);
  const { exitCode, stdout } = await project.varve(['generate']);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('merge/orphan-member');
  expect(stdout).toContain('OrderShipped');
  expect(project.read(handlers)).toBe(own);
  expect(await compiled(project)).toMatch(/^src\/order-summary\/order-summary\.projection\.ts.*OrderShipped/m);
});

test('a mistake is told where it stands, and nothing is written', async () => {
  const project = projectWith(order + projections.replace('[OrderPlaced]', '[OrderPlacd]'));
  const { exitCode, stdout } = await project.varve(['generate']);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('bind/projection-of-unknown-event');
  expect(project.has('src/generated')).toBe(false);
  expect(await project.varve(['check', '--fix'])).toMatchObject({ exitCode: 0 });
  expect(project.read('schemas/order.yaml')).toBe(order + projections);
});
