/** The exit code says what was found, in whatever form that is printed. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportFormats } from '../../generator/src/cli/print-report.js';
import { runMain } from '../support/run-main.js';
import { expectReport, expectSarif, readAnnotation } from './judges.js';

const schema = 'varve: 1\ncontext: ordering\naggregate: Order\nid: { orderId: uuid }\nstyle: log\n';
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-formats-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test.each<[string, string, string, string, number]>([
  ['fine', 'check', '', 'events: { OrderPlaced: { 1: {} } }\n', 0],
  ['a warning', 'check', '', 'events: { OrderPlaced: { 1: { a: { type: string, pattern: "(a+)+$" } } } }\n', 0],
  ['an error', 'check', '', 'events: { OrderPlaced: { 1: { a: strin } } }\n', 1],
  ['no YAML', 'check', '', 'events: {\n', 1],
  ['stale files', 'generate --check', '', 'events: { OrderPlaced: { 1: {} } }\n', 1],
  ['a preview', 'generate --dry-run', '', 'events: { OrderPlaced: { 1: {} } }\n', 0],
  ['no schema', 'check', 'schemas: [nowhere/*.yaml]\n', '', 1],
  ['a wrong configuration', 'check', 'schemas: here\n', '', 2],
  ['a configuration that is no YAML', 'check', 'schemas: [\n', '', 2],
])('%s', async (_what, command, config, body, expected) => {
  write('shop/varve.config.yaml', config);
  write('shop/schemas/order.yaml', schema + body);
  for (const format of reportFormats) {
    const args = [...command.split(' '), '--cwd', 'shop', '--format', format];
    const { exitCode, stdout, stderr } = await runMain(args, root);
    expect([format, exitCode]).toEqual([format, expected]);
    if (format === 'json') expectReport(stdout);
    if (format === 'sarif') expectSarif(stdout);
    if (format === 'github') {
      const lines = stdout.split('\n').filter((line) => line !== '');
      expect(lines.length > 0).toBe(expected !== 0 || /warning/.test(_what));
      // As seen from where the command was started, not from the configuration.
      for (const line of lines) expect(readAnnotation(line).properties['file'] ?? 'shop/').toMatch(/^shop\//);
    }
    if (format !== 'pretty') expect(stderr).toBe('');
  }
});

test('paths start where the workflow does', async () => {
  write('shop/varve.config.yaml', 'schemas: here\n');
  const { stdout } = await runMain(['check', '--format', 'github'], join(root, 'shop'), { GITHUB_WORKSPACE: root });
  expect(readAnnotation(stdout.trimEnd()).properties['file']).toBe('shop/varve.config.yaml');
});
