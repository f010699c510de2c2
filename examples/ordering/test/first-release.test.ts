import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLog } from '@varve/runtime';
import { openSqliteStore, type SqliteEventStore } from '@varve/runtime/sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop } from '../src/app.js';
import { registries } from '../src/registries.js';

const log = new URL('../log/', import.meta.url);
const folder = mkdtemp(join(tmpdir(), 'varve-first-release-'));
let store: SqliteEventStore;

/** The file in the repository stays as its program left it. */
beforeAll(async () => {
  const copy = join(await folder, 'first-release.db');
  await copyFile(new URL('first-release.db', log), copy);
  store = await openSqliteStore(copy);
});

afterAll(async () => {
  await store.close();
  await rm(await folder, { recursive: true });
});

test('every event that the first release wrote is read', async () => {
  let count = 0;
  for await (const { schemaVersion } of readLog(store, registries)) {
    expect(schemaVersion).toBe(1);
    count += 1;
  }
  expect(count).toBe(357);
});

test('every order folds to the state that the first release made of it', async () => {
  const text = await readFile(new URL('first-release.states.json', log), 'utf8');
  const states: Readonly<Record<string, { readonly streamVersion: number; readonly state: object }>> = JSON.parse(text);
  const { order } = openShop(store);
  expect(Object.keys(states)).toHaveLength(48);
  for (const [orderId, expected] of Object.entries(states)) {
    const { state, streamVersion } = await order.load(orderId);
    expect({ state, streamVersion }, orderId).toEqual(expected);
  }
});
