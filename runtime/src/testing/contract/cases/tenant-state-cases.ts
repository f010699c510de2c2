import type { StreamName } from '../../../message/identifiers.js';
import type { TenantStore } from '../../../store/event-store.js';
import type { ParkedEvent } from '../../../store/parked-event.js';
import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { place } from './begin-stream.js';
import { absent, foundOf, oneOfEach, presentIn, writeEverything, type Everything } from './everything-in-a-unit.js';

const key = (tenant: string) => ({ tenant, context: 'shop', commandId: 'c-1' });

/** The same names and ids of everything but the event, for another tenant. */
function twin(all: Everything, tenant: string, eventId: Everything['eventId']): Everything {
  return { ...all, eventId, outcome: { ...all.outcome, key: { ...all.outcome.key, tenant } } };
}

const cases: readonly CaseDefinition[] = [
  {
    name: 'whatever a unit of a tenant writes, others have the same names for themselves',
    async run({ store, samples }) {
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const ofAcme = twin(oneOfEach(samples), 'acme', samples.eventId());
      const ofGlobex = twin(ofAcme, 'globex', samples.eventId());
      await acme.transact((unit) => writeEverything(unit, samples, ofAcme));
      claimSame(await foundOf(acme, ofAcme), presentIn(ofAcme), 'It is there for its tenant.');
      claimSame(await foundOf(globex, ofGlobex), absent, 'Another tenant sees nothing of it.');
      await globex.transact((unit) => writeEverything(unit, samples, ofGlobex));
      claimSame(await foundOf(globex, ofGlobex), presentIn(ofGlobex), 'And has its own under the same names.');
      claimSame(await foundOf(acme, ofAcme), presentIn(ofAcme), 'The first is as it was.');
    },
  },
  {
    name: 'the store as it was opened has names of its own, apart from every tenant’s',
    async run({ store, samples }) {
      const all = twin(oneOfEach(samples), 'acme', samples.eventId());
      await store.forTenant('acme').transact((unit) => writeEverything(unit, samples, all));
      const found = await foundOf(store, { ...all, outcome: { ...all.outcome, key: key('') } });
      claimSame(found, { ...absent, logged: 1, outbox: [{ ...all.message, tenant: 'acme' }] }, 'Log and outbox alone.');
      const own = twin(all, '', samples.eventId());
      await store.transact((unit) => writeEverything(unit, samples, own));
      claimSame((await store.readStream(own.streamName)).streamVersion, 1, 'Its own stream.');
      claimSame(await store.findDocument('orders', '1'), all.document, 'Its own document.');
      claimSame((await foundOf(store.forTenant('acme'), all))['events'], [all.eventId], 'The tenant’s is as it was.');
    },
  },
  {
    name: 'a unit of a tenant that fails leaves its tenant and all others as they were',
    async run({ store, samples }) {
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const kept = twin(oneOfEach(samples), 'globex', samples.eventId());
      await globex.transact((unit) => writeEverything(unit, samples, kept));
      const lost = twin(kept, 'acme', samples.eventId());
      const failing = acme.transact(async (unit) => {
        await writeEverything(unit, samples, lost);
        await unit.deleteSnapshots(lost.streamName);
        await unit.deleteDocument('orders', '1', 1);
        await unit.holdLease({ name: 'n', owner: 'o', epoch: 1, expiresAt: '2024-01-01T00:00:00Z' });
      });
      await claimFails(failing, 'lease-lost', 'The unit fails.');
      claimSame(await foundOf(acme, lost), absent, 'Nothing of it stands.');
      claimSame(await foundOf(globex, kept), presentIn(kept), 'And nothing of others was touched.');
    },
  },
  {
    name: 'reads in a unit see its own tenant alone',
    async run({ store, samples }) {
      const all = twin(oneOfEach(samples), 'acme', samples.eventId());
      await store.forTenant('acme').transact((unit) => writeEverything(unit, samples, all));
      const seen = await store
        .forTenant('globex')
        .transact(async (unit) => [
          (await unit.append({ streamName: all.streamName, expected: 'any', events: [] })).streamVersion,
          await unit.findDocument('orders', '1'),
          await unit.findCheckpoint('reader'),
          await unit.findSnapshot(all.streamName, 'hash'),
          await unit.findOutcome({ ...all.outcome.key, tenant: 'globex' }),
        ]);
      claimSame(seen, [0, undefined, undefined, undefined, undefined], 'Nothing is there.');
    },
  },
  {
    name: 'one command id is one command in each tenant, and a handle takes its own keys alone',
    needs: 'outcomes',
    async run({ store, samples }) {
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const outcomeOf = (tenant: string) => samples.outcome({ key: key(tenant), result: `"${tenant}"` });
      const append = (handle: TenantStore, tenant: string) =>
        handle.append({ streamName: place, expected: 'any', events: samples.events(1), outcome: outcomeOf(tenant) });
      await append(acme, 'acme');
      await append(globex, 'globex');
      claimSame((await acme.findOutcome(key('acme')))?.result, '"acme"', 'Its own.');
      claimSame((await globex.findOutcome(key('globex')))?.result, '"globex"', 'Its own, too.');
      await claimFails(append(acme, 'acme'), 'outcome-key-taken', 'Within a tenant it is taken.');
      const refused: readonly (() => Promise<unknown>)[] = [
        () => append(acme, 'globex'),
        () => append(acme, ''),
        () => acme.findOutcome(key('globex')),
        () => acme.recordOutcome(outcomeOf('globex')),
        () => acme.transact((unit) => unit.findOutcome(key('globex'))),
        () => acme.transact((unit) => unit.recordOutcome(outcomeOf('globex'))),
        () =>
          acme.transact((unit) =>
            unit.append({ streamName: place, expected: 'any', events: [], outcome: outcomeOf('globex') }),
          ),
      ];
      for (const [index, ask] of refused.entries()) {
        await claimFails(ask(), 'invalid-store-argument', `Somebody else’s key is refused, case ${index}.`);
      }
      claimSame((await store.findOutcome(key('globex')))?.result, '"globex"', 'The store as opened may name any.');
      claimSame(await store.findOutcome(key('')), undefined, 'Nobody’s is free.');
      claimSame((await acme.readStream(place)).streamVersion, 1, 'Nothing else was stored.');
    },
  },
  {
    name: 'revisions, epochs and snapshots of one tenant count for it alone',
    async run({ store, samples }) {
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const checkpoint = { name: 'r', logId: 'l', logPosition: '5', eventId: samples.eventId(), epoch: 7 };
      const snapshot = { streamName: place, stateHash: 'h', streamVersion: 1, eventId: samples.eventId(), data: '1' };
      const document = { collection: 'c', key: 'k', data: '"a"' };
      for (const handle of [acme, globex]) {
        await handle.transact((unit) => unit.putDocument(document, 0));
        await handle.transact((unit) => unit.saveSnapshot({ ...snapshot, data: `"${handle.tenant}"` }));
      }
      await acme.transact((unit) => unit.putDocument({ ...document, data: '"b"' }, 1));
      await acme.transact((unit) => unit.saveCheckpoint(checkpoint));
      await globex.transact((unit) => unit.saveCheckpoint({ ...checkpoint, epoch: 1 }));
      claimSame((await globex.findDocument('c', 'k'))?.revision, 1, 'A revision of its own.');
      claimSame((await globex.findCheckpoint('r'))?.epoch, 1, 'An epoch of its own.');
      await globex.transact((unit) => unit.deleteSnapshots(place));
      claimSame((await acme.findSnapshot(place, 'h'))?.data, '"acme"', 'Its snapshot stays.');
      claimSame(await globex.findSnapshot(place, 'h'), undefined, 'The other is gone.');
      await globex.transact((unit) => unit.deleteDocument('c', 'k', 1));
      claimSame((await acme.findDocument('c', 'k'))?.data, '"b"', 'Its document stays.');
    },
  },
  {
    name: 'a tenant has its own messages in the outbox, and a relay of the store as opened has everybody’s',
    async run({ store }) {
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const message = { messageId: 'm', topic: 't', orderKey: 'o', payload: '"1"' };
      for (const handle of [acme, store, globex]) await handle.transact((unit) => unit.enqueue(message));
      const again = acme.transact((unit) => unit.enqueue(message));
      await claimFails(again, 'duplicate-message-id', 'Within a tenant an id waits once.');
      claimSame(await acme.readOutbox(9), [message], 'Its own, without a word of whose it is.');
      const all = await store.readOutbox(9);
      claimSame(all, [{ ...message, tenant: 'acme' }, message, { ...message, tenant: 'globex' }], 'Everybody’s.');
      await store.removeFromOutbox(['m']);
      claimSame((await store.readOutbox(9)).length, 2, 'A bare id is one of no tenant.');
      await claimFails(
        acme.removeFromOutbox([{ messageId: 'm', tenant: 'globex' }]),
        'invalid-store-argument',
        'A handle removes its own alone.',
      );
      claimSame(await store.readOutbox(9, { besides: [{ orderKey: 'o', tenant: 'acme' }] }), [all[2]], 'One’s order.');
      claimSame(await acme.readOutbox(9, { besides: [{ orderKey: 'o' }] }), [], 'A handle’s own order.');
      const foreign = globex.transact((unit) => unit.removeFromOutbox([{ messageId: 'm', tenant: 'acme' }]));
      await claimFails(foreign, 'invalid-store-argument', 'In a unit neither.');
      await globex.transact((unit) => unit.removeFromOutbox(['n']));
      await acme.transact((unit) => unit.removeFromOutbox(['m']));
      await acme.removeFromOutbox(['m']);
      claimSame([(await acme.readOutbox(9)).length, (await globex.readOutbox(9)).length], [0, 1], 'And has.');
      await store.removeFromOutbox(all);
      claimSame(await store.readOutbox(9), [], 'As they were read, all go.');
    },
  },
  {
    name: 'a lease is its tenant’s: others have one of the same name at the same time',
    async run({ store }) {
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const request = { name: 'mailer', owner: 'p', milliseconds: 60_000 };
      const { lease } = await acme.acquireLease(request);
      const other = await globex.acquireLease({ ...request, owner: 'q' });
      claimSame([other.kind, other.lease.epoch], ['acquired', 1], 'Free for another tenant.');
      claimSame(await globex.renewLease(lease, 1_000), undefined, 'Nobody’s lease is renewed elsewhere.');
      await globex.releaseLease(lease);
      const stolen = globex.transact((unit) => unit.holdLease(lease));
      await claimFails(stolen, 'lease-lost', 'Nor does it fence anything there.');
      await acme.transact((unit) => unit.holdLease(lease));
      claimSame(await acme.findLease('mailer'), lease, 'It stands.');
      claimSame(await store.findLease('mailer'), undefined, 'The store as opened has none.');
    },
  },
  {
    name: 'a processor of the store as opened parks events of tenants, one of a tenant its own',
    async run({ store, samples }) {
      const acme = store.forTenant('acme');
      const parked = (tenant?: string): ParkedEvent => {
        const at = { streamName: place, position: 0, logPosition: '1', reason: '' };
        return { processor: 'p', eventId: samples.eventId(), ...at, ...(tenant === undefined ? {} : { tenant }) };
      };
      const events = [parked('acme'), parked(), parked('globex')];
      for (const event of events) await store.transact((unit) => unit.park(event));
      claimSame(await store.readParked('p'), events, 'As they were parked.');
      const of = (tenant?: string) => (tenant === undefined ? { streamName: place } : { streamName: place, tenant });
      claimSame(await store.readParked('p', of('acme')), [events[0]], 'By whose stream it is.');
      claimSame(await store.readParked('p', of()), [events[1]], 'Nobody’s.');
      claimSame(await acme.readParked('p'), [], 'They are the processor’s, not the tenant’s.');
      const own = parked();
      await acme.transact((unit) => unit.park({ ...own, tenant: 'acme' }));
      claimSame(await acme.readParked('p', { streamName: place }), [own], 'A tenant’s processor has its own.');
      const foreign = acme.transact((unit) => unit.park(parked('globex')));
      await claimFails(foreign, 'invalid-store-argument', 'And parks nobody else’s.');
      await acme.transact((unit) => unit.unpark('p', [own.eventId, ...events.map(({ eventId }) => eventId)]));
      claimSame(await store.readParked('p'), events, 'What it takes out is its own.');
    },
  },
  {
    name: 'an id that lies with another tenant fails a unit, and nothing of it is stored',
    async run({ store, samples }) {
      const event = samples.event();
      const other: StreamName = samples.stream();
      await store.forTenant('acme').append({ streamName: other, expected: 'any', events: [event] });
      const globex = store.forTenant('globex');
      const failing = globex.transact(async (unit) => {
        await unit.append({ streamName: place, expected: 'any', events: samples.events(1) });
        await unit.append({ streamName: other, expected: 'any', events: [event] });
      });
      const error = await claimFails(failing, 'duplicate-event-id', 'The unit fails.');
      claim(!error.message.includes('acme'), 'Without a word of whose it is.');
      claimSame((await globex.readStream(place)).state, 'absent', 'All or nothing.');
    },
  },
];

export const tenantStateCases: CaseGroup = {
  group: 'state of tenants',
  cases: cases.map((definition) => ({
    ...definition,
    needs: ['tenants', 'transact', ...[definition.needs ?? []].flat()],
  })),
};
