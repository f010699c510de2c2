import type { SubscriptionDecider } from '../generated/subscriptions/subscription.js';

/** What deciding needs to know of Subscription. Yours to shape. */
export type SubscriptionState = Readonly<Record<string, never>>;

/** Decides for Subscription. */
export const subscriptionDecider = {
  initialState: {},
  decide: {
    // Return what happened (Cancelled), or [] when there is nothing to do.
    Cancel(_command, _state, _context) {
      throw new Error('subscriptions.Cancel is not decided yet.');
    },
    // Return what happened (Subscribed), or [] when there is nothing to do.
    Subscribe(_command, _state, _context) {
      throw new Error('subscriptions.Subscribe is not decided yet.');
    },
  },
  evolve: {
    // Return the state after Cancelled.
    Cancelled: (state) => state,
    // Return the state after Paused, which is no longer emitted.
    Paused: (state) => state,
    // Return the state after Subscribed.
    Subscribed: (state) => state,
  },
} satisfies SubscriptionDecider<SubscriptionState>;
