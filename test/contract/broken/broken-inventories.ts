import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Inventory } from '../../../runtime/src/store/inventory.js';
import type { BrokenStore } from './broken-store.js';

/** A store whose lists are not quite what it holds, on tenants' handles as well. */
function withInventory(sound: FullEventStore, change: (inventory: Inventory) => Partial<Inventory>): FullEventStore {
  return {
    ...sound,
    inventory: { ...sound.inventory, ...change(sound.inventory) },
    forTenant(tenant) {
      const handle = sound.forTenant(tenant);
      return { ...handle, inventory: { ...handle.inventory, ...change(handle.inventory) } };
    },
  };
}

const byName =
  'streams are listed by name in the order of code points, by category, by what they begin with, and page by page';
const byOwner =
  'the store as it was opened lists everybody’s, nobody’s first, and a tenant its own without saying whose';
const moved = 'archived streams and events are listed as if they had not moved, and it is said that they have';
const everyKind = 'checkpoints, leases, snapshots and parked events are listed by name, as they are found by name';

export const brokenInventories: readonly BrokenStore[] = [
  {
    fault: 'streams are listed in the order of UTF-16 units',
    caughtBy: [byName],
    breakStore: (sound) =>
      withInventory(sound, ({ streams }) => ({
        streams: async (options) =>
          [...(await streams(options))].sort((a, b) => (a.streamName < b.streamName ? -1 : 1)),
      })),
  },
  {
    fault: 'a list of streams begins with the stream that it was to begin behind',
    caughtBy: [byName],
    breakStore: (sound) =>
      withInventory(sound, ({ streams }) => ({
        async streams({ after, limit = 1_000, ...options } = {}) {
          const all = await streams(options);
          return all.filter(({ streamName }) => after === undefined || streamName >= after.streamName).slice(0, limit);
        },
      })),
  },
  {
    fault: 'what names begin with is taken for a pattern',
    caughtBy: [byName],
    breakStore: (sound) =>
      withInventory(sound, ({ streams }) => ({
        async streams({ prefix = '', ...options } = {}) {
          const pattern = new RegExp(`^${prefix.replaceAll('_', '.')}`);
          return (await streams(options)).filter(({ streamName }) => pattern.test(streamName));
        },
      })),
  },
  {
    fault: 'streams that were deleted are not listed',
    caughtBy: ['deleted streams are listed as closed, also one that never had an event'],
    breakStore: (sound) =>
      withInventory(sound, ({ streams }) => ({
        streams: async (options) => (await streams(options)).filter(({ state }) => state !== 'closed'),
      })),
  },
  {
    fault: 'events of the archive are not found by their id',
    caughtBy: [moved],
    breakStore: (sound) =>
      withInventory(sound, ({ event, streams }) => ({
        async event(eventId) {
          const found = await event(eventId);
          const stream = (await streams()).find(({ streamName }) => streamName === found?.streamName);
          return (found?.position ?? 0) < (stream?.archivedBefore ?? 0) ? undefined : found;
        },
      })),
  },
  {
    fault: 'the size of a snapshot is counted in characters',
    caughtBy: [everyKind],
    breakStore: (sound) =>
      withInventory(sound, ({ snapshots }) => ({
        snapshots: async (options) => (await snapshots(options)).map((each) => ({ ...each, bytes: each.bytes - 3 })),
      })),
  },
  {
    fault: 'a tenant that lists what it has is told of others',
    caughtBy: [byOwner],
    breakStore: (sound) => ({
      ...sound,
      forTenant: (tenant) => ({ ...sound.forTenant(tenant), inventory: sound.inventory }),
    }),
  },
  {
    fault: 'parked events are counted that were taken out',
    caughtBy: ['what was taken away, or was never committed, is not listed'],
    breakStore: (sound) =>
      withInventory(sound, ({ parked }) => ({
        async parked() {
          const found = await parked();
          return found.length > 0 ? found : [{ processor: 'p', events: 0, streams: 0 }];
        },
      })),
  },
];
