import { expect, test } from 'vitest';
import { createReleases } from '../../../generator/src/lock/create-releases.js';
import { bound, order } from '../bind/bind-yaml.js';

const parts = {
  types: `types:
  Line: { 1: { sku: string }, 2: { sku: string, count: integer }, upcast: { 2: { set: { count: 1 } } } }
  Note: { 1: { text: string } }`,
  events: `events:
  OrderPlaced: { 1: { lines: "list<Line@1>" }, 2: { lines: "list<Line@2>", channel: string }, upcast: { 2: { set: { channel: web } } } }
  OrderClosed: { 1: {} }`,
  commands: `commands: { PlaceOrder: { emits: [OrderPlaced], 1: { note: Note } } }`,
  state: `state: { 1: { total: integer }, 2: { total: integer, last?: string } }`,
  snapshot: 'snapshot: { every: 10, revision: 1 }',
};

function hashWith(changed: Partial<typeof parts> = {}): string | undefined {
  const model = bound(order(Object.values({ ...parts, ...changed }).join('\n')));
  const [aggregate] = model.contexts.flatMap(({ aggregates }) => aggregates);
  return aggregate && createReleases(model, undefined).snapshotHashOf(aggregate);
}

const hash = hashWith();

test('a snapshot’s hash is 16 digits, the same for all time', () => {
  expect(hash).toBe('85ce760ddb92327f');
});

test.each<[string, Partial<typeof parts>]>([
  ['the state’s shape', { state: parts.state.replace('last?: string', 'last?: integer') }],
  [
    'a further version of the state',
    { state: parts.state.replace(' }\n', ' }').replace(/ \}$/, ', 3: { total: number } }') },
  ],
  ['no state', { state: '' }],
  ['the revision', { snapshot: 'snapshot: { every: 10, revision: 2 }' }],
  ['a step', { events: parts.events.replace('channel: web', 'channel: store') }],
  ['a custom step', { events: parts.events.replace('set: { channel: web }', 'custom: [channel]') }],
  ['a step of a type', { types: parts.types.replace('count: 1', 'count: 2') }],
  [
    'an event’s shape',
    { events: parts.events.replace('OrderClosed: { 1: {} }', 'OrderClosed: { 1: { by: string } }') },
  ],
  ['another event', { events: `${parts.events}\n  OrderLost: { 1: {} }` }],
  [
    'an event that is ignored',
    { events: parts.events.replace('OrderClosed: {', 'OrderClosed: { ignored: Said twice.,') },
  ],
  [
    'a name that is stored otherwise',
    { events: parts.events.replace('OrderClosed: {', 'OrderClosed: { stored: closed,') },
  ],
  ['another alias', { events: parts.events.replace('OrderClosed: {', 'OrderClosed: { aliases: [closed],') }],
])('it changes with %s', (_what, changed) => {
  expect(hashWith(changed)).not.toBe(hash);
});

test.each<[string, Partial<typeof parts>]>([
  ['how often they are kept', { snapshot: 'snapshot: { every: 20 }' }],
  ['constraints', { state: parts.state.replace('last?: string', 'last?: { type: string, maxLength: 3 }') }],
  ['descriptions', { events: parts.events.replace('OrderClosed: {', 'OrderClosed: { description: Over.,') }],
  [
    'an event that is emitted no more',
    { events: parts.events.replace('OrderClosed: {', 'OrderClosed: { retired: Long ago.,') },
  ],
  [
    'commands, and types that no event holds',
    { commands: '', types: parts.types.replace('text: string', 'text: integer') },
  ],
  ['the order of events', { events: `events:\n${parts.events.split('\n').slice(1).reverse().join('\n')}` }],
])('it stays whatever is said of %s', (_what, changed) => {
  expect(hashWith(changed)).toBe(hash);
});
