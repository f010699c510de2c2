import type { HookDecider } from '../generated/hooks/hook.js';

/** What deciding needs to know of Hook. Yours to shape. */
export type HookState = Readonly<Record<string, never>>;

/** Decides for Hook. */
export const hookDecider = {
  initialState: {},
  decide: {},
  evolve: {
    // Return the state after HookReceived.
    HookReceived: (state) => state,
    // Return the state after HookSent.
    HookSent: (state) => state,
  },
} satisfies HookDecider<HookState>;
