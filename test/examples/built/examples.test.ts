import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Done {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(cwd: string, ...args: readonly string[]): Done {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  return spawnSync(process.execPath, args, { cwd: `${root}${cwd}`, env, encoding: 'utf8' });
}

const expected = {
  ordering: [
    '✓ OrderPlaced  customerId',
    '✗ OrderAlreadyPlaced',
    '✗ EmptyOrder',
    '/lines/0/sku  must match pattern "^[A-Z]{3}-[0-9]+$"',
    '✗ StillUnpaid  due 22.40 EUR',
    '(known: nothing was done twice)',
    '✗ ParcelTooHeavy  grams 39300, limit 31500',
    'by the warehouse in conversation',
    'now, at stream version 6, the order is delivered',
    'at stream version 1 it was open',
    '357 events of 13 types, in 13 stored versions, are read as those of today:',
    '203 of them through steps, 0 cannot be read',
  ],
  'github-timeline': [
    '140 deliveries of 18 webhooks recorded in 2 streams',
    'all 140 delivered once more: 0 recorded',
    'Codertocat/Hello-World  139 events',
    'opened: Spelling error in the README file',
    '✗ /sender/id  must be a safe integer, not a string',
    '✗ /sender/node_id  is missing',
    '✗ /sender/nickname  is no declared field',
  ],
} as const;

describe.each(Object.entries(expected))('%s', (example, lines) => {
  test('is generated, compiled and run as a user would', () => {
    const folder = `examples/${example}`;
    const check = run(folder, `${root}generator/bin/varve.js`, 'generate', '--check');
    expect(check.stdout + check.stderr).not.toMatch(/warning|error/);
    expect(check.status).toBe(0);
    const compiled = run(folder, `${root}node_modules/typescript/bin/tsc`, '-p', 'tsconfig.build.json');
    expect(compiled.stdout).toBe('');
    const { status, stdout, stderr } = run(folder, 'dist/main.js');
    expect(stderr.replace(/^.*(ExperimentalWarning|--trace-warnings).*\n/gm, '')).toBe('');
    for (const line of lines) expect(stdout).toContain(line);
    expect(status).toBe(0);
  });
});

test('the demo shows all of it, and ends well', () => {
  const { status, stdout, stderr } = run('', 'examples/demo.mjs');
  expect(stderr).toBe('');
  for (const line of ['nothing is stale', 'the order is delivered', '140 deliveries', 'Did you mean OrderShipped?']) {
    expect(stdout).toContain(line);
  }
  // No colours where nobody wants them.
  expect(stdout).not.toContain('\u001b[');
  expect(status).toBe(0);
});
