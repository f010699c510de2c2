import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyFixes } from '../../../generator/src/cli/apply-fixes.js';
import { createNodeHost } from '../../../generator/src/host/node-host.js';
import { runMain } from '../../support/run-main.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-fix-'));
  mkdirSync(join(root, 'schemas'));
  writeFileSync(join(root, 'varve.config.yaml'), 'varve: 1\n');
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (text: string): void => writeFileSync(join(root, 'schemas/a.yaml'), text);
const read = (): string => readFileSync(join(root, 'schemas/a.yaml'), 'utf8');
const fix = () => runMain(['check', '--fix'], root);

const broken = `varve: 1
context: shop
imports: ['std:money'] # comments stay
types:
  Line: { price: Money, "id": uuid@1, prices: 'Money[]', other: std.Money | null }
  Box: { "1": { of: Line }, '2': { of: Line } }
`;
const mended = `varve: 1
context: shop
imports: ['std:money'] # comments stay
types:
  Line: { price: Money@1, "id": uuid, prices: 'Money@1[]', other: std.Money@1 | null }
  Box: { 1: { of: Line }, 2: { of: Line } }
`;

test('everything certain is mended and said, also what another mistake hid; the second time there is nothing to do', async () => {
  write(broken);
  const { exitCode, stdout, stderr } = await fix();
  expect(read()).toBe(mended);
  expect(stdout).not.toContain('error');
  expect(exitCode).toBe(0);
  expect(stderr).toContain('fixed  schemas/a.yaml: "1" → 1');
  expect(stderr).toContain('Money → Money@1');
  const again = await fix();
  expect(again.stderr).not.toContain('fixed');
  expect(read()).toBe(mended);
});

test('without the flag nothing is written', async () => {
  write(broken);
  expect((await runMain(['check'], root)).exitCode).toBe(1);
  expect(read()).toBe(broken);
});

test('what is not certain stays, and is reported', async () => {
  const text = 'varve: 1\ncontext: shop\ntyps:\n  A: { a: strng }\n';
  write(text);
  expect(await fix()).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('Did you mean types?') });
  expect(read()).toBe(text);
});

describe('a fix is applied only', () => {
  const fileOf = (text: string) => ({ path: 'schemas/a.yaml', text });
  const finding = (file: ReturnType<typeof fileOf>, start: number, end: number, from: string) => ({
    code: 'a/b',
    severity: 'error' as const,
    message: '',
    related: [],
    at: { file, start, end },
    fix: { from, to: 'new' },
  });

  test('to the text that was judged', async () => {
    write('old, changed since');
    expect(await applyFixes(createNodeHost(root), [finding(fileOf('old'), 0, 3, 'old')])).toEqual([]);
    expect(read()).toBe('old, changed since');
  });

  test('where what it is about stands', async () => {
    write('other');
    expect(await applyFixes(createNodeHost(root), [finding(fileOf('other'), 0, 3, 'old')])).toEqual([]);
    expect(read()).toBe('other');
  });

  test('once to one place', async () => {
    write('old old');
    const file = fileOf('old old');
    const findings = [finding(file, 4, 7, 'old'), finding(file, 0, 3, 'old'), finding(file, 0, 3, 'old')];
    const fixes = ['old → new', 'old → new'];
    expect(await applyFixes(createNodeHost(root), findings)).toEqual([{ path: 'schemas/a.yaml', fixes }]);
    expect(read()).toBe('new new');
  });
});

test('--fix does not go with --stdin-filepath', async () => {
  expect((await runMain(['check', '--fix', '--stdin-filepath', 'a.yaml'], root)).exitCode).toBe(2);
});
