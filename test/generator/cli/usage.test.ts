import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runMain } from '../../support/run-main.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-cli-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('wrong arguments end with 2 and say what was meant', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['an unknown command', ['generat'], /unknown command 'generat'[\s\S]*Did you mean generate\?/],
    ['an unknown flag', ['generate', '--chek'], /unknown option '--chek'[\s\S]*Did you mean --check\?/],
    ['a flag of another command', ['check', '--dry-run'], /unknown option '--dry-run'/],
    ['flags that exclude each other', ['generate', '--check', '--dry-run'], /cannot be used with/],
    ['an unknown format', ['check', '--format', 'xml'], /Allowed choices are pretty, json, sarif, github/],
    ['an unknown colour', ['check', '--color', 'sometimes'], /Allowed choices are auto, always, never/],
    ['a flag without its value', ['check', '--config'], /argument missing/],
    ['words nobody asked for', ['check', 'order.yaml'], /too many arguments/],
  ])('%s', async (_case, args, message) => {
    const { exitCode, stdout, stderr } = await runMain(args, root);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(exitCode).toBe(2);
  });

  test('no command at all shows the help, as an error', async () => {
    const { exitCode, stdout, stderr } = await runMain([], root);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('Usage: varve');
  });
});

describe('help and version go to standard output and end with 0', () => {
  test.each<[readonly string[], string]>([
    [['--help'], 'Exit codes:'],
    [['generate', '--help'], 'varve generate --dry-run'],
    [['check', '--help'], 'varve check --format json'],
    [['help', 'generate'], 'varve generate --check'],
  ])('%j', async (args, text) => {
    const { exitCode, stdout, stderr } = await runMain(args, root);
    expect(stdout).toContain(text);
    expect(stdout).toContain('Examples:');
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  test('--version is the bare number', async () => {
    expect(await runMain(['--version'], root)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

describe('a configuration that cannot be used ends with 2', () => {
  test('none anywhere', async () => {
    const { exitCode, stdout, stderr } = await runMain(['generate'], root);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('There is no varve.config.yaml');
    expect(stderr).toContain('schemas:');
  });

  test('one that was named and is not there, or is a folder', async () => {
    mkdirSync(join(root, 'folder'));
    const missing = await runMain(['check', '--config', 'nowhere.yaml'], root);
    expect(missing).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('nowhere.yaml') });
    const folder = await runMain(['check', '--config', 'folder'], root);
    expect(folder).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('is no file') });
  });

  test('one with mistakes: all of them, with their places, on standard output', async () => {
    writeFileSync(join(root, 'varve.config.yaml'), 'schemas: schemas/**\nunknownFeilds: drop\nimportEnding: .mjs\n');
    const { exitCode, stdout } = await runMain(['check'], root);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('varve.config.yaml:1:10');
    expect(stdout).toContain('varve.config.yaml:2:1');
    expect(stdout).toContain('varve.config.yaml:3:15');
  });

  test('as JSON it is one document all the same', async () => {
    writeFileSync(join(root, 'varve.config.yaml'), 'schemas: [');
    const { exitCode, stdout } = await runMain(['check', '--format', 'json'], root);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ command: 'check', status: 'unusable', exitCode: 2 });
  });
});
