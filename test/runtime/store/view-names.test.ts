import { expect, test } from 'vitest';
import { utf8 } from '../../../runtime/src/message/utf8.js';
import { claimColumns, readableName, tableName } from '../../../runtime/src/store/view-name.js';

const bytes = (text: string): number => utf8(text).length;

test.each([
  ['ordering.OrderSummary', 'ordering_order_summary'],
  ['shop.order-list', 'shop_order_list'],
  ['shop.HTTPLog2Days', 'shop_http_log2_days'],
  ['läden.Überblick', 'läden_überblick'],
])('%s is called %s', (name, readable) => {
  expect(readableName(name)).toBe(readable);
});

test.each([
  'varve.Events',
  'events.ByLog',
  'streams.Category',
  'outbox.MessageId',
  'pg.Class',
  'sqlite.Schema',
  'log',
  'events',
  'views',
  '1st.View',
  '…',
  `shop.${'Long'.repeat(30)}`,
  `shop.${'日本'.repeat(40)}`,
])('%s is nothing that a store could have itself, and ends in a hash', (name) => {
  expect(readableName(name)).toMatch(/^view_.*_[0-9a-f]{12}$/u);
  expect(bytes(readableName(name))).toBeLessThanOrEqual(50);
  expect(bytes(tableName(name, 'x'.repeat(300)))).toBeLessThanOrEqual(63);
});

test('tables of generations differ by name and shape', () => {
  const names = ['a.b', 'a.B', 'a.b c'].flatMap((name) =>
    ['h', 'H', 'c h'].map((hash) => tableName(name, `${name} ${hash}`)),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('columns keep their names where databases take them', () => {
  const names = ['orderId', 'select', '"', 'é', ' ', 'tenant', 'x'.repeat(62)];
  expect(claimColumns(names)).toEqual(names);
});

test('columns whose names databases would not tell apart, or not take, are told apart by a hash', () => {
  const names = [
    'Name',
    'name',
    'NAME',
    'ctid',
    'xmin',
    'a$b',
    'x'.repeat(63),
    'x'.repeat(64),
    'ü'.repeat(60),
    'ü'.repeat(61),
  ];
  const claimed = claimColumns(names);
  expect(claimed[0]).toBe('Name');
  for (const name of claimed.slice(1)) {
    expect(name).toMatch(/_[0-9a-f]{12,40}$/u);
    expect(name).not.toContain('$');
    expect(bytes(name)).toBeLessThanOrEqual(63);
  }
  expect(new Set(claimed.map((name) => name.toLowerCase())).size).toBe(names.length);
});

test('a name that looks like another’s hash is not taken for it', () => {
  const [hashed = ''] = claimColumns(['ctid']);
  const claimed = claimColumns([hashed, 'ctid']);
  expect(new Set(claimed).size).toBe(2);
});
