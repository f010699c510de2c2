import type { TimelineHandlers } from '../generated/ordering/timeline.js';

/** Makes the rows of Timeline. */
export const timelineHandlers = {
  // Change the row after OrderPlaced: row.insert, row.upsert, row.patch or row.delete.
  OrderPlaced(_event, _row) {
    throw new Error('ordering.Timeline does not handle OrderPlaced yet.');
  },
  // Change the row after OrderShipped: row.insert, row.upsert, row.patch or row.delete.
  OrderShipped(_event, _row) {
    throw new Error('ordering.Timeline does not handle OrderShipped yet.');
  },
} satisfies TimelineHandlers;
