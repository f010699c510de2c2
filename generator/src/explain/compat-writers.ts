import { compared, log, order, released } from './examples.js';
import type { Explanation } from './explanation.js';

/** Changes for those who make messages: constraints, and what commands may do. */
export const compatWriters: Readonly<Record<string, Explanation>> = {
  'constraint-tightened': {
    title: 'A constraint is tighter than in the released version.',
    why: 'Constraints bind writers only: stored events are never refused by them. Code and senders that gave what was accepted are refused now.',
    fix: 'Make sure that code and senders keep to it.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { note: { type: string, maxLength: 100 } }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { note: { type: string, maxLength: 100 } }',
        '    2: { note: { type: string, maxLength: 50 } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { note: { type: string, maxLength: 100 } }'),
      log('events:', '  OrderPlaced:', '    1: { note: { type: string, maxLength: 100 } }'),
    ),
  },
  'constraint-loosened': {
    title: 'A constraint is looser than in the released version.',
    why: 'Nobody is refused; but code that reads the value may rely on the old limit, as a column of a table does.',
    fix: 'Make sure that code which reads it does not rely on the old limit.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { note: { type: string, maxLength: 50 } }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { note: { type: string, maxLength: 50 } }',
        '    2: { note: { type: string, maxLength: 100 } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { note: { type: string, maxLength: 50 } }'),
      log('events:', '  OrderPlaced:', '    1: { note: { type: string, maxLength: 50 } }'),
    ),
  },
  'constraint-changed': {
    title: 'A constraint is another one than in the released version.',
    why: 'Whether a pattern takes more or less than another cannot be told, so that both may be true.',
    fix: 'Look at both, and make sure that code and senders can live with it.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { sku: { type: string, pattern: "^[A-Z]+$" } }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { sku: { type: string, pattern: "^[A-Z]+$" } }',
        '    2: { sku: { type: string, pattern: "^[A-Z0-9]+$" } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { sku: { type: string, pattern: "^[A-Z]+$" } }'),
      log('events:', '  OrderPlaced:', '    1: { sku: { type: string, pattern: "^[A-Z]+$" } }'),
    ),
  },
  'emits-added': {
    title: 'A command may emit an event that it did not emit before.',
    why: 'Code that looks at all events of its outcome is no longer complete. Known only when compared with schemas: a lock does not hold it.',
    fix: 'Handle the event where the outcome is looked at.',
    bad: compared(
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced, OrderFlagged], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
    ),
    good: compared(
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
    ),
  },
  'emits-removed': {
    title: 'A command no longer emits an event.',
    why: 'Deciders that return it no longer compile. Known only when compared with schemas: a lock does not hold it.',
    fix: 'Remove it from your deciders.',
    bad: compared(
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced, OrderFlagged], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
    ),
    good: compared(
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced, OrderFlagged], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced, OrderFlagged], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
    ),
  },
  'rejects-added': {
    title: 'A command may be refused for one more reason.',
    why: 'Senders and code that handle all refusals no longer do. Known only when compared with schemas: a lock does not hold it.',
    fix: 'Handle the refusal where the command is sent.',
    bad: compared(
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder, OrderClosed], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
    ),
    good: compared(
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
    ),
  },
  'rejects-removed': {
    title: 'A command is no longer refused for a reason.',
    why: 'Deciders that return it no longer compile. Known only when compared with schemas: a lock does not hold it.',
    fix: 'Remove it from your deciders.',
    bad: compared(
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder, OrderClosed], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
    ),
    good: compared(
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder, OrderClosed], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder, OrderClosed], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
    ),
  },
  'expects-changed': {
    title: 'A command expects its stream to be in another condition.',
    why: 'Commands that were decided before may be refused now. Known only when compared with schemas: a lock does not hold it.',
    fix: 'Make sure that senders keep to it.',
    bad: compared(
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { expects: new, emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
    ),
    good: compared(
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
      order(
        'events: { OrderPlaced: { 1: {} }, OrderFlagged: { 1: {} } }',
        'rejections: { EmptyOrder: {}, OrderClosed: {} }',
        'commands:',
        '  PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} }',
        '  FlagOrder: { emits: [OrderFlagged], rejects: [OrderClosed, EmptyOrder], 1: {} }',
      ),
    ),
  },
};
