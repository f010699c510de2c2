import type { StreamName } from '../../../message/identifiers.js';
import type { ParkedEvent } from '../../../store/parked-event.js';
import { claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup, World } from '../contract-case.js';

function parkedOf({ samples }: World, processor: string, streamName: StreamName, position: number): ParkedEvent {
  const logPosition = String(position + 1);
  return { processor, eventId: samples.eventId(), streamName, position, logPosition, reason: 'no \u{1f6d2}' };
}

const cases: readonly CaseDefinition[] = [
  {
    name: 'parked events are read in the order in which they were parked, by processor and by stream',
    async run(world) {
      const { store, samples } = world;
      const [one, two] = [samples.stream(), samples.stream()];
      const events = [
        parkedOf(world, 'p', two, 4),
        parkedOf(world, 'p', one, 0),
        parkedOf(world, 'q', one, 0),
        parkedOf(world, 'p', one, 1),
      ] as const;
      for (const event of events) await store.transact((unit) => unit.park(event));
      claimSame(await store.readParked('p'), [events[0], events[1], events[3]], 'Of one processor.');
      claimSame(await store.readParked('p', { limit: 2 }), [events[0], events[1]], 'As many as asked for.');
      claimSame(await store.readParked('p', { streamName: one }), [events[1], events[3]], 'Of one stream.');
      claimSame(await store.readParked('r'), [], 'Others have none.');
    },
  },
  {
    name: 'an event parked again keeps its place, and the new reason stands',
    async run(world) {
      const { store, samples } = world;
      const streamName = samples.stream();
      const [first, second] = [parkedOf(world, 'p', streamName, 0), parkedOf(world, 'p', streamName, 1)];
      await store.transact(async (unit) => {
        await unit.park(first);
        await unit.park(second);
        await unit.park({ ...first, reason: '' });
      });
      claimSame(await store.readParked('p'), [{ ...first, reason: '' }, second], 'Once each.');
    },
  },
  {
    name: 'a unit sees what it parked and took out',
    async run(world) {
      const { store, samples } = world;
      const streamName = samples.stream();
      const [kept, gone] = [parkedOf(world, 'p', streamName, 0), parkedOf(world, 'p', streamName, 1)];
      await store.transact((unit) => unit.park(gone));
      const seen = await store.transact(async (unit) => {
        await unit.park(kept);
        await unit.unpark('p', [gone.eventId, samples.eventId()]);
        return unit.readParked('p', { streamName });
      });
      claimSame(seen, [kept], 'Inside.');
      claimSame(await store.readParked('p'), [kept], 'Afterwards everybody.');
    },
  },
  {
    name: 'nothing stays parked or is taken out by a unit that failed',
    async run(world) {
      const { store, samples } = world;
      const streamName = samples.stream();
      const [before, after] = [parkedOf(world, 'p', streamName, 0), parkedOf(world, 'p', streamName, 1)];
      await store.transact((unit) => unit.park(before));
      const failed = store.transact(async (unit) => {
        await unit.park(after);
        await unit.unpark('p', [before.eventId]);
        throw Object.assign(new Error('no'), { code: 'mine' });
      });
      await claimFails(failed, 'mine', 'It ends with its error.');
      claimSame(await store.readParked('p'), [before], 'As it was.');
      await store.transact((unit) => unit.unpark('q', [before.eventId]));
      claimSame(await store.readParked('p'), [before], 'Another processor takes out nothing.');
    },
  },
  {
    name: 'what cannot be parked is refused',
    async run(world) {
      const { store, samples } = world;
      const event = parkedOf(world, 'p', samples.stream(), 0);
      for (const wrong of [{ processor: '' }, { position: -1 }, { logPosition: '' }, { reason: '\ud800' }]) {
        const asked = store.transact((unit) => unit.park({ ...event, ...wrong }));
        await claimFails(asked, 'invalid-store-argument', JSON.stringify(wrong));
      }
      await claimFails(store.readParked('p', { limit: 0 }), 'invalid-store-argument', 'A limit is at least 1.');
      claimSame(await store.readParked('p'), [], 'Nothing was.');
    },
  },
];

export const parkedCases: CaseGroup = {
  group: 'parked events',
  cases: cases.map((definition) => ({ ...definition, needs: 'transact' })),
};
