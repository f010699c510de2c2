import type { nameMessages } from '../bind/names/name-messages.js';
import { beside, file, log, order, types } from './examples.js';
import type { Explanations } from './explanation.js';

/** Imports, declared names, and the names that are stored. */
export const bindNames: Explanations<typeof nameMessages> = {
  'unknown-import': {
    title: 'An import names no schema file.',
    why: 'Every file that a schema builds on has to be among those that the configuration matches.',
    fix: 'Correct the path, which is relative to this file, or widen the globs under schemas.',
    bad: types('imports: [./custmer.yaml]', 'types: { Sku: string }'),
    good: beside(
      types('imports: [./customer.yaml]', 'types: { Sku: string }'),
      'schemas/customer.yaml',
      'varve: 1',
      'context: ordering',
    ),
  },
  'reserved-context': {
    title: 'A context has the name of the standard types.',
    why: 'std holds the types that Varve brings along; names in it must not collide with yours.',
    fix: 'Choose another name for the context.',
    bad: file('varve: 1', 'context: std'),
    good: file('varve: 1', 'context: standards'),
  },
  'contexts-alike': {
    title: 'Two contexts differ in upper and lower case or in separators only.',
    why: 'Each context has a folder of its own, and on many systems these two folders would be one.',
    fix: 'Write the name in one way, or choose another one.',
    bad: beside(file('varve: 1', 'context: orderDesk'), 'schemas/other.yaml', 'varve: 1', 'context: orderdesk'),
    good: beside(file('varve: 1', 'context: orderDesk'), 'schemas/other.yaml', 'varve: 1', 'context: orderDesk'),
  },
  'duplicate-name': {
    title: 'Two declarations of one kind have the same name.',
    why: 'A name means one thing in its context, in whichever file it is used.',
    fix: 'Rename one of them, or merge the two.',
    bad: beside(
      types('types: { Sku: string }'),
      'schemas/more.yaml',
      'varve: 1',
      'context: ordering',
      'types: { Sku: uuid }',
    ),
    good: beside(
      types('types: { Sku: string }'),
      'schemas/more.yaml',
      'varve: 1',
      'context: ordering',
      'types: { SkuId: uuid }',
    ),
  },
  'name-taken': {
    title: 'Two declarations of different kinds have the same name.',
    why: 'Both become exports of one module, which has room for one of them.',
    fix: 'Rename one of them. An event is what happened (OrderPlaced), a command what is asked for (PlaceOrder).',
    bad: order('events: { PlaceOrder: { 1: {} } }', 'commands: { PlaceOrder: { emits: [PlaceOrder], 1: {} } }'),
    good: order('events: { OrderPlaced: { 1: {} } }', 'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }'),
  },
  'names-alike': {
    title: 'Two names differ in upper and lower case or in separators only.',
    why: 'Readers mix them up, and so do file systems that take upper and lower case for the same.',
    fix: 'Rename one of them.',
    bad: log('events: { OrderPlaced: { 1: {} }, Orderplaced: { 1: {} } }'),
    good: log('events: { OrderPlaced: { 1: {} }, OrderPaid: { 1: {} } }'),
  },
  'name-not-usable': {
    title: 'A name means something else in TypeScript.',
    why: 'A class called Object, Promise or Date hides the one that everybody means.',
    fix: 'Choose another name.',
    bad: types('types: { Promise: { due: date } }'),
    good: types('types: { Pledge: { due: date } }'),
  },
  'stored-name-taken': {
    title: 'Two events are stored under one name.',
    why: 'The stored name is all that says what an event in the log is; here it could be either.',
    fix: 'Choose another stored name, or remove the alias from one of the two.',
    bad: log(
      'events:',
      '  OrderPlaced: { aliases: [ordering.OrderCreated], 1: {} }',
      '  OrderDrafted: { aliases: [ordering.OrderCreated], 1: {} }',
    ),
    good: log(
      'events:',
      '  OrderPlaced: { aliases: [ordering.OrderCreated], 1: {} }',
      '  OrderDrafted: { aliases: [ordering.OrderBegun], 1: {} }',
    ),
  },
};
