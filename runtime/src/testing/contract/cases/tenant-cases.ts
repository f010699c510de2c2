import { DuplicateEventIdError } from '../../../errors/store-errors.js';
import type { EventStore } from '../../../store/event-store.js';
import type { LogPage } from '../../../store/read.js';
import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { aborted, uncheckedStreamName } from '../samples.js';
import { begin, place } from './begin-stream.js';

async function idsIn(store: EventStore): Promise<readonly string[]> {
  return (await store.readStream(place)).events.map(({ eventId }) => eventId);
}

const idsOf = ({ events }: LogPage): readonly string[] => events.map(({ eventId }) => eventId);

const cases: readonly CaseDefinition[] = [
  {
    name: 'streams of one name are each tenant’s own, and nobody’s those of the store as it was opened',
    async run(world) {
      const { store } = world;
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const ids = [await begin(acme, world), await begin(store, world), await begin(globex, world)];
      claimSame([await idsIn(acme), await idsIn(store), await idsIn(globex)].flat(), ids, 'Each has its own.');
      claimSame(await idsIn(store.forTenant('acme')), [ids[0]], 'Another handle of the same tenant has the same.');
      claimSame((await store.forTenant('initech').readStream(place)).state, 'absent', 'A third has none.');
      claimSame([acme.tenant, store.tenant], ['acme', undefined], 'Handles say whose they are.');
      claimSame(acme.capabilities.tenants, false, 'And lead to nobody else.');
    },
  },
  {
    name: 'an append is judged by its tenant’s own stream',
    async run(world) {
      const { store, samples } = world;
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const batch = samples.events(3);
      await acme.append({ streamName: place, expected: 'no-stream', events: batch });
      const later = await globex.append({
        streamName: place,
        expected: { streamVersion: 3 },
        events: samples.events(1),
      });
      claimSame(later, { kind: 'conflict', streamVersion: 0 }, 'Versions are the tenant’s own.');
      const exists = await globex.append({ streamName: place, expected: 'any', events: [] });
      claimSame(exists.streamVersion, 0, 'An empty batch meets nothing.');
      const again = await acme.append({ streamName: place, expected: 'no-stream', events: batch });
      claim(again.kind === 'appended' && again.deduplicated, 'A replay is one within its tenant.');
      const elsewhere = globex.append({ streamName: place, expected: 'no-stream', events: batch });
      await claimFails(elsewhere, 'duplicate-event-id', 'Under another tenant it is none.');
    },
  },
  {
    name: 'an event id lies once in the log, and whoever cannot see where is told no more than that',
    async run(world) {
      const { store, samples } = world;
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      const secret = uncheckedStreamName('secret-7');
      const event = samples.event();
      await acme.append({ streamName: secret, expected: 'any', events: [event] });
      for (const other of [globex, store]) {
        for (const expected of ['any', 'no-stream'] as const) {
          const append = other.append({ streamName: place, expected, events: [samples.event(), event] });
          const error = await claimFails(append, 'duplicate-event-id', 'The id is refused.');
          claim(error instanceof DuplicateEventIdError && error.existing === undefined, 'Without a place.');
          claim(!/secret|acme/.test(error.message), 'And without a word of whose it is.');
        }
        claimSame((await other.readStream(place)).state, 'absent', 'Nothing was stored.');
      }
      const own = acme.append({ streamName: place, expected: 'any', events: [event] });
      const error = await claimFails(own, 'duplicate-event-id', 'Its own tenant is refused, too.');
      const existing = error instanceof DuplicateEventIdError ? error.existing : undefined;
      claimSame(existing, { streamName: secret, position: 0 }, 'But told where.');
    },
  },
  {
    name: 'a stream is deleted for its tenant alone',
    needs: 'tombstones',
    async run(world) {
      const { store, samples } = world;
      const [acme, globex] = [store.forTenant('acme'), store.forTenant('globex')];
      await begin(acme, world);
      const kept = [await begin(globex, world), await begin(store, world)];
      claimSame((await acme.deleteStream(place, { streamVersion: 1 })).kind, 'appended', 'Deleted.');
      const append = { streamName: place, expected: 'any', events: samples.events(1) } as const;
      await claimFails(acme.append(append), 'stream-closed', 'Its tenant cannot go on.');
      claimSame(idsOf(await acme.readLog()), [], 'The log hides it.');
      claimSame(idsOf(await store.readLog()), kept, 'From everybody.');
      claimSame((await globex.append(append)).streamVersion, 2, 'Others go on under the same name.');
      claimSame((await store.readStream(place)).state, 'open', 'So does the store as it was opened.');
      const absent = store.forTenant('initech');
      claimSame((await absent.deleteStream(place, 'no-stream')).kind, 'appended', 'One that never was, too.');
      claimSame((await absent.readStream(place)).state, 'closed', 'For that tenant.');
    },
  },
  {
    name: 'a handle that is closed ends alone, and with the store all of them end',
    async run({ openAnother, samples }) {
      const store = await openAnother();
      const [one, two] = [store.forTenant('acme'), store.forTenant('acme')];
      const append = { streamName: place, expected: 'any', events: samples.events(1) } as const;
      await one.append(append);
      await one.close();
      await one.close();
      await claimFails(one.append(append), 'store-closed', 'It refuses.');
      await claimFails(one.readLog(), 'store-closed', 'Reads, too.');
      const others: readonly Promise<unknown>[] = [two.readStream(place), store.readLog()];
      for (const { status } of await Promise.allSettled(others)) {
        claimSame(status, 'fulfilled', 'Another handle goes on, and so does the store.');
      }
      await store.close();
      await claimFails(two.readStream(place), 'store-closed', 'With the store everything ends.');
    },
  },
  {
    name: 'what cannot be the name of a tenant is refused',
    async run({ store }) {
      for (const name of ['', '\0', 'a\0b', '\ud800', 'a\udc00', 'x'.repeat(129)]) {
        const asked = (async () => store.forTenant(name))();
        await claimFails(asked, 'invalid-store-argument', `${JSON.stringify(name.slice(0, 9))} is refused.`);
      }
      claimSame(await store.head(), undefined, 'Nothing was stored.');
    },
  },
  {
    name: 'names of tenants are told apart to the last character, whatever they contain',
    async run(world) {
      const { store } = world;
      const names = [
        ...['a', 'A', 'a ', ' a', 'ä', 'a\u0308', "'", "'; DROP TABLE events; --", '"', '\\', "\\'", '%', '_', '$1'],
        ...['{a,b}', 'a|b', 'a:b', 'null', '__proto__', 'constructor', '\u{1f6d2}', '\n', '\u001f', '-', '*', '0'],
        ...['x'.repeat(128), 'x'.repeat(127)],
      ];
      const ids: string[] = [];
      for (const name of names) ids.push(await begin(store.forTenant(name), world));
      for (const [index, name] of names.entries()) {
        const handle = store.forTenant(name);
        claimSame(await idsIn(handle), [ids[index]], `The stream of ${JSON.stringify(name)}.`);
        claimSame(idsOf(await handle.readLog()), [ids[index]], `The log of ${JSON.stringify(name)}.`);
      }
      const told = (await store.readLog()).events.map(({ tenant }) => tenant);
      claimSame(told, names, 'All come back as they were given.');
    },
  },
  {
    name: 'what a tenant asked for with a signal that was aborted is not done',
    async run({ store, samples }) {
      const acme = store.forTenant('acme');
      const request = { streamName: place, expected: 'any', events: samples.events(1) } as const;
      const signal = aborted('enough');
      await claimFails(acme.append(request, { signal }), 'operation-aborted', 'The append is refused.');
      await claimFails(acme.readLog({ signal }), 'operation-aborted', 'A read too.');
      claimSame(await acme.head(), undefined, 'Nothing was stored.');
    },
  },
  {
    name: 'tenants that write the same names at the same time do not get in each other’s way',
    async run({ store, samples }) {
      const tenants = ['a', 'b', 'c', 'd', 'e', 'f'];
      const written = tenants.flatMap((tenant) =>
        Array.from({ length: 4 }, () =>
          store.forTenant(tenant).append({ streamName: place, expected: 'any', events: samples.events(2) }),
        ),
      );
      for (const { kind } of await Promise.all(written)) claimSame(kind, 'appended', 'Everything is stored.');
      for (const tenant of tenants) {
        const handle = store.forTenant(tenant);
        claimSame((await handle.readStream(place)).streamVersion, 8, `Of ${tenant} its own.`);
        claimSame(idsOf(await handle.readLog()), await idsIn(handle), 'In the log as in the stream.');
      }
      claimSame((await store.readLog()).events.length, 48, 'All in one log.');
    },
  },
  {
    name: 'a schema version has one shape for all tenants',
    async run({ store, samples }) {
      const append = (tenant: string, shapeHash: string) =>
        store
          .forTenant(tenant)
          .append({ streamName: place, expected: 'any', events: [samples.event({ type: 'shop.Shaped', shapeHash })] });
      await append('acme', 'red');
      await append('globex', 'red');
      await claimFails(append('globex', 'blue'), 'shape-drifted', 'Code is everybody’s.');
    },
  },
];

export const tenantCases: CaseGroup = {
  group: 'tenants',
  cases: cases.map((definition) => ({ ...definition, needs: ['tenants', ...[definition.needs ?? []].flat()] })),
};
