import type { ChannelsHandlers } from '../generated/ordering/channels.js';

/** Makes the rows of Channels. */
export const channelsHandlers = {
  // Change the row after OrderPlaced: row.insert, row.upsert, row.patch or row.delete.
  OrderPlaced(_event, _row) {
    throw new Error('ordering.Channels does not handle OrderPlaced yet.');
  },
} satisfies ChannelsHandlers;
