import { beside, log, order, project, released } from './examples.js';
import type { Explanation } from './explanation.js';

/** Changes of what was released that concern names, versions and life cycles. */
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
    why: 'Snapshots of it are discarded and made again from events; code that uses its type no longer compiles.',
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
  'event-retired': {
    title: 'A released event is no longer emitted.',
    why: 'It is still read, but code that makes it no longer compiles.',
    fix: 'Remove it from your deciders; nothing else has to be done.',
    bad: released(
      log('events: { OrderPlaced: { 1: {} } }'),
      log('events: { OrderPlaced: { retired: Since 2026-03., 1: {} } }'),
    ),
    good: released(log('events: { OrderPlaced: { 1: {} } }'), log('events: { OrderPlaced: { 1: {} } }')),
  },
  'event-unretired': {
    title: 'An event that was retired may be emitted again.',
    why: 'Readers outside of this project may have stopped to handle it when it no longer happened.',
    fix: 'Make sure that they still do.',
    bad: released(
      log('events: { OrderPlaced: { retired: Since 2026-03., 1: {} } }'),
      log('events: { OrderPlaced: { 1: {} } }'),
    ),
    good: released(
      log('events: { OrderPlaced: { retired: Since 2026-03., 1: {} } }'),
      log('events: { OrderPlaced: { retired: Since 2026-03., 1: {} } }'),
    ),
  },
  'ignored-changed': {
    title: 'Events of a released type are skipped on read, or no longer skipped.',
    why: 'State, snapshots and projections made so far saw another history than those made from now on.',
    fix: 'Raise the revision of what is to be made again.',
    bad: released(
      log('events: { OrderPlaced: { 1: {} } }'),
      log('events: { OrderPlaced: { ignored: Never meant anything., 1: {} } }'),
    ),
    good: released(log('events: { OrderPlaced: { 1: {} } }'), log('events: { OrderPlaced: { 1: {} } }')),
  },
  'becomes-changed': {
    title: 'A released event is read as other events than before.',
    why: 'How stored events are read may be corrected, but what was folded from them so far is out of date.',
    fix: 'Raise the revision of what is to be made again.',
    bad: released(
      log('events: { Merged: { 1: { other: uuid } }, Closed: { 1: {} } }'),
      log('events: { Merged: { 1: { other: uuid }, becomes: [Closed@1] }, Closed: { 1: {} } }'),
    ),
    good: released(
      log('events: { Merged: { 1: { other: uuid } }, Closed: { 1: {} } }'),
      log('events: { Merged: { 1: { other: uuid } }, Closed: { 1: {} } }'),
    ),
  },
  'alias-removed': {
    title: 'A released event is no longer read under one of its old names.',
    why: 'Events may be stored under that name, and would be unknown.',
    fix: 'Put the name back among the aliases.',
    bad: released(
      log('events: { OrderPlaced: { aliases: [order-created], 1: {} } }'),
      log('events: { OrderPlaced: { 1: {} } }'),
    ),
    good: released(
      log('events: { OrderPlaced: { aliases: [order-created], 1: {} } }'),
      log('events: { OrderPlaced: { aliases: [order-created, order-made], 1: {} } }'),
    ),
  },
  'alias-changed': {
    title: 'Events stored under an old name are taken for another version than before.',
    why: 'What is stored under that name has the shape that the alias said; another one does not fit.',
    fix: 'Leave the versions of the alias as they were.',
    bad: released(
      log('events: { OrderPlaced: { aliases: [{ name: order-created, versions: { 3: 1 } }], 1: {} } }'),
      log('events: { OrderPlaced: { aliases: [{ name: order-created, versions: { 3: 1, 4: 1 } }], 1: {} } }'),
    ),
    good: released(
      log('events: { OrderPlaced: { aliases: [{ name: order-created, versions: { 3: 1 } }], 1: {} } }'),
      log('events: { OrderPlaced: { aliases: [{ name: order-created, versions: { 3: 1 } }], 1: {} } }'),
    ),
  },
  'name-reused': {
    title: 'Something new takes a name that something else was released with.',
    why: 'Events under that name may be stored, and would be read as what they are not.',
    fix: 'Use a name that never meant anything else.',
    bad: released(
      log('events: { OrderPlaced: { aliases: [order-created], 1: {} } }'),
      log('events: { OrderPlaced: { 1: {} }, OrderCreated: { stored: order-created, 1: {} } }'),
    ),
    good: released(
      log('events: { OrderPlaced: { aliases: [order-created], 1: {} } }'),
      beside(
        log('events: { OrderPlaced: { aliases: [order-created], 1: {} }, OrderCreated: { 1: {} } }'),
        'varve.config.yaml',
        'compat: { readers: off }',
      ),
    ),
    besides: ['compat/alias-removed', 'compat/event-added'],
  },
  'step-changed': {
    title: 'The step to a released version has changed.',
    why: 'How stored events are read may be corrected, but state, snapshots and projections made so far hold what the old step gave.',
    fix: 'Raise the revision of what is to be made again, then release.',
    bad: released(
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number }',
        '    2: { total: number, channel: string }',
        '    upcast: { 2: { set: { channel: web } } }',
      ),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number }',
        '    2: { total: number, channel: string }',
        '    upcast: { 2: { set: { channel: store } } }',
      ),
    ),
    good: released(
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number }',
        '    2: { total: number, channel: string }',
        '    upcast: { 2: { set: { channel: web } } }',
      ),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number }',
        '    2: { total: number, channel: string }',
        '    upcast: { 2: { set: { channel: web } } }',
      ),
    ),
  },
  'category-changed': {
    title: 'The streams of an aggregate would have another name than they were released with.',
    why: 'Streams that are stored would no longer be found, and new events would go elsewhere.',
    fix: 'Keep the category with category.',
    bad: released(
      log('events: { OrderPlaced: { 1: {} } }'),
      log('category: ordering.orders', 'events: { OrderPlaced: { 1: {} } }'),
    ),
    good: released(
      log('events: { OrderPlaced: { 1: {} } }'),
      log('category: ordering.order', 'events: { OrderPlaced: { 1: {} } }'),
    ),
  },
  'identity-changed': {
    title: 'The identity of an aggregate is another one than it was released with.',
    why: 'It is part of the name of every stream, and of every command; streams that are stored would not be found.',
    fix: 'Leave it as it was; another identity is another aggregate.',
    bad: released(
      project({
        'schemas/order.yaml': [
          'varve: 1',
          'context: ordering',
          'aggregate: Order',
          'id: { orderId: uuid }',
          'style: log',
          'events: { OrderPlaced: { 1: {} } }',
        ],
      }),
      project({
        'schemas/order.yaml': [
          'varve: 1',
          'context: ordering',
          'aggregate: Order',
          'id: { orderId: string }',
          'style: log',
          'events: { OrderPlaced: { 1: {} } }',
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
          'events: { OrderPlaced: { 1: {} } }',
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
      }),
    ),
  },
  'metadata-key-removed': {
    title: 'A released metadata key is gone.',
    why: 'Stored events hold it; code that reads it no longer compiles.',
    fix: 'Declare it again under metadata.',
    bad: released(
      beside(log('events: { OrderPlaced: { 1: {} } }'), 'varve.config.yaml', 'metadata: { tenantName: string }'),
      beside(log('events: { OrderPlaced: { 1: {} } }'), 'varve.config.yaml', 'varve: 1'),
    ),
    good: released(
      beside(log('events: { OrderPlaced: { 1: {} } }'), 'varve.config.yaml', 'metadata: { tenantName: string }'),
      beside(log('events: { OrderPlaced: { 1: {} } }'), 'varve.config.yaml', 'metadata: { tenantName: string }'),
    ),
  },
  'metadata-key-retyped': {
    title: 'A released metadata key has another type.',
    why: 'Metadata has no versions, so that what is stored under the key is read with the type it has now.',
    fix: 'Leave the type as it was, and use another key.',
    bad: released(
      beside(log('events: { OrderPlaced: { 1: {} } }'), 'varve.config.yaml', 'metadata: { shard: integer }'),
      beside(log('events: { OrderPlaced: { 1: {} } }'), 'varve.config.yaml', 'metadata: { shard: string }'),
    ),
    good: released(
      beside(log('events: { OrderPlaced: { 1: {} } }'), 'varve.config.yaml', 'metadata: { shard: integer }'),
      beside(log('events: { OrderPlaced: { 1: {} } }'), 'varve.config.yaml', 'metadata: { shard: integer }'),
    ),
  },
};
