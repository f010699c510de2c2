/** What must not compile in a decider. Each mistake stands alone in an otherwise complete one. */
import { toDecimal } from '@varve/runtime';
import {
  CancelOrder,
  EmptyOrder,
  OrderAlreadyPlaced,
  OrderCancelled,
  OrderPlaced,
  type OrderDecider,
  type OrderPlacedV1,
} from '../../../golden/ordering/expected/src/generated/ordering/order.js';

const seq = 1n;

export const complete = {
  initialState: { status: 'none' },
  decide: {
    PlaceOrder({ data }, state) {
      if (state.status !== 'none') return OrderAlreadyPlaced.of({ orderId: data.orderId });
      if (data.lines.length === 0) return EmptyOrder.of();
      const total = { amount: toDecimal(12.5), currency: 'EUR' };
      return [OrderPlaced.of({ customerId: data.customerId, total, channel: 'web', seq })];
    },
    CancelOrder: ({ data }, state) => (state.status === 'open' ? [OrderCancelled.of({ reason: data.reason })] : []),
  },
  evolve: {
    OrderPlaced: (_state, { data }) => ({ status: 'open', customerId: data.customerId, total: data.total }),
    OrderCancelled: () => ({ status: 'cancelled' }),
  },
} satisfies OrderDecider;

export const withoutCommandHandler = {
  ...complete,
  // @ts-expect-error CancelOrder has no handler
  decide: { PlaceOrder: complete.decide.PlaceOrder },
} satisfies OrderDecider;

export const withoutEventHandler = {
  ...complete,
  // @ts-expect-error OrderCancelled is not evolved
  evolve: { OrderPlaced: complete.evolve.OrderPlaced },
} satisfies OrderDecider;

export const withUnknownHandler = {
  ...complete,
  evolve: {
    ...complete.evolve,
    // @ts-expect-error there is no event OrderShipped
    OrderShipped: () => ({ status: 'cancelled' }),
  },
} satisfies OrderDecider;

export const withUndeclaredEvent = {
  ...complete,
  decide: {
    ...complete.decide,
    CancelOrder: ({ data }) => [
      // @ts-expect-error CancelOrder does not emit OrderPlaced
      OrderPlaced.of({ customerId: data.orderId, total: { amount: '1', currency: 'EUR' }, channel: 'web', seq }),
    ],
  },
} satisfies OrderDecider;

export const withUndeclaredRejection = {
  ...complete,
  decide: {
    ...complete.decide,
    // @ts-expect-error CancelOrder rejects nothing
    CancelOrder: () => EmptyOrder.of(),
  },
} satisfies OrderDecider;

export const withFieldOfAnotherCommand = {
  ...complete,
  decide: {
    ...complete.decide,
    // @ts-expect-error lines belong to PlaceOrder
    CancelOrder: ({ data }) => (data.lines.length === 0 ? [] : []),
  },
} satisfies OrderDecider;

export const withStateThatIsNone = {
  ...complete,
  evolve: {
    ...complete.evolve,
    // @ts-expect-error an open order has a total
    OrderPlaced: (_state, { data }) => ({ status: 'open', customerId: data.customerId }),
  },
} satisfies OrderDecider;

// @ts-expect-error the newest schema version needs channel and seq
OrderPlaced.of({ customerId: 'c', total: { amount: '1', currency: 'EUR' } });

// @ts-expect-error a field of an older schema version is none of the newest
OrderPlaced.of({ customerId: 'c', custId: 'c', total: { amount: '1', currency: 'EUR' }, channel: 'web', seq });

// @ts-expect-error nobody but the runtime makes events without a check
export const unchecked = new OrderCancelled({ reason: 'late' });

export function mutate({ data }: OrderPlaced): void {
  // @ts-expect-error data is read-only
  data.customerId = 'someone else';
  // @ts-expect-error all the way down
  data.total.currency = 'USD';
}

export function readOld(old: OrderPlacedV1): string {
  // @ts-expect-error schema version 1 had no channel
  return old.channel;
}

// @ts-expect-error a plain string is no decimal in data
export const amount: OrderPlaced['data']['total']['amount'] = '12.50';

// @ts-expect-error the identity is part of a command
CancelOrder.of({ reason: 'late' });
