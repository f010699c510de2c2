import { beside, log, order, project, released } from './examples.js';
import type { Explanation } from './explanation.js';

/** What was released and is gone, renamed or changed. */
export const compatHistory: Readonly<Record<string, Explanation>> = {
  'version-changed': {
    title: 'A released version of a shape has changed.',
    why: 'Values of that version are stored, and everybody who reads or writes it relies on the shape; stores that have seen it refuse another one under the same number.',
    fix: 'Leave the released version as it was, and write what is new as a version of its own.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
      log('events:', '  OrderPlaced:', '    1: { total: decimal }'),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
      beside(
        log(
          'events:',
          '  OrderPlaced:',
          '    1: { total: number }',
          '    2: { total: decimal }',
          '    upcast: { 2: { convert: { total: { from: total, by: number-to-decimal, scale: 2, round: half-even } } } }',
          '    downcast: { 2: { custom: [total] } }',
        ),
        'varve.config.yaml',
        'compat: { code: off }',
      ),
    ),
  },
  'version-removed': {
    title: 'A released schema version is gone.',
    why: 'Events of that version may be stored for years; without its shape nobody can read them.',
    fix: 'Write the version again as it was.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { total: number }', '    2: { total: number, note?: string }'),
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { total: number }', '    2: { total: number, note?: string }'),
      log('events:', '  OrderPlaced:', '    1: { total: number }', '    2: { total: number, note?: string }'),
    ),
  },
  'event-removed': {
    title: 'A released event is gone.',
    why: 'Events of that type may be stored, and reading one of them would fail as an unknown type.',
    fix: 'Declare it again, with retired and the reason, or with ignored.',
    bad: released(
      log('events: { OrderPlaced: { 1: {} }, OrderArchived: { 1: {} } }'),
      log('events: { OrderPlaced: { 1: {} } }'),
    ),
    good: released(
      log('events: { OrderPlaced: { 1: {} }, OrderArchived: { 1: {} } }'),
      beside(
        log(
          'events: { OrderPlaced: { 1: {} }, OrderArchived: { retired: Orders stay visible since 2026-03., 1: {} } }',
        ),
        'varve.config.yaml',
        'compat: { code: off }',
      ),
    ),
  },
  'event-added': {
    title: 'An event is new, and older code does not know it.',
    why: 'While old and new code run side by side, old code meets the new type in streams it reads.',
    fix: 'Deploy readers first, or let them skip or park unknown types.',
    bad: released(
      log('events: { OrderPlaced: { 1: {} } }'),
      log('events: { OrderPlaced: { 1: {} }, OrderShipped: { 1: {} } }'),
    ),
    good: released(log('events: { OrderPlaced: { 1: {} } }'), log('events: { OrderPlaced: { 1: {} } }')),
  },
  'command-removed': {
    title: 'A released command is gone.',
    why: 'Old clients, and messages that wait in a queue, still hold the command, and nobody decides it any more.',
    fix: 'Declare it again, deprecated, until nobody sends it.',
    bad: released(
      order(
        'events: { OrderPlaced: { 1: {} } }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], 1: {} }',
        '  PlaceOrderTwice: { emits: [OrderPlaced], 1: {} }',
      ),
      order('events: { OrderPlaced: { 1: {} } }', 'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }'),
    ),
    good: released(
      order(
        'events: { OrderPlaced: { 1: {} } }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], 1: {} }',
        '  PlaceOrderTwice: { emits: [OrderPlaced], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} } }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], 1: {} }',
        '  PlaceOrderTwice: { deprecated: Use PlaceOrder., emits: [OrderPlaced], 1: {} }',
      ),
    ),
  },
  'type-removed': {
    title: 'A released type is gone.',
    why: 'No released message holds it, so that nothing stored is lost; but code may import it.',
    fix: 'Declare it again, or change the code that uses it.',
    bad: released(
      log('types: { Sku: string, Colour: string }', 'events: { OrderPlaced: { 1: { sku: Sku } } }'),
      log('types: { Sku: string }', 'events: { OrderPlaced: { 1: { sku: Sku } } }'),
    ),
    good: released(
      log('types: { Sku: string, Colour: string }', 'events: { OrderPlaced: { 1: { sku: Sku } } }'),
      beside(
        log('types: { Sku: string, Colour: string }', 'events: { OrderPlaced: { 1: { sku: Sku } } }'),
        'varve.config.yaml',
        'rules: { check/unused-type: off }',
      ),
    ),
  },
  'state-removed': {
    title: 'The declared state of an aggregate is gone.',
    why: 'Snapshots of it are discarded and made again from events; what was stored for good, as facts or as the truth, cannot be read any more.',
    fix: 'Declare it again, or write the type in TypeScript.',
    bad: released(
      order(
        'events: { OrderPlaced: { 1: {} } }',
        'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
        'state: { 1: { total: number } }',
      ),
      order('events: { OrderPlaced: { 1: {} } }', 'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }'),
    ),
    good: released(
      order(
        'events: { OrderPlaced: { 1: {} } }',
        'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
        'state: { 1: { total: number } }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} } }',
        'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
        'state: { 1: { total: number } }',
      ),
    ),
  },
  'stored-name-changed': {
    title: 'A released event would be stored under another name.',
    why: 'The stored name stands in every event in the log, in filters and in the code of other systems. With an alias old events are read, but older code does not know the new name.',
    fix: 'Rename the event in the YAML only, and keep the stored name with stored.',
    bad: released(
      log('events: { OrderPlaced: { 1: {} } }'),
      log('events: { OrderPlaced: { stored: ordering.OrderSubmitted, aliases: [ordering.OrderPlaced], 1: {} } }'),
    ),
    good: released(
      log('events: { OrderPlaced: { 1: {} } }'),
      log('events: { OrderPlaced: { stored: ordering.OrderPlaced, 1: {} } }'),
    ),
  },
  'event-renamed': {
    title: 'An event has another name in the YAML than it was released with.',
    why: 'What is stored stays as it is, but classes and handlers are called after the name in the YAML.',
    fix: 'Rename them in your code.',
    bad: released(
      log('events: { OrderCreated: { 1: {} } }'),
      log('events: { OrderPlaced: { stored: ordering.OrderCreated, 1: {} } }'),
    ),
    good: released(log('events: { OrderCreated: { 1: {} } }'), log('events: { OrderCreated: { 1: {} } }')),
  },
  'event-moved': {
    title: 'A released event belongs to another aggregate now.',
    why: 'Events that are stored lie in the streams of the old aggregate, which would no longer know them.',
    fix: 'Move it back, and declare a new event for the other aggregate.',
    bad: released(
      project({
        'schemas/order.yaml': [
          'varve: 1',
          'context: ordering',
          'aggregate: Order',
          'id: { orderId: uuid }',
          'style: log',
          'events: { OrderPlaced: { 1: {} }, OrderShipped: { 1: {} } }',
        ],
        'schemas/shipment.yaml': [
          'varve: 1',
          'context: ordering',
          'aggregate: Shipment',
          'id: { shipmentId: uuid }',
          'style: log',
          'events: { Packed: { 1: {} } }',
        ],
      }),
      project({
        'schemas/order.yaml': [
          'varve: 1',
          'context: ordering',
          'aggregate: Order',
          'id: { orderId: uuid }',
          'style: log',
          'events: { OrderPlaced: { 1: {} } }',
        ],
        'schemas/shipment.yaml': [
          'varve: 1',
          'context: ordering',
          'aggregate: Shipment',
          'id: { shipmentId: uuid }',
          'style: log',
          'events: { Packed: { 1: {} }, OrderShipped: { 1: {} } }',
        ],
      }),
    ),
    good: released(
      project({
        'schemas/order.yaml': [
          'varve: 1',
          'context: ordering',
          'aggregate: Order',
          'id: { orderId: uuid }',
          'style: log',
          'events: { OrderPlaced: { 1: {} }, OrderShipped: { 1: {} } }',
        ],
        'schemas/shipment.yaml': [
          'varve: 1',
          'context: ordering',
          'aggregate: Shipment',
          'id: { shipmentId: uuid }',
          'style: log',
          'events: { Packed: { 1: {} } }',
        ],
      }),
      project({
        'schemas/order.yaml': [
          'varve: 1',
          'context: ordering',
          'aggregate: Order',
          'id: { orderId: uuid }',
          'style: log',
          'events: { OrderPlaced: { 1: {} }, OrderShipped: { 1: {} } }',
        ],
        'schemas/shipment.yaml': [
          'varve: 1',
          'context: ordering',
          'aggregate: Shipment',
          'id: { shipmentId: uuid }',
          'style: log',
          'events: { Packed: { 1: {} } }',
        ],
      }),
    ),
  },
};
