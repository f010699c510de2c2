import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readLog } from '@varve/runtime';
import { verifyLog } from '@varve/runtime/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openShop } from '../../src/app.js';
import { registries } from '../../src/registries.js';
import { reportSales } from '../../src/sales/sales-report.js';
import { dataOf, type OldData, type OldLine } from './old-data.js';
import { copyOldLog, oldStates, type OldLog, original, storedEvents } from './old-log.js';
import { stateOfToday, todayOf } from './today-of.js';

let log: OldLog;
beforeAll(async () => {
  log = await copyOldLog();
});
afterAll(() => log.remove());

test('the log is the one that was checked in', async () => {
  const written = createHash('sha256')
    .update(await readFile(original))
    .digest('hex');
  expect(written).toBe('3559595c650fc342502ef7056d2f6fe7e7c76d99b42d6912315cf6af6252a363');
});

describe('every event that the first release wrote', () => {
  test('can be read, as verify says it', async () => {
    const { types, foreign } = await verifyLog(log.store, { registries });
    const sum = (of: 'stored' | 'upcast' | 'decoded' | 'failed') => types.reduce((total, type) => total + type[of], 0);
    expect(types.every(({ schemaVersion }) => schemaVersion === 1)).toBe(true);
    expect({ types: types.length, foreign }).toEqual({ types: 13, foreign: 0 });
    expect([sum('stored'), sum('upcast'), sum('decoded'), sum('failed')]).toEqual([357, 203, 154, 0]);
  });

  test('is what it would be today', async () => {
    const expected = (await storedEvents(log.store)).flatMap(todayOf);
    const read: object[] = [];
    for await (const { type, data, schemaVersion } of readLog(log.store, registries)) {
      expect(schemaVersion).toBe(1);
      read.push({ type, data });
    }
    expect(read).toHaveLength(357 + 16);
    expect(read).toEqual(expected);
  });
});

test('every order folds to the state that follows from the one of then', async () => {
  const states = await oldStates();
  const { order } = openShop(log.store);
  const signatures = new Map<string, string>();
  for (const stored of await storedEvents(log.store)) {
    if (stored.type !== 'ordering.OrderDelivered') continue;
    const { signedBy } = dataOf(stored, 'ordering.OrderDelivered');
    if (signedBy !== undefined) signatures.set(stored.streamName, signedBy);
  }
  const statuses = new Set<string>();
  for (const [orderId, { state: old, streamVersion }] of Object.entries(states)) {
    const loaded = await order.load(orderId);
    const state = stateOfToday(old, signatures.get(`ordering.order-${orderId}`));
    expect({ state: loaded.state, streamVersion: loaded.streamVersion }, orderId).toEqual({ state, streamVersion });
    statuses.add(old.status);
  }
  expect(Object.keys(states)).toHaveLength(48);
  expect(statuses).toEqual(new Set(['open', 'shipped', 'delivered', 'cancelled']));
});

test('what was sold adds up as it did, with what nobody wrote down in a field of its own', async () => {
  const stored = await storedEvents(log.store);
  const all = <Type extends keyof OldData>(type: Type): readonly OldData[Type][] =>
    stored.filter((event) => event.type === type).map((event) => dataOf(event, type));
  const pieces = (sku: string, isWanted: (line: OldLine) => boolean): number =>
    all('ordering.OrderPlaced')
      .flatMap(({ lines }) => lines)
      .filter((line) => line.sku === sku && isWanted(line))
      .reduce((sum, { quantity }) => sum + quantity, 0);
  const cents = (brand: string): number =>
    all('ordering.PaymentReceived')
      .filter(({ method }) => (method.brand ?? method.kind) === brand)
      .reduce((sum, { amount }) => sum + Math.round(Number(amount.amount) * 100), 0);
  const grams = (...carriers: readonly string[]): number =>
    all('ordering.ShipmentScheduled')
      .filter(({ carrier }) => carriers.includes(carrier))
      .reduce((sum, parcel) => sum + parcel.grams, 0);

  const report = await reportSales(log.store);
  expect(Object.keys(report.articles).sort()).toEqual(['MUG-1', 'POT-3', 'TEA-7']);
  for (const [sku, sold] of Object.entries(report.articles)) {
    const asPresents = pieces(sku, ({ note }) => note?.includes('present') === true);
    expect(sold, sku).toEqual({ pieces: pieces(sku, () => true), asPresents });
  }
  const takings = Object.entries(report.takings).map(([paidWith, { amount }]) => [
    paidWith,
    Math.round(Number(amount) * 100),
  ]);
  expect(Object.fromEntries(takings)).toEqual({
    'visa EUR': cents('VISA'),
    'mastercard EUR': cents('MASTERCARD'),
    'transfer EUR': cents('transfer'),
    'voucher EUR': cents('voucher'),
  });
  expect(report.carriers).toEqual({ dhl: grams('dhl', 'bike'), ups: grams('ups') });
  expect([report.arrived, report.signed]).toEqual([28, 16]);
});
