// A process over the years, as the command line tells it: generated, released, changed and evolved.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type MainRun, runMain } from '../../support/run-main.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-processes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let root = folder;
let projects = 0;

const schema = `varve: 1
context: ordering
aggregate: Order
id: { orderId: uuid }
events:
  OrderPlaced: { 1: { total: decimal } }
  OrderCancelled: { 1: {} }
commands:
  PlaceOrder: { expects: new, emits: [OrderPlaced], 1: { total: decimal } }
  CancelOrder: { emits: [OrderCancelled], rejects: [TooLate], 1: {} }
rejections: { TooLate: {} }
processes:
  Payment:
    correlate: { OrderPlaced: $id.orderId, OrderCancelled: $id.orderId }
    starts: [OrderPlaced]
    on: [CancelOrder/TooLate]
    ends: [OrderCancelled]
    sends: [CancelOrder]
    timeouts: { unpaid: { after: P14D } }
    state: { 1: { sum: decimal } } # what is to be paid
`;

beforeEach(() => {
  projects += 1;
  root = join(folder, String(projects));
  mkdirSync(join(root, 'schemas'), { recursive: true });
  writeFileSync(join(root, 'varve.config.yaml'), 'varve: 1\n');
  write(schema);
});

const path = 'schemas/order.yaml';
const write = (text: string): void => writeFileSync(join(root, path), text);
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const varve = (...args: readonly string[]): Promise<MainRun> => runMain(args, root);

async function released(): Promise<void> {
  await varve('generate');
  expect(await varve('release')).toMatchObject({ exitCode: 0 });
}

test('is generated, and says so', async () => {
  const { exitCode, stderr } = await varve('generate');
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/ordering +1 aggregate, 2 events, 2 commands, 1 process\n/);
  expect(stderr).toContain('src/payment/payment.process.ts');
  expect((await varve('generate', '--check')).exitCode).toBe(0);
});

test('the versions of its state are released, and not changed from then on', async () => {
  await released();
  expect(read('varve.lock.json')).toContain('"state@1 ordering.Payment"');
  expect(read('varve.fixtures/ordering/PaymentState.1.json')).toContain('sum');
  write(schema.replace('{ sum: decimal }', '{ sum: string }'));
  const changed = await varve('check');
  expect(changed.exitCode).toBe(1);
  expect(changed.stdout).toContain('compat/version-changed');
  write(schema.slice(0, schema.indexOf('processes:')));
  expect((await varve('check')).stdout).toContain('compat/state-removed');
  write(
    schema.replace('correlate: {', 'correlate: { OrderPlaced: customer, ').replace('OrderPlaced: $id.orderId, ', ''),
  );
  expect((await varve('check')).exitCode).toBe(1);
});

test('another type of its id is another identity', async () => {
  await released();
  const text = schema.replace('{ total: decimal }', '{ total: decimal, name: string }');
  const both = text
    .replace('OrderPlaced: $id.orderId', 'OrderPlaced: name')
    .replace(', OrderCancelled: $id.orderId', '');
  write(
    both
      .replace('    ends: [OrderCancelled]\n', '')
      .replace('1: { total: decimal, name', '2: { like: 1, fields: { name'),
  );
  const { exitCode } = await varve('check');
  expect(exitCode).toBe(1);
});

test('its state evolves, and a comment beside it stays', async () => {
  await released();
  expect(await varve('evolve', 'ordering.PaymentState')).toMatchObject({ exitCode: 0 });
  expect(read(path)).toBe(schema.replace('{ sum: decimal } }', '{ sum: decimal }, 2: { sum: decimal } }'));
  write(read(path).replace('2: { sum: decimal }', '2: { sum: decimal, tries: integer }'));
  const missing = await varve('check');
  expect(missing.stdout).toContain('evolve/field-without-source');
  write(read(path).replace(' tries: integer }', ' tries: integer }, upcast: { 2: { set: { tries: 0 } } }'));
  expect(await varve('generate')).toMatchObject({ exitCode: 0 });
  expect(await varve('release')).toMatchObject({ exitCode: 0 });
  expect(read('varve.lock.json')).toContain('"state@2 ordering.Payment"');
});

test('the process itself has no versions', async () => {
  const { exitCode, stderr } = await varve('evolve', 'Payment');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('Payment is a process. What has versions is its state: PaymentState.');
});

test('handlers are added to the file of the user, and those that are left over are reported', async () => {
  await varve('generate');
  const file = 'src/payment/payment.process.ts';
  const own = read(file).replace(
    "throw new Error('ordering.Payment does not handle OrderPlaced yet.');",
    'return { state: { sum: _event.data.total } };',
  );
  writeFileSync(join(root, file), own);
  write(schema.replace('timeouts: {', 'timeouts: { reminder: {},').replace('    on: [CancelOrder/TooLate]\n', ''));
  const { exitCode, stdout, stderr } = await varve('generate');
  expect(exitCode).toBe(0);
  expect(stderr).toContain('timeouts.reminder');
  expect(stdout).toContain('merge/orphan-member');
  expect(read(file)).toContain('return { state: { sum: _event.data.total } };');
  expect(read(file)).toContain('reminder(_timeout, _state, _context) {');
});
