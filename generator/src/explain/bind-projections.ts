import type { report } from '../bind/bind-messages.js';
import type { projectionMessages } from '../bind/projection/projection-messages.js';
import { beside, log, type Example } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<typeof report.table, keyof typeof projectionMessages>;

const events = [
  'events:',
  '  OrderPlaced: { 1: { customer: uuid, note?: string, total: decimal } }',
  '  OrderClosed: { 1: { by: string } }',
];

/** The events, and a projection of them. */
const rows = (...lines: readonly string[]): Example =>
  log(...events, 'projections:', '  Orders:', ...lines.map((line) => `    ${line}`));

const key = 'key: { orderId: $id.orderId }';
const placed = 'on: [OrderPlaced]';
const both = 'on: [OrderPlaced, OrderClosed]';

const letters = `fields: { ${'abcdefghijklm'
  .split('')
  .map((letter) => `${letter}: date`)
  .join(', ')} }`;

const withBilling = (example: Example): Example =>
  beside(
    example,
    'schemas/bill.yaml',
    ...['varve: 1', 'context: billing', 'aggregate: Bill', 'id: { billId: uuid }', 'style: log'],
    'events: { BillPaid: { 1: { orderId: uuid } } }',
  );

const billed = 'on: [OrderPlaced, billing.BillPaid]';
const billedKey = 'key: { orderId: { OrderPlaced: $id.orderId, billing.BillPaid: orderId } }';

/** Projections: which events, which row, which columns. */
export const bindProjections: Explanations<Codes> = {
  'projection-of-unknown-event': {
    title: 'A projection names an event that does not exist.',
    why: 'Its rows would never change for what was meant.',
    fix: 'Correct the name. Events of another context are named with it, as in payments.PaymentTaken.',
    bad: rows('on: [OrderPlacd]', key, 'fields: {}'),
    good: rows(placed, key, 'fields: {}'),
  },
  'projection-of-unread-event': {
    title: 'A projection names an event that nobody ever reads.',
    why: 'An ignored event is skipped, one that others took the place of is read as those, and where the state is the truth events are sent and not kept.',
    fix: 'Name the events that it is read as, or another one.',
    bad: log(
      'events: { OrderPlaced: { ignored: By mistake., 1: {} } }',
      `projections: { Orders: { ${placed}, ${key}, fields: {} } }`,
    ),
    good: log(
      'events: { OrderPlaced: { retired: Since 2026., 1: {} } }',
      `projections: { Orders: { ${placed}, ${key}, fields: {} } }`,
    ),
  },
  'inline-foreign-event': {
    title: 'An inline projection names an event of another context.',
    why: 'It is written in the commit of the event, and another context commits without knowing of it.',
    fix: 'Write run: async: the rows then follow shortly after.',
    bad: withBilling(rows(billed, 'run: inline', billedKey, 'fields: {}')),
    good: withBilling(rows(billed, 'run: async', billedKey, 'fields: {}')),
  },
  'not-for-this-run': {
    title: 'A projection says something that its way of running has no use for.',
    why: 'Nothing of a live projection is stored; and where an inline one fails, so does the commit.',
    fix: 'Remove it, or write run: async.',
    bad: rows(placed, 'run: live', key, 'fields: { total: decimal }', 'indexes: [[total]]'),
    good: rows(placed, 'run: live', key, 'fields: { total: decimal }'),
  },
  'key-source-missing': {
    title: 'The key is said for some events, but not for this one.',
    why: 'Nobody would know which row the event changes.',
    fix: 'Add the event to the map of the column.',
    bad: rows(both, 'key: { orderId: { OrderPlaced: $id.orderId } }', 'fields: {}'),
    good: rows(both, 'key: { orderId: { OrderPlaced: $id.orderId, OrderClosed: $id.orderId } }', 'fields: {}'),
  },
  'key-source-of-unknown-event': {
    title: 'The key is said for an event that the projection is not made of.',
    why: 'The event that was meant has no row.',
    fix: 'Correct the name, add it under on, or remove the entry.',
    bad: rows(placed, 'key: { orderId: { OrderPlaced: $id.orderId, OrderClosed: $id.orderId } }', 'fields: {}'),
    good: rows(both, 'key: { orderId: { OrderPlaced: $id.orderId, OrderClosed: $id.orderId } }', 'fields: {}'),
  },
  'key-source-unknown': {
    title: 'A column of the key comes from something that the event does not have.',
    why: 'Every event must say which row it changes.',
    fix: 'Name a required field of the newest version of the event, or $id. and a part of its identity.',
    bad: rows(placed, 'key: { orderId: orderId }', 'fields: {}'),
    good: rows(placed, key, 'fields: {}'),
  },
  'key-source-misfit': {
    title: 'A column of the key comes from something that cannot tell rows apart.',
    why: 'A key is compared with others, and is there for every event.',
    fix: 'Take a scalar or an enum that is required and never null.',
    bad: rows(placed, 'key: { note: note }', 'fields: {}'),
    good: rows(placed, 'key: { customer: customer }', 'fields: {}'),
  },
  'key-sources-differ': {
    title: 'A column of the key is of one type in this event and of another in that.',
    why: 'A column has one type, and values of two types never find the same row.',
    fix: 'Take fields of one type, or make two projections.',
    bad: rows(both, 'key: { person: { OrderPlaced: customer, OrderClosed: by } }', 'fields: {}'),
    good: rows(both, key, 'fields: {}'),
  },
  'key-redeclared': {
    title: 'A field has the name of a column of the key.',
    why: 'Every row has its key already, and one column cannot be two.',
    fix: 'Leave the field out.',
    bad: rows(placed, key, 'fields: { orderId: uuid }'),
    good: rows(placed, key, 'fields: {}'),
  },
  'too-many-columns': {
    title: 'A projection has more columns, in its key or in an index, than stores take.',
    why: 'A key or an index of so many columns would not fit where databases keep it.',
    fix: 'A key and an index have 12 columns at most, a row 400.',
    bad: rows(placed, key, letters, 'indexes: [[a, b, c, d, e, f, g, h, i, j, k, l, m]]'),
    good: rows(placed, key, letters, 'indexes: [[a, b, c, d, e, f, g, h, i, j, k, l]]'),
  },
  'optional-and-nullable': {
    title: 'A field of a projection may be absent, and may be null.',
    why: 'A column has one way of holding nothing, so the two would be read back as the same.',
    fix: 'Remove the question mark, or null.',
    bad: rows(placed, key, 'fields: { "note?": string | null }'),
    good: rows(placed, key, 'fields: { note?: string }'),
  },
  'open-row': {
    title: 'The rows of a projection are open for further fields.',
    why: 'A table has the columns it was made with.',
    fix: 'Remove open; a field of type json can hold what has no column.',
    bad: rows(placed, key, 'fields: { fields: { total: decimal }, open: true }'),
    good: rows(placed, key, 'fields: { total: decimal, more: json }'),
  },
  'index-of-unknown-column': {
    title: 'An index names a column that the projection does not have.',
    why: 'What was meant would be looked for row by row.',
    fix: 'Correct the name, or declare the field.',
    bad: rows(placed, key, 'fields: { total: decimal }', 'indexes: [[totl]]'),
    good: rows(placed, key, 'fields: { total: decimal }', 'indexes: [[total]]'),
  },
  'index-misfit': {
    title: 'An index names a column that cannot be compared.',
    why: 'Objects, lists, json and bytes have no order, and stores keep them as they are.',
    fix: 'Index scalars and enums; put what is to be looked for into a field of its own.',
    bad: rows(placed, key, 'fields: { tags: list<string> }', 'indexes: [[tags]]'),
    good: rows(placed, key, 'fields: { tag: string }', 'indexes: [[tag]]'),
  },
};
