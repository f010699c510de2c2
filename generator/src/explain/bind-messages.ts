import type { report } from '../bind/bind-messages.js';
import { log, order } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  typeof report.table,
  | 'no-schema-version'
  | 'schema-version-gap'
  | 'unknown-schema-version'
  | 'example-misfit'
  | 'identity-redeclared'
  | 'unknown-event'
  | 'unknown-rejection'
  | 'event-not-emitted-any-more'
  | 'listed-twice'
  | 'log-with-commands'
>;

const placing = order(
  'events: { OrderPlaced: { 1: {} } }',
  'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
);
const placed = log('events:', '  OrderPlaced: { 1: { customer: uuid } }');

/** Events, commands and rejections. */
export const bindMessages: Explanations<Codes> = {
  'no-schema-version': {
    title: 'An event, a command or a type has no version.',
    why: 'Without a shape nothing can be written, read or checked.',
    fix: 'Write its fields under 1:.',
    bad: log('events:', '  OrderClosed: { description: The order is done. }'),
    good: log('events:', '  OrderClosed: { description: The order is done., 1: {} }'),
  },
  'schema-version-gap': {
    title: 'A version is missing between others.',
    why: 'Each version is read by a step from the one before; a gap would leave stored events behind it unreadable.',
    fix: 'Number the versions 1, 2, 3 …, or bring back the one that is missing. A released version never goes.',
    bad: log('events:', '  OrderPlaced:', '    2: { customer: uuid }'),
    good: log('events:', '  OrderPlaced:', '    1: { customer: uuid }'),
  },
  'unknown-schema-version': {
    title: 'Something names a version that does not exist.',
    why: 'An example, an alias or a reference can only mean a version that is declared.',
    fix: 'Name one of the versions that the message lists, or declare the missing one.',
    bad: log('events:', '  OrderPlaced: { aliases: [{ name: order-created, unversioned: 2 }], 1: {} }'),
    good: log('events:', '  OrderPlaced: { aliases: [{ name: order-created, unversioned: 1 }], 1: {} }'),
  },
  'example-misfit': {
    title: 'An example does not fit its shape.',
    why: 'Examples are shown to people and used by generated tests; a wrong one misleads both.',
    fix: 'Correct the example, or the shape.',
    bad: log('events:', '  OrderPlaced: { 1: { items: integer }, examples: { 1: [{ items: two }] } }'),
    good: log('events:', '  OrderPlaced: { 1: { items: integer }, examples: { 1: [{ items: 2 }] } }'),
  },
  'identity-redeclared': {
    title: 'A message declares a field that is a part of the identity.',
    why: 'Every event carries the identity as its id, and every command has it in its data. Twice it could differ.',
    fix: 'Leave the field out.',
    bad: log('events:', '  OrderPlaced: { 1: { orderId: uuid, customer: uuid } }'),
    good: placed,
  },
  'unknown-event': {
    title: 'A command emits an event that its aggregate does not declare.',
    why: 'A decider may return only events of its own stream, and each of them has a shape.',
    fix: 'Correct the name, or declare the event. Inside its aggregate a name has no context.',
    bad: order('events: { OrderPlaced: { 1: {} } }', 'commands: { PlaceOrder: { emits: [OrderPlacd], 1: {} } }'),
    good: placing,
  },
  'unknown-rejection': {
    title: 'A command rejects with something that its aggregate does not declare.',
    why: 'Callers get rejections as typed answers, and each of them has a shape.',
    fix: 'Correct the name, or declare the rejection.',
    bad: order(
      'events: { OrderPlaced: { 1: {} } }',
      'commands: { PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} } }',
    ),
    good: order(
      'events: { OrderPlaced: { 1: {} } }',
      'rejections: { EmptyOrder: {} }',
      'commands: { PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} } }',
    ),
  },
  'event-not-emitted-any-more': {
    title: 'A command emits an event that is retired, ignored or replaced by others.',
    why: 'A retired event is kept to read what is stored; the others would not be read back as what they are.',
    fix: 'Emit another event, or take the retirement back.',
    bad: order(
      'events:',
      '  OrderArchived: { retired: Orders stay visible., 1: {} }',
      'commands: { ArchiveOrder: { emits: [OrderArchived], 1: {} } }',
    ),
    good: order(
      'events:',
      '  OrderArchived: { retired: Orders stay visible., 1: {} }',
      '  OrderClosed: { 1: {} }',
      'commands: { CloseOrder: { emits: [OrderClosed], 1: {} } }',
    ),
  },
  'listed-twice': {
    title: 'A command lists an event or a rejection twice.',
    why: 'The second one changes nothing, so another name was probably meant.',
    fix: 'Remove it, or write the name that was meant.',
    bad: order(
      'events: { OrderPlaced: { 1: {} } }',
      'commands: { PlaceOrder: { emits: [OrderPlaced, OrderPlaced], 1: {} } }',
    ),
    good: placing,
  },
  'log-with-commands': {
    title: 'A log has commands, rejections or snapshots.',
    why: 'A log records what happened elsewhere. It decides about nothing, so it has nothing to refuse and no state to keep.',
    fix: 'Use style: decider, or record the events without commands and snapshots.',
    bad: log('events: { OrderPlaced: { 1: {} } }', 'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }'),
    good: placing,
  },
};
