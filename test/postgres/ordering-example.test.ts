import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createNarrator } from '../../examples/ordering/src/narrator.js';
import { play } from '../../examples/ordering/src/play.js';
import { testDatabase } from '../support/postgres/database.js';

const oldest = testDatabase('13');
const newest = testDatabase('18');
const folder = await mkdtemp(join(tmpdir(), 'varve-ordering-'));

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the example tells when it is played on a store, opened again where something was kept; ids and times left out. */
async function told(address: string): Promise<readonly string[]> {
  const lines: string[] = [];
  await play(
    address,
    createNarrator((line) => lines.push(line)),
  );
  return lines.map((line) =>
    line.replaceAll(/[0-9a-f]{8}(-[0-9a-f-]+)?|\d{4}-\d\d-\d\dT[\d:.]+Z|\d\d:\d\d:\d\d[\d.]*/g, '…'),
  );
}

describe('the ordering example tells the same story', () => {
  test.each([
    ['in a SQLite file', () => join(folder, 'orders.db')],
    ['in PostgreSQL 13', oldest.url],
    ['in PostgreSQL 18', newest.url],
  ])('%s as in memory', async (_, address) => {
    const inMemory = await told('memory');
    expect(inMemory.length).toBeGreaterThan(20);
    expect(await told(address())).toEqual(inMemory);
  });

  test('and it is in the tables', async () => {
    await told(newest.url());
    const rows = await newest.sql<{ type: string }>('SELECT DISTINCT type FROM varve.events ORDER BY type');
    expect(rows.map(({ type }) => type)).toContain('ordering.OrderPlaced');
  });
});
