import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProgress } from '../../../generator/src/cli/progress.js';
import { main } from '../../../generator/src/cli/main.js';
import { config, customer, order } from '../../e2e/ordering.js';
import { writeTree } from '../../support/golden-cases.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-progress-'));
  writeTree(root, { 'varve.config.yaml': config, 'schemas/order.yaml': order, 'schemas/customer.yaml': customer });
});
afterEach(() => rmSync(root, { recursive: true }));

interface Situation {
  readonly isTTY?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds between two looks at the clock. */
  readonly tick?: number;
}

async function run(args: readonly string[], { isTTY = true, env = {}, tick = 300 }: Situation = {}) {
  const said = { stdout: '', stderr: '' };
  let clock = 0;
  const stream = (name: 'stdout' | 'stderr') => ({ isTTY, write: (text: string): void => void (said[name] += text) });
  const exitCode = await main(args, {
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    stdin: Readable.from([]),
    env: { NO_COLOR: '1', ...env },
    cwd: root,
    now: () => (clock += tick),
    stopped: () => AbortSignal.abort(),
    leave: () => undefined,
  });
  return { exitCode, ...said };
}

/** What is left on the screen: a carriage return goes to the start of the line, and the escape clears the rest. */
function screen(text: string): readonly string[] {
  return text.split('\n').map((line) => {
    const last = line.lastIndexOf('\r');
    return line.slice(last + 1).replaceAll('\u001b[K', '');
  });
}

describe('a run that takes long says what it is at', () => {
  test('generate, from reading to writing', async () => {
    const { exitCode, stdout, stderr } = await run(['generate']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    for (const step of ['reading schemas, 1 of 2', 'planning files', 'rendering files, ', 'writing files, ']) {
      expect(stderr).toContain(step);
    }
  });

  test('check, and then only its findings are left', async () => {
    const { stdout, stderr } = await run(['check']);
    expect(stderr).toContain('resolving names');
    expect(`${stdout}${screen(stderr).join('\n')}`).not.toMatch(/resolving|reading|\r|\u001b/);
    expect(screen(stderr).join('\n')).toMatch(/^ {2}ordering +1 aggregate/m);
  });

  test('and takes its line away when it fails', async () => {
    writeTree(root, { 'src/generated': 'in the way' });
    const { exitCode, stderr } = await run(['generate']);
    expect(exitCode).toBeGreaterThan(0);
    expect(stderr).toContain('reading');
    expect(screen(stderr).join('\n')).not.toContain('reading');
  });
});

describe('nothing is said', () => {
  test.each<[string, readonly string[], Situation]>([
    ['where nobody looks', [], { isTTY: false }],
    ['on a build server', [], { env: { CI: 'true' } }],
    ['on a terminal that cannot move its cursor', [], { env: { TERM: 'dumb' } }],
    ['by a run that is over soon', [], { tick: 1 }],
    ['beside JSON', ['--format', 'json'], {}],
    ['beside SARIF', ['--format', 'sarif'], {}],
    ['beside annotations', ['--format', 'github'], {}],
  ])('%s', async (_case, flags, situation) => {
    for (const command of ['check', 'generate']) {
      const { stderr } = await run([command, ...flags], situation);
      expect(stderr).not.toMatch(/\r|\u001b|reading|rendering/);
    }
  });
});

test('it is written at most every 80 ms, and never in colour', () => {
  let written = '';
  let clock = 0;
  const { on, end } = createProgress({
    stderr: { isTTY: true, write: (text) => (written += text) },
    env: { FORCE_COLOR: '1' },
    format: 'pretty',
    now: () => clock,
  });
  for (clock = 0; clock < 1000; clock += 1) on?.('render', clock, 1000);
  end();
  end();
  expect(written.match(/rendering/g)).toHaveLength(8);
  expect(written.endsWith('\r\u001b[K')).toBe(true);
  expect(written.replaceAll('\r', '').replaceAll('\u001b[K', '')).not.toContain('\u001b');
});
