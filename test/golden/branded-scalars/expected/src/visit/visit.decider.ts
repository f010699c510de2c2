import type { VisitDecider } from '../generated/clinic/visit.js';

/** What deciding needs to know of Visit. Yours to shape. */
export type VisitState = Readonly<Record<string, never>>;

/** Decides for Visit. */
export const visitDecider = {
  initialState: {},
  decide: {
    // Return what happened (VisitPlanned), or [] when there is nothing to do.
    PlanVisit(_command, _state, _context) {
      throw new Error('clinic.PlanVisit is not decided yet.');
    },
  },
  evolve: {
    // Return the state after VisitPlanned.
    VisitPlanned: (state) => state,
  },
} satisfies VisitDecider<VisitState>;
