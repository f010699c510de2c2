import { beside, log, project, released } from './examples.js';
import type { Explanation } from './explanation.js';

/** How released events are found and read. */
export const compatReading: Readonly<Record<string, Explanation>> = {
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
