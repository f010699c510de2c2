import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { memoryContests, sqliteContests } from '../../bench/src/runtime/store-contests.js';
import { appendRows, streamRows, wholeLog } from '../../bench/src/stores/store-rows.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const launcher = fileURLToPath(new URL('../../bench/run.mjs', import.meta.url));
const patience = 180_000;

interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

async function bench(...args: readonly string[]): Promise<Said> {
  return promisify(execFile)(process.execPath, [launcher, ...args], { cwd: root });
}

/** Cells of the table row that begins with this title. */
function rowOf(stdout: string, title: string): readonly string[] {
  const row = stdout.split('\n').find((line) => line.startsWith(`| ${title} `));
  if (row === undefined) throw new Error(`No row «${title}» in:\n${stdout}`);
  return row.split('|').map((cell) => cell.trim());
}

describe('bench:runtime', () => {
  it('prints every row, with a figure for raw code and one for Varve', { timeout: patience }, async () => {
    const { stdout } = await bench('runtime', '--smoke');
    const stores = [...memoryContests({}, ''), ...sqliteContests({}, '')].map(({ title }) => title);
    const titles = [...stores, 'decode for a fold, checked', 'decode with metadata, unchecked'];
    expect(titles.length).toBeGreaterThan(15);
    for (const title of titles) {
      const [, , unit, raw, , varve] = rowOf(stdout, title);
      expect(unit).toMatch(/^[a-z]+$/);
      expect(raw).toMatch(/^[\d,.]+$/);
      expect(varve).toMatch(/^[\d,.]+$/);
    }
    expect(stdout).toMatch(/^node v\d+/m);
  });

  it('says when it does not know an argument', { timeout: patience }, async () => {
    await expect(bench('runtime', '--no-build', '--smoke', '--fast')).rejects.toThrow('--fast');
  });
});

describe('bench:stores', () => {
  const twice = 2 * patience;

  it('prints every row for both stores on both disks, and both orders of the log', { timeout: twice }, async () => {
    const { stdout } = await bench('stores', '--smoke', '--no-build', '--no-peers');
    const sections = stdout.split(/^## /m).slice(1);
    const disks = stdout.includes('Nothing is measured on a disk slowed') ? ['native'] : ['native', 'slowed'];
    const parts = ['SQLite', 'PostgreSQL', 'Order of the log', 'From commit to readable'];
    const titles = disks.flatMap((disk) => parts.map((part) => `${part}, ${disk} disk`));
    expect(sections.map((section) => section.split('\n')[0])).toEqual(titles);

    const rows = [...appendRows('native', true), ...streamRows([10, 1_000]), wholeLog()];
    for (const section of sections.filter((each) => /^(SQLite|PostgreSQL)/.test(each))) {
      for (const { title } of rows) {
        const [, , , raw, , varve, ratio] = rowOf(section, title);
        for (const figure of [raw, varve, ratio]) expect(figure).toMatch(/^[\d,.]+$/);
      }
    }
    for (const section of sections.filter((each) => each.startsWith('Order'))) {
      for (const title of ['1 writer', '16 writers', '32 writers']) {
        for (const figure of rowOf(section, title).slice(2, 5)) expect(figure).toMatch(/^[\d,.]+$/);
      }
    }
    for (const section of sections.filter((each) => each.startsWith('From'))) {
      for (const rate of [20, 100, 2_000]) {
        for (const figure of rowOf(section, `${rate} appends a second`).slice(2, 6))
          expect(figure).toMatch(/^[\d,.]+$/);
      }
    }
  });
});

describe('bench:readside', () => {
  it('prints every row for both stores, and views that are what was appended', { timeout: patience }, async () => {
    const { stdout } = await bench('readside', '--smoke', '--no-build', '--no-peers');
    const sections = stdout.split(/^## /m).slice(1);
    const titles = ['SQLite', 'PostgreSQL', 'From append to view', 'Rebuild beside appends'];
    expect(sections.map((section) => section.split('\n')[0])).toEqual(titles);
    const [sqlite = '', postgres = '', latency = '', rebuild = ''] = sections;
    const lengths = ['10', '1,000'].map((length) => `command on a stream of ${length} events`);
    const commands = lengths.flatMap((title) => [title, `${title}, snapshots`, `${title}, snapshots, remembered`]);
    for (const section of [sqlite, postgres]) {
      for (const title of ['make a view of the log', ...commands]) {
        const [, , unit, raw, , varve] = rowOf(section, title);
        expect(unit).toMatch(/^(event|command)$/);
        for (const figure of [raw, varve]) expect(figure).toMatch(/^[\d,.]+$/);
      }
    }
    for (const name of ['Varve, SQLite', 'Varve, PostgreSQL']) {
      for (const figure of rowOf(latency, name).slice(2, 5)) expect(figure).toMatch(/^[\d,.]+$/);
    }
    expect(rebuild.match(/events\/s; the view is what was appended/g)).toHaveLength(2);
  });
});

describe('bench:generate', () => {
  it('prints every situation', { timeout: patience }, async () => {
    const { stdout } = await bench('generate', '--smoke', '--no-build');
    const projects = ['cold', 'unchanged', 'one file changed', '3 released versions each, checked'];
    for (const title of ['node alone', ...projects.map((situation) => `10 events, ${situation}`)]) {
      const [, , cpu, wall, memory] = rowOf(stdout, title);
      for (const figure of [cpu, wall, memory]) expect(figure).toMatch(/^[\d,.]+$/);
    }
    const [, , ...watched] = rowOf(stdout, '10 events, watched');
    for (const figure of watched.slice(0, 4)) expect(figure).toMatch(/^[\d,.]+$/);
  });
});

describe('bench:upcast', () => {
  it('prints every row, after all readers have been held to each other', { timeout: patience }, async () => {
    const { stdout } = await bench('upcast', '--smoke', '--no-build', '--no-peers');
    expect(stdout).toContain('All readers give the same data, and those of JSON refuse the same broken events.');
    for (const title of ['current version', 'version 1 of 3', 'version 40 of 40', 'version 1 of 40']) {
      const [, , parse, hand, varve] = rowOf(stdout, title);
      for (const figure of [parse, hand, varve]) expect(figure).toMatch(/^[\d,.]+$/);
    }
    const [, , , none, whole] = rowOf(stdout, 'current version, with metadata');
    expect([none, whole]).toEqual(['–', expect.stringMatching(/^[\d,.]+$/)]);
  });
});

describe('bench:verify', () => {
  it('reads every event of its log, with one thread and with two', { timeout: patience }, async () => {
    const { stdout } = await bench('verify', '--smoke', '--no-build');
    for (const title of ['bare scan with JSON.parse', 'varve verify, 1 thread', 'varve verify, 2 threads']) {
      const [, , perSecond, ratio, cpu] = rowOf(stdout, title);
      for (const figure of [perSecond, ratio, cpu]) expect(figure).toMatch(/^[\d,.]+$/);
    }
    expect(rowOf(stdout, 'varve verify, 1 thread').at(-2)).toMatch(/^\d+$/);
  });
});

describe('the launcher', () => {
  it('refuses a benchmark that does not exist', { timeout: patience }, async () => {
    await expect(bench('everything')).rejects.toMatchObject({ code: 2 });
  });
});

describe('bench:banking', () => {
  it('prints every kind of request for both stores, and finds the money', { timeout: 2 * patience }, async () => {
    const { stdout } = await bench('banking', '--smoke', '--no-build');
    const sections = stdout.split(/^## /m).slice(1);
    expect(sections.map((section) => section.split('\n')[0])).toEqual(['SQLite', 'PostgreSQL']);
    for (const section of sections) {
      for (const kind of ['open', 'deposit', 'transfer', 'balance']) {
        const [, , requests, perSecond, , slowest] = rowOf(section, kind);
        expect([requests, perSecond, slowest].join(' ')).toMatch(/^[\d,.]+ [\d,.]+ [\d,.]+$/);
      }
      expect(section).toContain('the sum of all balances is what was paid in');
    }
  });
});
