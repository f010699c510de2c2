/** Customers as they are. Nothing is folded: what a command leads to is the new state, and what others shall hear of it. */
import {
  type CustomerDecider,
  CustomerExists,
  CustomerMoved,
  CustomerRegistered,
  CustomerUnknown,
} from '../generated/banking/customer.js';

export const customerDecider = {
  initialState: { status: 'unknown' },
  decide: {
    RegisterCustomer({ data: { customerId, name, address } }, state) {
      if (state.status !== 'unknown') return CustomerExists.of({ customerId });
      return { state: { status: 'registered', name, address }, events: [CustomerRegistered.of({ name })] };
    },
    MoveCustomer({ data: { customerId, address } }, state) {
      if (state.status !== 'registered') return CustomerUnknown.of({ customerId });
      if (state.address === address) return { state, events: [] };
      return { state: { ...state, address }, events: [CustomerMoved.of({ address })] };
    },
  },
} satisfies CustomerDecider;
