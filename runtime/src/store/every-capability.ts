import type { StoreCapabilities } from './event-store.js';

/** Of a store that can do everything. */
export const everyCapability: StoreCapabilities = /* @__PURE__ */ Object.freeze({
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
});
