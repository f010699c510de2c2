import { expect, test } from 'vitest';
import { isBusy, storeErrorOf } from '../../runtime/src/stores/sqlite/sqlite-errors.js';

const raised = (message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR' }, more);

test('a lock is known by its number, extended or not, and by its words where a driver leaves out the number', () => {
  expect(isBusy(raised('any words', { errcode: 5 }))).toBe(true);
  expect(isBusy(raised('any words', { errcode: 5, sqliteExtendedCode: 261 }))).toBe(true);
  expect(isBusy(raised('database is locked'))).toBe(true);
  expect(isBusy(raised('database table is locked'))).toBe(true);
});

test('other errors are no locks, whatever they say', () => {
  expect(isBusy(raised('disk I/O error'))).toBe(false);
  expect(isBusy(raised('database is locked', { errcode: 10 }))).toBe(false);
  expect(isBusy(new Error('database is locked'))).toBe(false);
  expect(isBusy('database is locked')).toBe(false);
});

test.each([
  ['database is locked', 'store-busy'],
  ['attempt to write a readonly database', 'store-read-only'],
  ['disk I/O error', 'store-unavailable'],
  ['database disk image is malformed', 'store-corrupted'],
  ['database or disk is full', 'store-full'],
  ['unable to open database file', 'store-unavailable'],
  ['file is not a database', 'not-a-varve-store'],
])('«%s» without a number is %s', (message, code) => {
  expect(storeErrorOf(raised(message), 'orders.db')).toMatchObject({ code });
});

test('what is none of SQLite’s passes unchanged', () => {
  const error = new TypeError('database is locked');
  expect(storeErrorOf(error, 'orders.db')).toBe(error);
});
