import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runMain } from '../../support/run-main.js';

const scripts: Record<string, string> = {};
beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { exitCode, stdout, stderr } = await runMain(['completion', shell], tmpdir());
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    scripts[shell] = stdout;
  }
});

const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

describe.runIf(has('bash'))('bash completes', () => {
  /** What is offered for the last of these words. */
  function offered(...words: readonly string[]): readonly string[] {
    const line = words.map((word) => `'${word}'`).join(' ');
    const code = `${scripts['bash'] ?? ''}
COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _varve; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', code], { encoding: 'utf8', cwd: '/' });
    expect(stderr).toBe('');
    return stdout.split('\n').filter((word) => word !== '');
  }

  test.each<[readonly string[], readonly string[]]>([
    [['varve', 'gen'], ['generate']],
    [
      ['varve', 'c'],
      ['changelog', 'check', 'completion'],
    ],
    [['varve', 'generate', '--w'], ['--watch']],
    [
      ['varve', 'generate', '--c'],
      ['--check', '--clean', '--config', '--cwd', '--color'],
    ],
    [
      ['varve', 'check', '--format', ''],
      ['pretty', 'json', 'sarif', 'github'],
    ],
    [
      ['varve', 'check', '--color', 'a'],
      ['auto', 'always'],
    ],
    [['varve', 'init', '--package-manager', 'p'], ['pnpm']],
    [
      ['varve', 'migrate', '--format', ''],
      ['json', 'pretty'],
    ],
    [['varve', 'diff', '--format', 'm'], ['markdown']],
    [['varve', 'check', '--wat'], []],
    [['varve', '--ver'], ['--version']],
  ])('%j', (words, expected) => expect([...offered(...words)].sort()).toEqual([...expected].sort()));

  test('file names after flags that take one', () => {
    expect(offered('varve', 'check', '--config', '/us')).toContain('/usr');
  });
});

test.each(['zsh', 'fish'])('the script for %s names every command and flag', async (shell) => {
  const script = scripts[shell] ?? '';
  const { stdout } = await runMain(['--help'], tmpdir());
  const commands = [...stdout.matchAll(/^ {2}([a-z]+) .*[A-Z]/gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'help');
  expect(commands.length).toBeGreaterThan(4);
  for (const name of commands) expect(script).toContain(name);
  for (const flag of ['watch', 'stdin-filepath', 'package-manager']) expect(script).toContain(flag);
});

test.each(['zsh', 'fish'].filter(has))('the script is one that %s can read', (shell) => {
  // From a file: fish reads no script from the kind of pipe that Node makes.
  const folder = mkdtempSync(join(tmpdir(), 'varve-completion-'));
  writeFileSync(join(folder, 'script'), scripts[shell] ?? '');
  const { status, stderr } = spawnSync(shell, ['-n', join(folder, 'script')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('an unknown shell is refused', async () => {
  expect(await runMain(['completion', 'cmd'], tmpdir())).toMatchObject({ exitCode: 2, stdout: '' });
});
