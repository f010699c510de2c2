import type { FullEventStore } from '../../../store/event-store.js';
import type { Lease } from '../../../store/lease.js';
import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { turns } from './turns.js';

const minute = 60_000;

/** @throws ContractViolationError when somebody else has it */
async function acquire(store: FullEventStore, owner: string, milliseconds = minute): Promise<Lease> {
  const result = await store.acquireLease({ name: 'mailer', owner, milliseconds });
  claimSame(result.kind, 'acquired', `${owner} gets the lease.`);
  return result.lease;
}

const document = { collection: 'c', key: 'k', data: '1' };

const cases: readonly CaseDefinition[] = [
  {
    name: 'a lease belongs to one owner at a time, and others are told whose it is',
    async run({ store }) {
      claimSame(await store.findLease('mailer'), undefined, 'There is none at first.');
      const lease = await acquire(store, 'a');
      claimSame(lease.epoch, 1, 'Epochs count from 1.');
      const other = await store.acquireLease({ name: 'mailer', owner: 'b', milliseconds: minute });
      claimSame(other, { kind: 'held', lease }, 'Somebody else is told who has it.');
      claimSame(await store.findLease('mailer'), lease, 'It can be looked up.');
      claimSame(
        (await store.acquireLease({ name: 'other', owner: 'b', milliseconds: 1 })).kind,
        'acquired',
        'By name.',
      );
    },
  },
  {
    name: 'of many who ask at once one gets the lease',
    async run({ store }) {
      const asking = Array.from({ length: 16 }, (_, index) =>
        store.acquireLease({ name: 'mailer', owner: `owner-${index}`, milliseconds: minute }),
      );
      const results = await Promise.all(asking);
      const acquired = results.filter(({ kind }) => kind === 'acquired');
      claimSame(acquired.length, 1, 'One.');
      for (const { lease } of results) claimSame(lease, acquired[0]?.lease, 'All others are told so.');
    },
  },
  {
    name: 'a lease that has run out goes to the next one, with the next epoch',
    needs: 'clock',
    async run({ store, clock }) {
      clock.set('2024-03-01T00:00:00.000Z');
      const first = await acquire(store, 'a', 1_500);
      claimSame(first.expiresAt, '2024-03-01T00:00:01.500Z', 'By the clock of the store.');
      clock.set('2024-03-01T00:00:01.499Z');
      claimSame(
        (await store.acquireLease({ name: 'mailer', owner: 'b', milliseconds: 1 })).kind,
        'held',
        'Not before.',
      );
      clock.set('2024-03-01T00:00:01.500Z');
      claimSame((await acquire(store, 'b')).epoch, 2, 'One more.');
      claimSame(await store.renewLease(first, minute), undefined, 'The first owner has lost it.');
      await store.releaseLease(first);
      claimSame((await store.findLease('mailer'))?.owner, 'b', 'And cannot give away what is not its own.');
    },
  },
  {
    name: 'a lease that is renewed lasts from then on, also when it had run out and nobody came',
    needs: 'clock',
    async run({ store, clock }) {
      clock.set('2024-03-01T00:00:00.000Z');
      const lease = await acquire(store, 'a', 1_000);
      clock.set('2024-03-01T00:00:05.000Z');
      const longer = await store.renewLease(lease, 1_000);
      claimSame(longer, { ...lease, expiresAt: '2024-03-01T00:00:06.000Z' }, 'In the same epoch.');
      claimSame((await store.acquireLease({ name: 'mailer', owner: 'b', milliseconds: 1 })).kind, 'held', 'It lasts.');
    },
  },
  {
    name: 'a lease that is given up is free at once, and its epoch is not used again',
    async run({ store }) {
      const lease = await acquire(store, 'a');
      await store.releaseLease(lease);
      await store.releaseLease(lease);
      claimSame((await acquire(store, 'b')).epoch, 2, 'The next owner, the next epoch.');
    },
  },
  {
    name: 'a lease that has run out is not made to last longer by giving it up',
    needs: 'clock',
    async run({ store, clock }) {
      clock.set('2024-03-01T00:00:00.000Z');
      const lease = await acquire(store, 'a', 1_000);
      clock.set('2024-03-01T00:00:05.000Z');
      await store.releaseLease(lease);
      claimSame(await store.findLease('mailer'), lease, 'It ended when it did.');
    },
  },
  {
    name: 'whoever has a lease may acquire it anew, and what it held before is over',
    async run({ store }) {
      const before = await acquire(store, 'a');
      const lease = await acquire(store, 'a');
      claimSame(lease.epoch, 2, 'An epoch of its own.');
      claimSame(await store.renewLease(before, minute), undefined, 'The former one is lost.');
      await claimFails(
        store.transact((unit) => unit.holdLease(before)),
        'lease-lost',
        'It fences no unit any more.',
      );
      await store.transact((unit) => unit.holdLease(lease));
    },
  },
  {
    name: 'a unit of an owner who lost the lease stores nothing',
    async run({ store, samples }) {
      const lease = await acquire(store, 'a');
      await store.releaseLease(lease);
      await acquire(store, 'b');
      const streamName = samples.stream();
      const late = store.transact(async (unit) => {
        await unit.append({ streamName, expected: 'any', events: samples.events(1) });
        await unit.putDocument(document, 0);
        await unit.holdLease(lease);
      });
      await claimFails(late, 'lease-lost', 'It is told so.');
      claimSame((await store.readStream(streamName)).streamVersion, 0, 'No event.');
      claimSame(await store.findDocument('c', 'k'), undefined, 'No document.');
      const unknown = store.transact((unit) => unit.holdLease({ ...lease, name: 'never' }));
      await claimFails(unknown, 'lease-lost', 'Nor with a lease that never was.');
    },
  },
  {
    name: 'an owner whose lease has run out may still write until somebody else has it',
    needs: 'clock',
    async run({ store, clock }) {
      clock.set('2024-03-01T00:00:00.000Z');
      const lease = await acquire(store, 'a', 1);
      clock.set('2024-03-02T00:00:00.000Z');
      await store.transact(async (unit) => {
        await unit.holdLease(lease);
        await unit.putDocument(document, 0);
      });
      claimSame((await store.findDocument('c', 'k'))?.revision, 1, 'Nobody can have come between.');
    },
  },
  {
    name: 'nobody acquires a lease while a unit holds it',
    needs: 'clock',
    async run({ store, clock }) {
      clock.set('2024-03-01T00:00:00.000Z');
      const lease = await acquire(store, 'a', 1);
      clock.set('2024-03-02T00:00:00.000Z');
      const order: string[] = [];
      let asking: Promise<unknown> = Promise.resolve();
      await store.transact(async (unit) => {
        await unit.holdLease(lease);
        asking = acquire(store, 'b').then(() => order.push('acquired'));
        await turns(50);
        await unit.putDocument(document, 0);
        order.push('written');
      });
      await asking;
      claimSame(order, ['written', 'acquired'], 'The unit first, then the next owner.');
    },
  },
  {
    name: 'leases that make no sense are refused',
    async run({ store }) {
      const request = { name: 'mailer', owner: 'a', milliseconds: 1 };
      for (const wrong of [{ name: '' }, { owner: '' }, { owner: '\0' }, { milliseconds: 0 }, { milliseconds: 0.5 }]) {
        const asked = store.acquireLease({ ...request, ...wrong });
        await claimFails(asked, 'invalid-store-argument', JSON.stringify(wrong));
      }
      const lease = await acquire(store, 'a');
      await claimFails(store.renewLease(lease, -1), 'invalid-store-argument', 'Time runs forwards.');
      await claimFails(store.findLease(''), 'invalid-store-argument', 'A lease has a name.');
      claim((await store.findLease('mailer'))?.epoch === 1, 'Nothing of it had an effect.');
    },
  },
];

export const leaseCases: CaseGroup = {
  group: 'leases',
  cases: cases.map((definition) => ({ ...definition, needs: ['transact', ...[definition.needs ?? []].flat()] })),
};
