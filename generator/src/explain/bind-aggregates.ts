import type { report } from '../bind/bind-messages.js';
import { beside, config, file, log, order } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  typeof report.table,
  | 'state-twice'
  | 'unknown-state'
  | 'outside-aggregate'
  | 'aggregate-without-id'
  | 'id-part-misfit'
  | 'category-taken'
  | 'subject-unknown'
  | 'subject-of-unknown-event'
  | 'subject-missing'
  | 'state-not-declared'
  | 'state-never-stored'
  | 'plain-state-misfit'
  | 'metadata-key-taken'
>;

const frame = ['varve: 1', 'context: ordering'];
const events = 'events: { OrderPlaced: { 1: { customer: uuid } }, OrderClosed: { 1: { by: uuid } } }';

const closing = [
  'events: { OrderClosed: { 1: { by: uuid } } }',
  'commands: { CloseOrder: { emits: [OrderClosed], 1: { by: uuid } } }',
];

/** Aggregates: their identity, their state, and whose data they hold. */
export const bindAggregates: Explanations<Codes> = {
  'state-twice': {
    title: 'An aggregate declares both state and states.',
    why: 'state is one shape, states are several told apart by a tag; an aggregate is folded into one of the two.',
    fix: 'Keep one of them.',
    bad: order('state: { 1: { open: boolean } }', 'states: { tag: is, initial: none, 1: { none: {} } }'),
    good: order('states: { tag: is, initial: none, 1: { none: {} } }'),
  },
  'unknown-state': {
    title: 'A transition or the initial state names a state that the newest version does not have.',
    why: 'An aggregate could get into a state that has no shape.',
    fix: 'Correct the name, or declare the state.',
    bad: order('states: { tag: is, initial: new, 1: { none: {}, open: {} } }'),
    good: order('states: { tag: is, initial: none, 1: { none: {}, open: {} } }'),
  },
  'outside-aggregate': {
    title: 'A file without an aggregate has a section that belongs to one.',
    why: 'Events are stored in the stream of an aggregate; without one there is no stream.',
    fix: 'Name the aggregate and its identity at the top of the file.',
    bad: file(...frame, 'events: { OrderPlaced: { 1: {} } }'),
    good: file(
      ...frame,
      'aggregate: Order',
      'id: { orderId: uuid }',
      'style: log',
      'events: { OrderPlaced: { 1: {} } }',
    ),
  },
  'aggregate-without-id': {
    title: 'An aggregate does not say what identifies one of its streams.',
    why: 'Every stream has a name made of the category and the identity.',
    fix: 'Add the identity, as in id: { orderId: uuid }.',
    bad: file(...frame, 'aggregate: Order'),
    good: file(...frame, 'aggregate: Order', 'id: { orderId: uuid }'),
  },
  'id-part-misfit': {
    title: 'A part of the identity has a type that cannot stand in a stream name.',
    why: 'Stream names are texts in which every identity has exactly one way to be written.',
    fix: 'Use string, integer, bigint, uuid, uri, email, date, timezone or an enum, required and not null.',
    bad: file(...frame, 'aggregate: Order', 'id: { number: number }'),
    good: file(...frame, 'aggregate: Order', 'id: { number: integer }'),
  },
  'category-taken': {
    title: 'Two aggregates have the same category.',
    why: 'Their streams would share names, and each would read the events of the other.',
    fix: 'Choose another category for one of them, as long as nothing is stored under it.',
    bad: beside(
      order(),
      'schemas/basket.yaml',
      ...frame,
      'aggregate: Basket',
      'id: { b: uuid }',
      'category: ordering.order',
    ),
    good: beside(order(), 'schemas/basket.yaml', ...frame, 'aggregate: Basket', 'id: { b: uuid }'),
  },
  'subject-unknown': {
    title: 'The subject is nothing that every event has.',
    why: 'Personal data is found by its subject, so the subject must be a required field or a part of the identity.',
    fix: 'Name such a field, or $id. and a part of the identity. Events may differ: write a map of event to field.',
    bad: log('subject: customerId', 'events: { OrderPlaced: { 1: { customer: uuid } } }'),
    good: log('subject: customer', 'events: { OrderPlaced: { 1: { customer: uuid } } }'),
  },
  'subject-of-unknown-event': {
    title: 'The subject is said for an event that does not exist.',
    why: 'The event that was meant is left without a subject.',
    fix: 'Correct the name, or remove the entry.',
    bad: log('subject: { OrderPlaced: customer, OrderClosd: by, OrderClosed: by }', events),
    good: log('subject: { OrderPlaced: customer, OrderClosed: by }', events),
  },
  'subject-missing': {
    title: 'The subject is said for some events, but not for this one.',
    why: 'Whoever asks for all data of a person would not get what this event holds.',
    fix: 'Add the event to the map.',
    bad: log('subject: { OrderPlaced: customer }', events),
    good: log('subject: { OrderPlaced: customer, OrderClosed: by }', events),
  },
  'state-not-declared': {
    title: 'State is to be stored for good, and is not declared.',
    why: 'What is stored is read again for years, so its shape needs versions, and steps between them.',
    fix: 'Declare the state with its versions, under state or states.',
    bad: order('facts: true', ...closing),
    good: order('facts: true', 'state: { 1: { open: boolean } }', ...closing),
  },
  'state-never-stored': {
    title: 'State is to be stored for good, and there is no command that could change it.',
    why: 'The state of an aggregate is known where its commands are decided; events that are only recorded have none.',
    fix: 'Declare commands, or leave it out.',
    bad: order('facts: true', 'state: { 1: { open: boolean } }'),
    good: order('facts: true', 'state: { 1: { open: boolean } }', ...closing),
  },
  'plain-state-misfit': {
    title: 'An aggregate that keeps its state, and no history, asks for something that needs one.',
    why: 'Its row is the truth: there are no events to fold, so there are no snapshots, and no facts to tell beside it.',
    fix: 'Leave it out, or let the events be the truth: persistence: events.',
    bad: order('persistence: state', 'snapshot: { every: 10 }', 'state: { 1: { open: boolean } }', ...closing),
    good: order('persistence: state', 'state: { 1: { open: boolean } }', ...closing),
  },
  'metadata-key-taken': {
    title: 'A metadata key belongs to Varve itself.',
    why: 'The runtime fills it in, or gives it a meaning that your type would contradict.',
    fix: 'Use another name.',
    bad: config('metadata: { correlationId: string }'),
    good: config('metadata: { campaign: string }'),
  },
};
