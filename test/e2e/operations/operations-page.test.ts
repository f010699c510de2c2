import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createProgram } from '../../../generator/src/cli/program.js';
import { noActions } from '../../support/no-actions.js';
import { bin, finished } from '../project.js';
import { example } from './lines-of-json.js';

const page = readFileSync(new URL('../../../docs/reference/operations.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```console\n\$ varve (.*)\n([\s\S]*?)```/g)].map(
  ([, command = '', output = '']) => {
    return [command, output] as const;
  },
);

const folder = mkdtempSync(join(tmpdir(), 'varve-operations-page-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function varve(command: string): Promise<{ readonly exitCode: number | null; readonly said: string }> {
  const env = { PATH: process.env['PATH'], VARVE_STORE: 'orders.db' };
  const child = spawn(process.execPath, [bin, ...command.split(' ')], { cwd: folder, env });
  // What people are told stands before or behind the result, and never in it.
  const { exitCode, stdout, stderr } = await finished(child);
  return { exitCode, said: stderr.includes('more with') ? stdout + stderr : stderr + stdout };
}

beforeAll(async () => {
  copyFileSync(join(example, 'log/first-release.db'), join(folder, 'orders.db'));
  for (const name of ['src', 'schemas', 'varve.config.yaml', 'package.json'])
    symlinkSync(join(example, name), join(folder, name));
  symlinkSync(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(folder, 'node_modules'));
  for (const name of ['OrderSummary', 'TrackedParcel']) {
    const { exitCode, said } = await varve(`rebuild ordering.${name} --app src/application.ts`);
    expect(exitCode, said).toBe(0);
  }
});

test.each(examples)('varve %s prints what the page shows', async (command, output) => {
  const { exitCode, said } = await varve(command);
  expect(exitCode, said).toBe(0);
  const lines = said.trimEnd().split('\n');
  const shown = output.trimEnd().split('\n');
  expect(lines).toHaveLength(shown.length);
  for (const [at, line] of shown.entries()) {
    const [before = ''] = line.split('…').slice(0, line.endsWith('…') ? 1 : undefined);
    if (line.endsWith('…')) expect(lines[at]?.startsWith(before), lines[at]).toBe(true);
    else expect(lines[at]).toBe(line);
  }
});

test('the page names every command and flag that there is, and none besides', () => {
  const program = createProgram(noActions, { out: () => undefined, err: () => undefined });
  const groups = program.commands.filter(({ commands }) => commands.length > 0);
  const everywhere = new Set(['--cwd', '--color', '--help']);
  const flags = new Set(
    groups.flatMap(({ commands }) => commands.flatMap(({ options }) => options.map(({ long }) => long ?? ''))),
  );
  for (const group of groups) {
    const [row = ''] = page.match(new RegExp(`^\\| \`varve ${group.name()}\` .*$`, 'm')) ?? [];
    for (const verb of group.commands) expect(row).toContain(`\`${verb.name()}\``);
  }
  const named = new Set([...page.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag));
  expect([...flags].filter((flag) => !named.has(flag) && !everywhere.has(flag))).toEqual([]);
  expect([...named].filter((flag) => !flags.has(flag))).toEqual([]);
});
