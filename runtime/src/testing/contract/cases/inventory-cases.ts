import type { StreamName } from '../../../message/identifiers.js';
import type { ParkedEvent } from '../../../store/parked-event.js';
import { claim, claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup, ContractCapability, World } from '../contract-case.js';
import { uncheckedEventId, uncheckedStreamName } from '../samples.js';
import { begin } from './begin-stream.js';
import { ordersView } from './view-samples.js';

const names = (listed: readonly { readonly streamName: StreamName }[]): readonly string[] =>
  listed.map(({ streamName }) => streamName);

const inOrder = ['cart-1', 'order-1', 'order-10', 'order-2', 'order-\u{ff5e}', 'order-\u{1f6d2}', 'orders-1'];

async function beginAll(world: World): Promise<void> {
  for (const name of [...inOrder].reverse()) await begin(world.store, world, uncheckedStreamName(name));
}

function parkedOf({ samples }: World, processor: string, streamName: StreamName): ParkedEvent {
  return { processor, eventId: samples.eventId(), streamName, position: 0, logPosition: '1', reason: 'no' };
}

interface InventoryCase extends CaseDefinition {
  readonly needs?: readonly ContractCapability[];
}

const cases: readonly InventoryCase[] = [
  {
    name: 'streams are listed by name in the order of code points, by category, by what they begin with, and page by page',
    async run(world) {
      const { inventory } = world.store;
      claimSame(await inventory.streams(), [], 'An empty store has none.');
      await beginAll(world);
      claimSame(names(await inventory.streams()), inOrder, 'All of them.');
      claimSame(names(await inventory.streams({ category: 'order' })), inOrder.slice(1, 6), 'Of one category.');
      claimSame(names(await inventory.streams({ prefix: 'order-1' })), ['order-1', 'order-10'], 'By their beginning.');
      claimSame(names(await inventory.streams({ prefix: 'order_' })), [], 'Which is no pattern.');
      claimSame(names(await inventory.streams({ prefix: 'ORDER' })), [], 'And knows capitals.');
      const paged: string[] = [];
      // A store that never gets on is caught by what comes twice.
      for (let page = await inventory.streams({ limit: 2 }); page.length > 0 && paged.length < 20;) {
        claim(page.length <= 2, 'A page holds as many as asked for.');
        paged.push(...names(page));
        const last = page.at(-1);
        page = await inventory.streams({ limit: 2, ...(last === undefined ? {} : { after: last }) });
      }
      claimSame(paged, inOrder, 'Page by page.');
      const after = { streamName: uncheckedStreamName('order-11') };
      claimSame(names(await inventory.streams({ after, limit: 1 })), ['order-2'], 'Behind a stream that is not there.');
    },
  },
  {
    name: 'a listed stream tells its version, and when its first and its last event were recorded',
    async run(world) {
      const { store, samples } = world;
      const streamName = samples.stream();
      await store.append({ streamName, expected: 'no-stream', events: samples.events(2) });
      await store.append({ streamName, expected: 'any', events: samples.events(1) });
      const { events } = await store.readStream(streamName);
      const [first, , last] = events.map(({ recordedAt }) => recordedAt);
      const told = { streamName, streamVersion: 3, state: 'open', archivedBefore: 0 };
      claimSame(
        await store.inventory.streams(),
        [{ ...told, firstRecordedAt: first, lastRecordedAt: last }],
        'As it is.',
      );
    },
  },
  {
    name: 'deleted streams are listed as closed, also one that never had an event',
    needs: ['tombstones'],
    async run(world) {
      const { store, samples } = world;
      const [had, never] = [samples.stream(), samples.stream()];
      await begin(store, world, had);
      await store.deleteStream(had, 'any');
      await store.deleteStream(never, 'any');
      const listed = await store.inventory.streams();
      const told = listed.map(({ streamName, streamVersion, state }) => [streamName, streamVersion, state]);
      claimSame(
        told,
        [
          [had, 1, 'closed'],
          [never, 0, 'closed'],
        ],
        'Both.',
      );
      claimSame(listed[1]?.firstRecordedAt, undefined, 'It has no first event.');
    },
  },
  {
    name: 'archived streams and events are listed as if they had not moved, and it is said that they have',
    needs: ['archive'],
    async run(world) {
      const { store, samples } = world;
      const streams = [samples.stream(), samples.stream()] as const;
      const ids: string[] = [];
      for (const streamName of streams) {
        const events = samples.events(3);
        ids.push(...events.map(({ eventId }) => eventId));
        await store.append({ streamName, expected: 'no-stream', events });
      }
      const before = await store.inventory.streams();
      await store.archiveStream(streams[0], 'any');
      await store.truncateStream(streams[1], { before: 2 });
      const [archived, truncated] = before;
      claimSame(
        await store.inventory.streams(),
        [
          { ...archived, state: 'archived', archivedBefore: 3 },
          { ...truncated, archivedBefore: 2 },
        ],
        'With the times that they had.',
      );
      for (const [index, id] of ids.entries()) {
        const found = await store.inventory.event(uncheckedEventId(id));
        const place = { streamName: streams[index < 3 ? 0 : 1], position: index % 3 };
        claimSame(found, place, 'Each event is found where it lies.');
      }
    },
  },
  {
    name: 'an event is found by its id, and what is none is not',
    async run(world) {
      const { store, samples } = world;
      const events = samples.events(3);
      const streamName = samples.stream();
      await store.append({ streamName, expected: 'no-stream', events });
      const [, second] = events;
      claimSame(
        await store.inventory.event(second?.eventId ?? samples.eventId()),
        { streamName, position: 1 },
        'It is.',
      );
      claimSame(await store.inventory.event(samples.eventId()), undefined, 'Another id.');
      claimSame(await store.inventory.event(uncheckedEventId('no id at all')), undefined, 'No id.');
    },
  },
  {
    name: 'checkpoints, leases, snapshots and parked events are listed by name, as they are found by name',
    needs: ['transact'],
    async run(world) {
      const { store, samples } = world;
      const { inventory } = store;
      const [one, two] = [samples.stream(), samples.stream()];
      const eventId = samples.eventId();
      const place = { logId: 'log', logPosition: '1', eventId, epoch: 3 };
      const snapshot = { stateHash: 'h', streamVersion: 2, eventId };
      await store.transact(async (unit) => {
        for (const name of ['b', 'a', '\u{1f6d2}', '\u{ff5e}']) await unit.saveCheckpoint({ name, ...place });
        await unit.saveSnapshot({ ...snapshot, streamName: two, data: '{"n":1}' });
        await unit.saveSnapshot({ ...snapshot, streamName: one, data: '"\u{1f6d2}é"' });
        await unit.saveSnapshot({ ...snapshot, streamName: one, stateHash: 'g', data: '1' });
        for (const stream of [one, two, one]) await unit.park(parkedOf(world, 'q', stream));
        await unit.park(parkedOf(world, 'p', one));
      });
      const checkpoints = ['a', 'b', '\u{ff5e}', '\u{1f6d2}'].map((name) => ({ name, ...place }));
      claimSame(await inventory.checkpoints(), checkpoints, 'Checkpoints.');
      await store.acquireLease({ name: 'y', owner: 'me', milliseconds: 60_000 });
      await store.acquireLease({ name: 'x', owner: 'you', milliseconds: 60_000 });
      claimSame(await inventory.leases(), [await store.findLease('x'), await store.findLease('y')], 'Leases.');
      const snapshots = [
        { ...snapshot, streamName: one, stateHash: 'g', bytes: 1 },
        { ...snapshot, streamName: one, bytes: 8 },
        { ...snapshot, streamName: two, bytes: 7 },
      ];
      claimSame(await inventory.snapshots(), snapshots, 'Snapshots, with their size in UTF-8.');
      claimSame(await inventory.snapshots({ streamName: two }), [snapshots[2]], 'Of one stream.');
      const after = { streamName: one, stateHash: 'g' };
      claimSame(await inventory.snapshots({ after, limit: 1 }), [snapshots[1]], 'Behind one.');
      const parked = [
        { processor: 'p', events: 1, streams: 1 },
        { processor: 'q', events: 3, streams: 2 },
      ];
      claimSame(await inventory.parked(), parked, 'What is parked is counted.');
    },
  },
  {
    name: 'what was taken away, or was never committed, is not listed',
    needs: ['transact'],
    async run(world) {
      const { store, samples } = world;
      const streamName = samples.stream();
      const parked = parkedOf(world, 'p', streamName);
      const failed = store.transact(async (unit) => {
        await unit.append({ streamName, expected: 'no-stream', events: [samples.event({ eventId: parked.eventId })] });
        await unit.saveCheckpoint({ name: 'c', logId: 'l', logPosition: '1', eventId: parked.eventId, epoch: 1 });
        await unit.park(parked);
        throw Object.assign(new Error('no'), { code: 'mine' });
      });
      await claimFails(failed, 'mine', 'It ends with its error.');
      claimSame(await store.inventory.streams(), [], 'No stream.');
      claimSame(await store.inventory.event(parked.eventId), undefined, 'No event.');
      claimSame(await store.inventory.checkpoints(), [], 'No checkpoint.');
      await store.transact((unit) => unit.park(parked));
      await store.transact((unit) => unit.unpark('p', [parked.eventId]));
      claimSame(await store.inventory.parked(), [], 'Nothing is parked.');
    },
  },
  {
    name: 'all views are listed with their generations, the serving one first',
    needs: ['views', 'transact', 'anyTenant'],
    async run({ store }) {
      const views = [ordersView('b', 'shop.B'), ordersView('a', 'shop.B'), ordersView('h', 'shop.A')] as const;
      for (const view of views) await store.openView(view);
      await store.transact(async (unit) => {
        await unit.holdView('shop.B', 'alone');
        await unit.serveView(views[1]);
      });
      const [b, serving, a] = views;
      const told = [
        { name: 'shop.A', hash: 'h', state: 'building', shape: a },
        { name: 'shop.B', hash: 'a', state: 'serving', shape: serving },
        { name: 'shop.B', hash: 'b', state: 'building', shape: b },
      ];
      claimSame(await store.inventory.views(), told, 'By name.');
    },
  },
  {
    name: 'the store as it was opened lists everybody’s, nobody’s first, and a tenant its own without saying whose',
    needs: ['tenants', 'transact'],
    async run(world) {
      const { store, samples } = world;
      const [globex, acme] = [store.forTenant('globex'), store.forTenant('acme')];
      const streamName = uncheckedStreamName('order-1');
      const idOf = new Map<string, string>();
      for (const handle of [globex, acme, store]) {
        const owner = 'tenant' in handle ? handle.tenant : '';
        idOf.set(owner, await begin(handle, world, streamName));
        const eventId = samples.eventId();
        await handle.transact(async (unit) => {
          await unit.saveCheckpoint({ name: 'c', logId: 'l', logPosition: '1', eventId, epoch: 1 });
          await unit.saveSnapshot({ streamName, stateHash: 'h', streamVersion: 1, eventId, data: '1' });
          await unit.park(parkedOf(world, 'p', streamName));
        });
        await handle.acquireLease({ name: 'l', owner: 'me', milliseconds: 60_000 });
      }
      const owners = async ({ inventory }: Pick<typeof store, 'inventory'>): Promise<readonly unknown[]> => {
        const lists = [
          inventory.streams(),
          inventory.checkpoints(),
          inventory.leases(),
          inventory.snapshots(),
        ] as const;
        const listed = [...(await Promise.all(lists)), await inventory.parked()];
        return listed.map((list) => list.map(({ tenant }) => tenant ?? ''));
      };
      claimSame(
        await owners(store),
        Array.from({ length: 5 }, () => ['', 'acme', 'globex']),
        'Everybody’s.',
      );
      claimSame(
        await owners(acme),
        Array.from({ length: 5 }, () => ['']),
        'Its own.',
      );
      const behind = await store.inventory.streams({ after: { streamName, tenant: 'acme' } });
      claimSame(
        behind.map(({ tenant }) => tenant),
        ['globex'],
        'Behind a tenant’s stream comes the next tenant.',
      );
      const ofGlobex = uncheckedEventId(idOf.get('globex') ?? '');
      claimSame(await store.inventory.event(ofGlobex), { streamName, position: 0, tenant: 'globex' }, 'Whose it is.');
      claimSame(await acme.inventory.event(ofGlobex), undefined, 'Nobody else finds it.');
      claimSame(await globex.inventory.event(ofGlobex), { streamName, position: 0 }, 'But its tenant does.');
      const foreign = acme.inventory.streams({ after: { streamName, tenant: 'globex' } });
      await claimFails(foreign, 'invalid-store-argument', 'A tenant names no other.');
    },
  },
  {
    name: 'a list that cannot be made is refused',
    async run({ store: { inventory } }) {
      for (const wrong of [
        { limit: 0 },
        { category: '' },
        { prefix: '\ud800' },
        { after: { streamName: uncheckedStreamName('') } },
      ]) {
        await claimFails(inventory.streams(wrong), 'invalid-store-argument', JSON.stringify(wrong));
      }
      await claimFails(inventory.snapshots({ limit: 0.5 }), 'invalid-store-argument', 'Half a snapshot.');
      await claimFails(inventory.event(uncheckedEventId('')), 'invalid-store-argument', 'The event without an id.');
    },
  },
];

export const inventoryCases: CaseGroup = {
  group: 'what a store holds',
  cases: cases.map((definition) => ({ ...definition, needs: needsOf(definition) })),
};

function needsOf({ needs = [] }: InventoryCase): readonly ContractCapability[] {
  return ['inventory', ...needs];
}
