import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runMain } from '../../support/run-main.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-config-'));
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ['format', []],
  ['format', ['--check']],
  ['check', []],
  ['check', ['--fix']],
  ['generate', []],
  ['generate', ['--clean']],
  ['init', ['--no-install', '--yes']],
])(
  '%s %j says what is wrong with the configuration at its place, ends with 2 and changes nothing in it',
  async (...of) => {
    const [command, flags] = of;
    const text = 'varve:   1\nschema: [a.yaml]\n';
    writeFileSync(join(root, 'varve.config.yaml'), text);
    const { exitCode, stdout, stderr } = await runMain([command, ...flags], root);
    expect(stdout).toMatch(/config\/unknown-key +varve\.config\.yaml:2:1/);
    expect({ exitCode, bug: stderr.includes('bug') }).toEqual({ exitCode: 2, bug: false });
    expect(readFileSync(join(root, 'varve.config.yaml'), 'utf8')).toBe(text);
  },
);
