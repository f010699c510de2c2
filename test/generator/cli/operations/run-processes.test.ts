import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, expect, test } from 'vitest';
import { main } from '../../../../generator/src/cli/main.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-processes-'));
afterAll(() => rmSync(folder, { recursive: true }));
const isLine = new Ajv2020({ strict: true, strictRequired: false }).compile(
  JSON.parse(
    readFileSync(new URL('../../../../schemas/meta/v1/processes.schema.json', import.meta.url), 'utf8'),
  ) as object,
);

// An application as its port describes it: what is asked of it is noted.
writeFileSync(
  join(folder, 'app.mjs'),
  `
const at = (minute) => '2027-01-01T00:0' + minute + ':00Z';
const instance = (n, more = {}) => ({
  process: 'bank.Transfer', id: { transferId: 't-' + n }, streamName: 'bank.transfer-t-' + n, status: 'running', stuck: [],
  startedAt: at(1), changedAt: at(2), last: 'bank.Debited\\u001b[2J', due: undefined, pending: 0, ...more,
});
const all = Array.from({ length: 2500 }, (_, n) => instance(n, n === 7 ? { stuck: ['undelivered'], pending: 1 } : {}));
export const asked = [];
const nothing = async () => undefined;
export const application = {
  ended: new Promise(() => undefined), start: async () => { throw new Error('was started'); }, stop: nothing, health: nothing,
  rebuild: nothing, replayParked: nothing,
  processes: {
    names: ['bank.Transfer', 'bank.Empty'],
    async list(name, { status, after, limit }) {
      if (name === 'bank.Empty') return { instances: [], cursor: undefined };
      if (name !== 'bank.Transfer') throw Object.assign(new Error('No process ' + name + ' is run here.'), { code: 'invalid-use' });
      const wanted = all.filter(({ stuck }) => status !== 'stuck' || stuck.length > 0);
      const from = Number(after ?? 0);
      const end = from + limit;
      return { instances: wanted.slice(from, end), cursor: end < wanted.length ? String(end) : undefined };
    },
    async find(name, id) {
      const found = all.find((one) => one.id.transferId === (id.transferId ?? id));
      return found && { ...found, state: { amount: 12n, note: '\\u202e' }, streamVersion: 4,
        timeouts: [{ name: 'tooLate', due: at(9) }],
        commands: [{ commandId: 'c-1', type: 'bank.Credit', since: at(3), failure: 'no route' }] };
    },
  },
};
`,
);

async function run(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const exitCode = await main(['processes', ...args, '--app', 'app.mjs'], {
    stdin: { isTTY: false } as never,
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
    env: {},
    cwd: folder,
    now: () => 0,
    stopped: () => new AbortController().signal,
    leave: () => undefined,
  });
  return { exitCode, ...said };
}

test('instances are listed over all pages, as many as were asked for', async () => {
  const { exitCode, out, err } = await run('list', '--limit', '2200', '--json');
  expect(exitCode).toBe(0);
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(lines).toHaveLength(2_200);
  for (const line of [lines[0], lines[7], lines.at(-1)]) expect(isLine(line), JSON.stringify(isLine.errors)).toBe(true);
  expect(err).toBe('  more with --limit\n');
});

test('stuck ones end with 1, and say why', async () => {
  const { exitCode, out } = await run('list', '--status', 'stuck');
  expect(exitCode).toBe(1);
  expect(out).toMatch(/\{"transferId":"t-7"\} +running, stuck: undelivered +bank\.Debited␛\[2J +1/);
  expect(await run('list', '--process', 'bank.Empty')).toMatchObject({ exitCode: 0, out: '', err: '  no instances\n' });
});

test('one is shown by its id, as JSON or plain text, with all it waits for', async () => {
  for (const id of ['t-7', '{"transferId":"t-7"}']) {
    const { exitCode, out } = await run('show', 'bank.Transfer', id);
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /timeout +tooLate at 2027[\s\S]*pending +bank\.Credit c-1 since .*: no route[\s\S]*"amount": "12"/,
    );
    expect(out).not.toMatch(/\u202e/);
  }
  const json = await run('show', 'bank.Transfer', 't-7', '--json');
  expect(isLine(JSON.parse(json.out)), JSON.stringify(isLine.errors)).toBe(true);
});

test.each<[string, readonly string[], RegExp]>([
  ['an instance that is none', ['show', 'bank.Transfer', 't-9999'], /There is no instance t-9999 of bank\.Transfer/],
  ['a process that is none', ['list', '--process', 'bank.Other'], /No process bank\.Other is run here/],
  ['no number', ['list', '--idle-for', 'x'], /--idle-for is a number/],
])('%s ends with 2 and without a stack', async (_what, args, message) => {
  const { exitCode, out, err } = await run(...args);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  expect(err).toMatch(message);
  expect(err).not.toMatch(/^\s+at /m);
});
