import type { StoreCapabilities } from '../../runtime/src/store/event-store.js';

/** What our stores are expected to offer, told apart from what they say. */
export const everything: StoreCapabilities = {
  transact: true,
  durableOutcomes: true,
  tombstones: true,
  archive: true,
  streamExists: true,
  inlineWork: true,
  push: true,
  tenants: true,
  views: true,
  inventory: true,
};
