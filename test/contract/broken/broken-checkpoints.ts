import { StaleEpochError } from '../../../runtime/src/errors/store-unit-errors.js';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import type { Unit } from '../../../runtime/src/store/unit.js';
import type { BrokenStore } from './broken-store.js';

type Transact = FullEventStore['transact'];

/** A store whose units have some members changed. */
const changed =
  (transact: Transact, change: (unit: Unit) => Partial<Unit>): Transact =>
  (work, options) =>
    transact((unit) => work({ ...unit, ...change(unit) }), options);

export const brokenCheckpoints: readonly BrokenStore[] = [
  {
    fault: 'deleting a checkpoint does nothing',
    caughtBy: [
      'a deleted checkpoint is gone, for its unit at once, and others stay; deleting it again is no error',
      'a checkpoint that kept events from being archived keeps nobody any more once it is deleted',
    ],
    breakStore: (sound) => ({
      ...sound,
      transact: changed(sound.transact, (unit) => ({
        deleteCheckpoint: async (name) => void (await unit.findCheckpoint(name)),
      })),
    }),
  },
  {
    fault: 'a deleted checkpoint is only hidden from those who look for it',
    caughtBy: ['a checkpoint that kept events from being archived keeps nobody any more once it is deleted'],
    breakStore(sound) {
      const hidden = new Set<string>();
      return {
        ...sound,
        findCheckpoint: async (name) => (hidden.has(name) ? undefined : sound.findCheckpoint(name)),
        transact: changed(sound.transact, (unit) => ({
          deleteCheckpoint: async (name) => void hidden.add(name),
          findCheckpoint: async (name) => (hidden.has(name) ? undefined : unit.findCheckpoint(name)),
        })),
      };
    },
  },
  {
    fault: 'a checkpoint is deleted whatever becomes of its unit',
    caughtBy: ['a checkpoint whose deletion was rolled back stands, with its epoch'],
    breakStore: (sound) => ({
      ...sound,
      async transact(work, options) {
        const names: string[] = [];
        const noting = changed(sound.transact, (unit) => ({
          async deleteCheckpoint(name) {
            names.push(name);
            await unit.deleteCheckpoint(name);
          },
        }));
        try {
          return await noting(work, options);
        } catch (error) {
          for (const name of names) await sound.transact((unit) => unit.deleteCheckpoint(name));
          throw error;
        }
      },
    }),
  },
  {
    fault: 'a deleted checkpoint leaves its epoch behind',
    caughtBy: ['a name whose checkpoint was deleted begins anew, with whatever epoch'],
    breakStore(sound) {
      const epochs = new Map<string, number>();
      return {
        ...sound,
        transact: changed(sound.transact, (unit) => ({
          async deleteCheckpoint(name) {
            epochs.set(name, (await unit.findCheckpoint(name))?.epoch ?? 0);
            await unit.deleteCheckpoint(name);
          },
          async saveCheckpoint(checkpoint) {
            const { name, epoch } = checkpoint;
            const known = epochs.get(name) ?? 0;
            if (epoch < known) throw new StaleEpochError(name, epoch, known);
            await unit.saveCheckpoint(checkpoint);
          },
        })),
      };
    },
  },
  {
    fault: 'names of checkpoints to delete are not looked at',
    caughtBy: ['deleting a checkpoint under a name that cannot be stored is refused, and its unit stores nothing'],
    breakStore: (sound) => ({
      ...sound,
      transact: changed(sound.transact, (unit) => ({
        deleteCheckpoint: (name) => (/^[a-z]+$/.test(name) ? unit.deleteCheckpoint(name) : Promise.resolve(undefined)),
      })),
    }),
  },
  {
    fault: 'deleting a tenant’s checkpoint takes nobody’s with it',
    caughtBy: ['a tenant deletes its own checkpoint, and neither another’s nor nobody’s of the same name'],
    breakStore: (sound) => ({
      ...sound,
      forTenant(tenant) {
        const handle = sound.forTenant(tenant);
        return {
          ...handle,
          async transact(work, options) {
            const names: string[] = [];
            const noting = changed(handle.transact, (unit) => ({
              async deleteCheckpoint(name) {
                names.push(name);
                await unit.deleteCheckpoint(name);
              },
            }));
            const answer = await noting(work, options);
            for (const name of names) await sound.transact((unit) => unit.deleteCheckpoint(name));
            return answer;
          },
        };
      },
    }),
  },
];
