import { DuplicateEventIdError } from '../../../runtime/src/errors/store-errors.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import type { FullEventStore, TenantStore } from '../../../runtime/src/store/event-store.js';
import type { OutcomeKey } from '../../../runtime/src/store/outcome.js';
import type { Snapshot } from '../../../runtime/src/store/unit.js';
import type { BrokenStore } from './broken-store.js';

/** A fault in the handles of tenants. */
function inHandles(
  change: (handle: TenantStore, sound: FullEventStore) => Partial<TenantStore>,
): Pick<BrokenStore, 'breakStore'> {
  return {
    breakStore: (sound) => ({
      ...sound,
      forTenant(tenant) {
        const handle = sound.forTenant(tenant);
        return { ...handle, ...change(handle, sound) };
      },
    }),
  };
}

const nobodys = (key: OutcomeKey): OutcomeKey => ({ ...key, tenant: '' });

/** What tenants share that they should not, kept beside a store. */
function sharingSnapshots(): Pick<BrokenStore, 'breakStore'> {
  const snapshots = new Map<string, Snapshot>();
  const keyOf = (streamName: string, stateHash: string): string => `${streamName} ${stateHash}`;
  return inHandles((handle) => ({
    findSnapshot: async (streamName, stateHash) => snapshots.get(keyOf(streamName, stateHash)),
    transact: (work, options) =>
      handle.transact(
        (unit) =>
          work({
            ...unit,
            async saveSnapshot(snapshot) {
              snapshots.set(keyOf(snapshot.streamName, snapshot.stateHash), snapshot);
            },
            async deleteSnapshots(streamName) {
              for (const [key, kept] of snapshots) if (kept.streamName === streamName) snapshots.delete(key);
            },
          }),
        options,
      ),
  }));
}

export const brokenTenants: readonly BrokenStore[] = [
  {
    fault: 'the key of streams has no tenant',
    caughtBy: [
      'streams of one name are each tenant’s own, and nobody’s those of the store as it was opened',
      'a stream is deleted for its tenant alone',
    ],
    ...inHandles((_, { append, readStream, deleteStream, positionOf }) => ({
      append,
      readStream,
      deleteStream,
      positionOf,
    })),
  },
  {
    fault: 'the key of outcomes has no tenant',
    caughtBy: ['one command id is one command in each tenant, and a handle takes its own keys alone'],
    ...inHandles((handle, sound) => ({
      async append({ outcome, ...request }, options) {
        const result = await handle.append(request, options);
        if (outcome !== undefined) await sound.recordOutcome({ ...outcome, key: nobodys(outcome.key) });
        return result;
      },
      findOutcome: (key) => sound.findOutcome(nobodys(key)),
      recordOutcome: (record) => sound.recordOutcome({ ...record, key: nobodys(record.key) }),
    })),
  },
  {
    fault: 'the log does not look whose events are asked for',
    caughtBy: [
      'the log tells a tenant its own events, at the places of the one log, and moves on over the others',
      'names of tenants are told apart to the last character, whatever they contain',
    ],
    ...inHandles((_, { readLog }) => ({ readLog })),
  },
  {
    fault: 'a tenant’s log is said to be scanned up to its last event only',
    caughtBy: ['the log tells a tenant its own events, at the places of the one log, and moves on over the others'],
    ...inHandles((handle) => ({
      async readLog(options) {
        const page = await handle.readLog(options);
        return { ...page, scannedTo: page.events.at(-1)?.logPosition ?? options?.after };
      },
    })),
  },
  {
    fault: 'the key of snapshots has no tenant',
    caughtBy: ['revisions, epochs and snapshots of one tenant count for it alone'],
    ...sharingSnapshots(),
  },
  {
    fault: 'a lease keeps every tenant out',
    caughtBy: ['a lease is its tenant’s: others have one of the same name at the same time'],
    ...inHandles((_, { acquireLease, renewLease, releaseLease, findLease }) => ({
      acquireLease,
      renewLease,
      releaseLease,
      findLease,
    })),
  },
  {
    fault: 'whoever repeats an id is told where another tenant has it',
    caughtBy: ['an event id lies once in the log, and whoever cannot see where is told no more than that'],
    ...inHandles((handle, sound) => ({
      append: (request, options) =>
        handle.append(request, options).catch(async (error: unknown) => {
          if (!isRuntimeError(error, 'duplicate-event-id')) throw error;
          const { events } = await sound.readLog();
          throw new DuplicateEventIdError(
            error.eventId,
            request.streamName,
            events.find(({ eventId }) => eventId === error.eventId),
          );
        }),
    })),
  },
  {
    fault: 'names of tenants are compared without their case',
    caughtBy: ['names of tenants are told apart to the last character, whatever they contain'],
    breakStore: (sound) => ({ ...sound, forTenant: (tenant) => sound.forTenant(tenant.toLowerCase()) }),
  },
  {
    fault: 'whoever closes a handle closes the store',
    caughtBy: ['a handle that is closed ends alone, and with the store all of them end'],
    ...inHandles((_, { close }) => ({ close })),
  },
  {
    fault: 'a message is removed for whoever has one of its id',
    caughtBy: ['a tenant has its own messages in the outbox, and a relay of the store as opened has everybody’s'],
    breakStore: (sound) => ({
      ...sound,
      async removeFromOutbox(messages) {
        const ids = new Set(messages.map((message) => (typeof message === 'string' ? message : message.messageId)));
        const waiting = await sound.readOutbox(1_000);
        await sound.removeFromOutbox(waiting.filter(({ messageId }) => ids.has(messageId)));
      },
    }),
  },
  {
    fault: 'listeners of a tenant hear of everybody’s appends',
    caughtBy: ['a tenant’s listeners hear of its own appends, those of the store as opened of everybody’s'],
    ...inHandles((_, { onAppend }) => ({ onAppend: (listener) => onAppend((streamName) => listener(streamName)) })),
  },
];
