import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runMain } from '../../support/run-main.js';

const config = `varve: 1
metadata: { clerk: string }
`;
const first = `varve: 1
context: ordering
aggregate: Order
id: { orderId: uuid }
style: log
events:
  OrderClosed: { description: It is over., 1: { reason: string } }
  OrderPlaced: { description: Somebody ordered., 1: { price: integer } }
`;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-release-'));
  mkdirSync(join(root, 'schemas'));
  writeFileSync(join(root, 'varve.config.yaml'), config);
  write(first);
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (order: string): void => writeFileSync(join(root, 'schemas/order.yaml'), order);
const run = (...args: readonly string[]) => runMain(args, root);
const generated = (): string => readFileSync(join(root, 'src/generated/ordering/order.events.ts'), 'utf8');

describe('varve release', () => {
  test('says that what is generated has to follow, and then it is stale', async () => {
    await run('generate');
    const drafts = generated();
    const { exitCode, stderr } = await run('release');
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringMatching(/next +run varve generate/),
    });
    expect((await run('generate', '--check')).exitCode).toBe(1);
    await run('generate');
    expect(generated()).not.toBe(drafts);
    expect((await run('generate', '--check')).exitCode).toBe(0);
  });

  test.each([
    ['when nothing was left to release', async () => run('release').then(() => run('release'))],
    ['when it only shows what it would do', async () => run('release', '--dry-run')],
    ['when it only looks', async () => run('release', '--check')],
    [
      'when it is kept back',
      async () => {
        await run('release');
        write(first.replace('1: { price: integer }', '1: { price: integer }, becomes: [OrderClosed@1]'));
        return run('release');
      },
    ],
  ])('says nothing of the kind %s', async (_, released) => {
    const { stderr } = await released();
    expect(stderr).not.toContain('next');
    expect(stderr).toMatch(/release/);
  });
});

describe('whom a change breaks', () => {
  const second = (version: string): string =>
    first.replace('1: { price: integer }', `1: { price: integer }, 2: ${version}`);

  test('is not called fine while steps have errors', async () => {
    await run('release');
    write(second('{ price: integer, placedAt: instant }'));
    const { exitCode, stdout, stderr } = await run('check');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('evolve/field-without-source');
    expect(stderr).toMatch(/stored +open /);
    expect(stderr).toMatch(/senders +open /);
    expect(stderr).toMatch(/code +breaks /);
    expect(stderr).not.toMatch(/ ok /);
  });

  test('is said once they are right', async () => {
    await run('release');
    write(second('{ price: integer, placedAt: instant }, upcast: { 2: { set: { placedAt: $recordedAt } } }'));
    const { exitCode, stderr } = await run('check');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/stored +ok /);
    expect(stderr).toMatch(/senders +ok /);
  });
});
