import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadSqliteDriver } from '../../runtime/src/stores/sqlite/driver.js';
import { openSqliteLogReader, openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';
import { temporaryFolder } from './child-programs.js';
import { stream } from './children/program.js';

const folder = temporaryFolder();
const samples = createSamples();
// The first ids lie in the old file.
samples.events(9);
const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

async function oldFile(name: string): Promise<string> {
  const path = join(folder, name);
  const { DatabaseSync } = await loadSqliteDriver();
  const database = new DatabaseSync(path, { timeout: 0 });
  database.exec(readFileSync(new URL('layout-1.sql', import.meta.url), 'utf8'));
  database.close();
  return path;
}

describe('a file of a release that knew of no tenants', () => {
  test('is read by whoever only looks, and not touched', async () => {
    const path = await oldFile('looked-at.db');
    const before = hashOf(path);
    const reader = await openSqliteLogReader(path);
    const { events } = await reader.readLog();
    expect(events.map(({ data, tenant }) => [data, tenant])).toEqual([
      ['{"n":1}', undefined],
      ['{"n":3}', undefined],
    ]);
    expect(await reader.readStream(stream('account-2'))).toMatchObject({ state: 'closed', streamVersion: 1 });
    expect(await reader.positionOf(stream('account-1'), 0)).toBeDefined();
    await reader.close();
    expect(hashOf(path)).toBe(before);
  });

  test('goes on being read by whoever looks while it is taken up', async () => {
    const path = await oldFile('meanwhile.db');
    const reader = await openSqliteLogReader(path);
    expect((await reader.readLog()).events.length).toBe(2);
    const store = await openSqliteStore(path);
    const event = samples.event();
    await store.append({ streamName: stream('account-1'), expected: 'any', events: [event] });
    const { events } = await reader.readStream(stream('account-1'));
    expect(events.at(-1)?.eventId).toBe(event.eventId);
    await store.close();
    await reader.close();
  });

  test('has room for tenants afterwards, and what lay in it is nobody’s', async () => {
    const store = await openSqliteStore(await oldFile('taken-up.db'));
    const acme = store.forTenant('acme');
    expect(await acme.findDocument('orders', 'k')).toBeUndefined();
    expect((await acme.readStream(stream('account-1'))).state).toBe('absent');
    await acme.append({ streamName: stream('account-1'), expected: 'no-stream', events: samples.events(1) });
    await acme.transact((unit) => unit.putDocument({ collection: 'orders', key: 'k', data: '1' }, 0));
    expect(await store.findDocument('orders', 'k')).toMatchObject({ revision: 3 });
    expect((await store.readLog()).events.map(({ tenant }) => tenant)).toEqual([undefined, undefined, 'acme']);
    await store.close();
  });
});

test('appends of other processes are heard by the tenants that they are of', async () => {
  const path = join(folder, 'heard.db');
  const [hearing, writing] = [await openSqliteStore({ path, pollInterval: 5 }), await openSqliteStore(path)];
  const heard: string[] = [];
  hearing.forTenant('acme').onAppend((streamName) => void heard.push(`acme: ${streamName}`));
  const all = new Promise<void>((resolve) => {
    hearing.onAppend((streamName, tenant) => {
      heard.push(`all: ${streamName} of ${tenant}`);
      if (tenant === undefined) resolve();
    });
  });
  const append = { streamName: stream('order-1'), expected: 'any' } as const;
  await writing.forTenant('acme').append({ ...append, events: samples.events(1) });
  await writing.forTenant('globex').append({ ...append, events: samples.events(1) });
  await writing.append({ ...append, events: samples.events(1) });
  await all;
  expect(heard.filter((line) => line.startsWith('acme')).length).toBe(1);
  expect(new Set(heard)).toEqual(
    new Set(['acme: order-1', 'all: order-1 of acme', 'all: order-1 of globex', 'all: order-1 of undefined']),
  );
  await hearing.close();
  await writing.close();
});

test('what is stored can be read with any SQL tool, tenant by tenant', async () => {
  const path = join(folder, 'seen.db');
  const store = await openSqliteStore(path);
  await store.forTenant('acme').append({ streamName: stream('order-1'), expected: 'any', events: samples.events(2) });
  await store.append({ streamName: stream('order-1'), expected: 'any', events: samples.events(1) });
  await store.close();
  const { DatabaseSync } = await loadSqliteDriver();
  const database = new DatabaseSync(path, { timeout: 0 });
  const rows = (sql: string): unknown[] =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...Object(row) }));
  expect(rows('SELECT tenant, stream_name, stream_version FROM varve_stream_versions ORDER BY tenant')).toEqual([
    { tenant: '', stream_name: 'order-1', stream_version: 1 },
    { tenant: 'acme', stream_name: 'order-1', stream_version: 2 },
  ]);
  expect(rows('SELECT tenant, position FROM varve_events_by_log')).toEqual([
    { tenant: 'acme', position: 0 },
    { tenant: 'acme', position: 1 },
    { tenant: '', position: 0 },
  ]);
  expect(() => database.exec("UPDATE varve_streams SET tenant = 'globex'")).toThrow(/keep their names/);
  database.close();
});
