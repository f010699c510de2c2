import { expect, test } from 'vitest';
import { createReleases } from '../../../generator/src/lock/create-releases.js';
import { bound, order } from '../bind/bind-yaml.js';

const parts = {
  types: `types:
  Status: { enum: [open, shut] }
  Line: { 1: { sku: string }, 2: { sku: string, note?: Note }, upcast: { 2: {} } }
  Note: { text: { type: string, maxLength: 9 } }`,
  events: `events:
  OrderPlaced: { 1: { customer: uuid, by: uuid } }
  OrderClosed: { 1: { customer: uuid } }
  OrderLost: { 1: { customer: uuid } }`,
  head: 'description: What is open.',
  on: 'on: [OrderPlaced, OrderClosed]',
  run: 'run: async',
  key: 'key: { customer: customer, orderId: $id.orderId }',
  fields:
    'fields: { total: decimal, status: Status, lines: "list<Line@2>", note?: { type: string, maxLength: 20 }, at: instant }',
  indexes: 'indexes: [[status, at], [total]]',
  revision: 'revision: 1',
  errors: 'errors: { retry: 3, then: park }',
};

function hashWith(changed: Partial<typeof parts> = {}): string | undefined {
  const { types, events, ...body } = { ...parts, ...changed };
  const lines = Object.values(body).map((line) => `    ${line}\n`);
  const model = bound(order(`${types}\n${events}\nprojections:\n  Orders:\n${lines.join('')}`));
  const [projection] = model.contexts.flatMap(({ projections }) => projections);
  return projection && createReleases(model, undefined).projectionHashOf(projection);
}

const hash = hashWith();

test('a projection’s hash is 16 digits, the same for all time', () => {
  expect(hash).toBe('6f0a436471360450');
  expect(hashWith({ run: 'run: inline', errors: '' })).toBe('9797feb169c7d0e4');
  expect(hashWith({ on: 'on: [OrderLost]', key: 'key: { id: $id.orderId }', fields: 'fields: {}', indexes: '' })).toBe(
    '19a024e0c2fb4019',
  );
});

test.each<[string, Partial<typeof parts>]>([
  ['another event', { on: 'on: [OrderPlaced, OrderClosed, OrderLost]' }],
  ['an event less', { on: 'on: [OrderPlaced]' }],
  [
    'another name under which an event is stored',
    { events: parts.events.replace('OrderClosed: {', 'OrderClosed: { stored: shut,') },
  ],
  [
    'another source of the key',
    { key: 'key: { customer: { OrderPlaced: by, OrderClosed: customer }, orderId: $id.orderId }' },
  ],
  ['a field in place of the identity', { key: 'key: { customer: customer, orderId: customer }' }],
  ['another name of a column', { key: 'key: { customer: customer, id: $id.orderId }' }],
  // It is the order of the rows.
  ['another order of the key', { key: 'key: { orderId: $id.orderId, customer: customer }' }],
  ['a column less in the key', { key: 'key: { orderId: $id.orderId }' }],
  ['another type of the key', { events: parts.events.replaceAll('customer: uuid', 'customer: string') }],
  ['a field', { fields: parts.fields.replace('at: instant', 'at: instant, by?: string') }],
  [
    'the name of a field',
    { fields: parts.fields.replace('total:', 'sum:'), indexes: 'indexes: [[status, at], [sum]]' },
  ],
  ['the type of a field', { fields: parts.fields.replace('decimal', 'number') }],
  ['a field that becomes required', { fields: parts.fields.replace('note?', 'note') }],
  [
    'a field that becomes nullable',
    { fields: parts.fields.replace('at: instant', 'at: { type: instant, nullable: true }') },
  ],
  [
    'optional in place of nullable',
    { fields: parts.fields.replace('note?: { type: string,', 'note: { type: string, nullable: true,') },
  ],
  ['a version of a type', { fields: parts.fields.replace('Line@2', 'Line@1') }],
  ['a type within a type', { types: parts.types.replace('text: { type: string, maxLength: 9 }', 'text: integer') }],
  ['a value of an enum', { types: parts.types.replace('[open, shut]', '[open, shut, lost]') }],
  ['an open enum', { types: parts.types.replace('shut] }', 'shut], open: true }') }],
  ['an index more', { indexes: 'indexes: [[status, at], [total], [at]]' }],
  ['an index less', { indexes: 'indexes: [[status, at]]' }],
  ['the order within an index', { indexes: 'indexes: [[at, status], [total]]' }],
  ['the revision', { revision: 'revision: 2' }],
  ['the way it runs', { run: 'run: inline', errors: '' }],
])('it changes with %s', (_what, changed) => {
  expect(hashWith(changed)).not.toBe(hash);
});

test.each<[string, Partial<typeof parts>]>([
  ['the order of events', { on: 'on: [OrderClosed, OrderPlaced]' }],
  [
    'the order of fields',
    {
      fields:
        'fields: { at: instant, note?: { type: string, maxLength: 20 }, lines: "list<Line@2>", status: Status, total: decimal }',
    },
  ],
  ['the order of indexes', { indexes: 'indexes: [[total], [status, at]]' }],
  ['the order of values of an enum', { types: parts.types.replace('[open, shut]', '[shut, open]') }],
  [
    'one source for all events, or one for each',
    { key: 'key: { customer: { OrderClosed: customer, OrderPlaced: customer }, orderId: $id.orderId }' },
  ],
  [
    'descriptions',
    {
      head: 'description: Something else.',
      fields: parts.fields.replace('at: instant', 'at: { type: instant, description: When. }'),
    },
  ],
  [
    'constraints',
    {
      fields: parts.fields.replace('maxLength: 20', 'minLength: 1'),
      types: parts.types.replace('maxLength: 9', 'maxLength: 8'),
    },
  ],
  ['what becomes of failures', { errors: '' }],
  ['what is left to defaults', { revision: '', run: '' }],
  [
    'other events, and other versions',
    {
      events: `${parts.events}\n  OrderFound: { 1: {} }`.replace(
        'OrderClosed: { 1: { customer: uuid } }',
        'OrderClosed: { 1: { customer: uuid }, 2: { customer: uuid, why?: string } }',
      ),
    },
  ],
  [
    'an event that is emitted no more',
    { events: parts.events.replace('OrderClosed: {', 'OrderClosed: { retired: Long ago.,') },
  ],
  [
    'constraints of the key',
    { events: parts.events.replaceAll('customer: uuid', 'customer: { type: uuid, examples: [] }') },
  ],
])('it stays whatever is said of %s', (_what, changed) => {
  expect(hashWith(changed)).toBe(hash);
});
