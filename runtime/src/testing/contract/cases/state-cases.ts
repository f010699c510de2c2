import type { FullEventStore } from '../../../store/event-store.js';
import type { Unit } from '../../../store/unit.js';
import { claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';

const place = { collection: 'orders', key: '1' };
const put = (store: FullEventStore, data: string, expected: number) =>
  store.transact((unit) => unit.putDocument({ ...place, data }, expected));

const cases: readonly CaseDefinition[] = [
  {
    name: 'a document counts its revisions from 1, and 0 means that it must not exist',
    async run({ store }) {
      claimSame(await put(store, '"a"', 0), { kind: 'written', revision: 1 }, 'Made.');
      claimSame(await put(store, '"b"', 1), { kind: 'written', revision: 2 }, 'Changed.');
      claimSame(await store.findDocument('orders', '1'), { ...place, revision: 2, data: '"b"' }, 'Found.');
    },
  },
  {
    name: 'a document under another revision is a conflict that poisons its unit',
    async run({ store }) {
      await put(store, '"a"', 0);
      for (const expected of [0, 2, 9]) {
        const ended = store.transact(async (unit) => {
          const result = await unit.putDocument({ ...place, data: '"x"' }, expected);
          claimSame(result, { kind: 'conflict', revision: 1 }, 'With the actual revision.');
        });
        await claimFails(ended, 'unit-poisoned', 'The unit cannot commit.');
      }
      const missing = store.transact(async (unit) => {
        const result = await unit.putDocument({ ...place, key: '2', data: '""' }, 1);
        claimSame(result, { kind: 'conflict', revision: 0 }, 'A missing document is at 0.');
      });
      await claimFails(missing, 'unit-poisoned', 'The unit cannot commit.');
    },
  },
  {
    name: 'a document that was deleted and made again never has a revision twice',
    async run({ store }) {
      await put(store, '"a"', 0);
      const remove = (expected: number) => store.transact((unit) => unit.deleteDocument('orders', '1', expected));
      await claimFails(remove(7), 'unit-poisoned', 'Deleting under another revision conflicts.');
      claimSame((await remove(1)).kind, 'written', 'Deleted.');
      claimSame(await store.findDocument('orders', '1'), undefined, 'Gone.');
      const again = await put(store, '"b"', 0);
      claimSame(again.revision > 1, true, 'The count goes on.');
      await claimFails(put(store, '"stale"', 1), 'unit-poisoned', 'Whoever still holds revision 1 conflicts.');
    },
  },
  {
    name: 'documents keep falsy and odd text, and keys keep apart',
    async run({ store }) {
      const keys = ['a', 'A', 'a ', 'ä', '🛒', "'", 'a|b'];
      for (const [index, text] of ['0', '""', 'false', 'null', '', '[]', '{}'].entries()) {
        const key = keys[index] ?? 'x';
        await store.transact((unit) => unit.putDocument({ collection: 'c', key, data: text }, 0));
        claimSame((await store.findDocument('c', key))?.data, text, `The text ${JSON.stringify(text)}.`);
      }
      claimSame(await store.findDocument('c', 'b'), undefined, 'Other keys are free.');
      claimSame(await store.findDocument('d', 'a'), undefined, 'Other collections too.');
    },
  },
  {
    name: 'the outbox gives its messages oldest first, and only once removed are they gone',
    async run({ store }) {
      const ids = Array.from({ length: 12 }, (_, index) => `m-${(index * 7) % 12}`);
      for (const messageId of ids) {
        await store.transact((unit) => unit.enqueue({ messageId, topic: 't', orderKey: '', payload: '0' }));
      }
      const idsOf = async (limit: number) => (await store.readOutbox(limit)).map(({ messageId }) => messageId);
      claimSame(await idsOf(100), ids, 'In the order they came.');
      claimSame(await idsOf(5), ids.slice(0, 5), 'As many as asked for.');
      await store.removeFromOutbox([...ids.slice(0, 3), ids[7] ?? '', 'never']);
      claimSame(await idsOf(100), [...ids.slice(3, 7), ...ids.slice(8)], 'The others stay, in order.');
      await store.removeFromOutbox([]);
      await claimFails(store.readOutbox(0), 'invalid-store-argument', 'A limit is at least 1.');
    },
  },
  {
    name: 'what lies in the outbox behind orders that are held up is read, and nothing of those',
    async run({ store }) {
      const keys = ['a', 'b', 'a', '', 'A', 'a"b,{}\\', 'b', "a'", 'c'];
      for (const [at, orderKey] of keys.entries()) {
        await store.transact((unit) => unit.enqueue({ messageId: `m-${at}`, topic: 't', orderKey, payload: '0' }));
      }
      const idsOf = async (limit: number, ...besides: string[]) =>
        (await store.readOutbox(limit, { besides: besides.map((orderKey) => ({ orderKey })) })).map(
          ({ messageId }) => messageId,
        );
      claimSame(await idsOf(2, 'a'), ['m-1', 'm-3'], 'As many as asked for, of the others.');
      claimSame(await idsOf(9, 'a', 'b', 'never'), ['m-3', 'm-4', 'm-5', 'm-7', 'm-8'], 'Keys are told apart exactly.');
      claimSame(await idsOf(9, '', 'a"b,{}\\', "a'", 'A', 'a'), ['m-1', 'm-6', 'm-8'], 'Whatever they contain.');
      claimSame((await idsOf(9)).length, 9, 'All, where nothing is held up.');
      const odd = store.readOutbox(9, { besides: [{ orderKey: '\0' }] });
      await claimFails(odd, 'invalid-store-argument', 'No message can have such a key.');
    },
  },
  {
    name: 'messages removed in a unit are gone with its commit, and wait on when it fails',
    async run({ store }) {
      const message = { messageId: 'm', topic: 't', orderKey: 'o', payload: '1' };
      const other = { ...message, messageId: 'n' };
      await store.transact((unit) => unit.enqueue(message));
      await store.transact((unit) => unit.enqueue(other));
      const failed = store.transact(async (unit) => {
        await unit.removeFromOutbox(['m', 'n']);
        await unit.putDocument({ ...place, data: '"x"' }, 7);
      });
      await claimFails(failed, 'unit-poisoned', 'The unit fails.');
      claimSame(await store.readOutbox(9), [message, other], 'All of them wait.');
      const again = { ...message, payload: '2' };
      await store.transact(async (unit) => {
        await unit.removeFromOutbox(['m', 'never']);
        await unit.enqueue(again);
      });
      claimSame(await store.readOutbox(9), [other, again], 'Its id is free at once, and it comes last.');
      await store.transact((unit) => unit.removeFromOutbox([other, again]));
      claimSame(await store.readOutbox(9), [], 'As they were read.');
    },
  },
  {
    name: 'who has lost a lease removes nothing from the outbox any more',
    async run({ store }) {
      const message = { messageId: 'm', topic: 't', orderKey: 'o', payload: '1' };
      await store.transact((unit) => unit.enqueue(message));
      const asked = { name: 'relay', milliseconds: 60_000 };
      const { lease } = await store.acquireLease({ ...asked, owner: 'one' });
      await store.releaseLease(lease);
      await store.acquireLease({ ...asked, owner: 'two' });
      const late = store.transact(async (unit) => {
        await unit.removeFromOutbox(['m']);
        await unit.holdLease(lease);
      });
      await claimFails(late, 'lease-lost', 'It is somebody else’s.');
      claimSame(await store.readOutbox(9), [message], 'The message waits for them.');
    },
  },
  {
    name: 'a message that still waits cannot be put there again',
    async run({ store }) {
      const message = { messageId: 'm', topic: 't', orderKey: 'o', payload: '"1"' };
      await store.transact((unit) => unit.enqueue(message));
      const again = store.transact((unit) => unit.enqueue({ ...message, payload: '"2"' }));
      await claimFails(again, 'duplicate-message-id', 'Loudly, so that no message is lost.');
      claimSame(await store.readOutbox(9), [message], 'The first one stands.');
      await store.removeFromOutbox(['m']);
      await store.transact((unit) => unit.enqueue(message));
      claimSame(await store.readOutbox(9), [message], 'Once removed, its id is free.');
    },
  },
  {
    name: 'a checkpoint of an older epoch is refused and cannot undo a newer owner’s',
    async run({ store, samples }) {
      const checkpoint = { name: 'r', logId: 'l', logPosition: '5', eventId: samples.eventId(), epoch: 3 };
      const save = (change: Partial<typeof checkpoint>) =>
        store.transact((unit) => unit.saveCheckpoint({ ...checkpoint, ...change }));
      await save({});
      await save({ logPosition: '6' });
      await save({ logPosition: '7', epoch: 4 });
      await claimFails(save({ logPosition: '8' }), 'stale-epoch', 'The old owner is stopped.');
      const stands = { ...checkpoint, logPosition: '7', epoch: 4 };
      claimSame(await store.findCheckpoint('r'), stands, 'The newer owner’s stands.');
      claimSame(await store.findCheckpoint('s'), undefined, 'Other names are free.');
    },
  },
  {
    name: 'what a stale owner did beside its checkpoint is not stored either',
    async run({ store, samples }) {
      const checkpoint = { name: 'r', logId: 'l', logPosition: '5', eventId: samples.eventId(), epoch: 2 };
      await store.transact((unit) => unit.saveCheckpoint(checkpoint));
      const stale = store.transact(async (unit: Unit) => {
        await unit.putDocument({ ...place, data: '"effect"' }, 0);
        await unit.saveCheckpoint({ ...checkpoint, epoch: 1 });
      });
      await claimFails(stale, 'stale-epoch', 'The whole unit fails.');
      claimSame(await store.findDocument('orders', '1'), undefined, 'With its effect.');
    },
  },
  {
    name: 'snapshots are kept per stream and state hash, replaced, and deleted per stream',
    async run({ store, samples }) {
      const [one, two] = [samples.stream(), samples.stream()];
      const base = { streamVersion: 3, eventId: samples.eventId(), data: '{"n":3}' };
      const save = (snapshot: Parameters<Unit['saveSnapshot']>[0]) =>
        store.transact((unit) => unit.saveSnapshot(snapshot));
      await save({ ...base, streamName: one, stateHash: 'a' });
      await save({ ...base, streamName: one, stateHash: 'b' });
      await save({ ...base, streamName: two, stateHash: 'a' });
      const newer = { ...base, streamName: one, stateHash: 'a', streamVersion: 4, data: '{"n":4}' };
      await save(newer);
      claimSame(await store.findSnapshot(one, 'a'), newer, 'The last one written stands.');
      await store.transact((unit) => unit.deleteSnapshots(one));
      const left = [await store.findSnapshot(one, 'a'), await store.findSnapshot(one, 'b')];
      claimSame(left, [undefined, undefined], 'All of one stream are gone.');
      claimSame((await store.findSnapshot(two, 'a'))?.data, base.data, 'Another stream keeps its own.');
    },
  },
  {
    name: 'text that cannot be stored is refused everywhere, and nothing of the unit is stored',
    async run({ store, samples }) {
      const eventId = samples.eventId();
      const streamName = samples.stream();
      const steps: readonly ((unit: Unit) => Promise<unknown>)[] = [
        (unit) => unit.putDocument({ ...place, data: '"\ud800"' }, 0),
        (unit) => unit.putDocument({ collection: 'a\0', key: 'b', data: '' }, 0),
        (unit) => unit.putDocument({ ...place, data: '' }, -1),
        (unit) => unit.enqueue({ messageId: '', topic: 't', orderKey: '', payload: '' }),
        (unit) => unit.enqueue({ messageId: 'm', topic: 't', orderKey: '\0', payload: '' }),
        (unit) => unit.saveCheckpoint({ name: 'n', logId: 'l', logPosition: '1', eventId, epoch: 0.5 }),
        (unit) => unit.saveCheckpoint({ name: '\udc00', logId: 'l', logPosition: '1', eventId, epoch: 1 }),
        (unit) => unit.saveSnapshot({ streamName, stateHash: 'h', streamVersion: 0, eventId, data: '' }),
        (unit) => unit.saveSnapshot({ streamName, stateHash: '', streamVersion: 1, eventId, data: '' }),
      ];
      for (const [index, step] of steps.entries()) {
        const ended = store.transact(async (unit) => {
          await unit.append({ streamName, expected: 'any', events: samples.events(1) });
          await step(unit);
        });
        await claimFails(ended, 'invalid-store-argument', `Step ${index} is refused.`);
      }
      claimSame(await store.head(), undefined, 'No event of these units is stored.');
    },
  },
];

export const stateCases: CaseGroup = {
  group: 'documents, outbox, checkpoints, snapshots',
  cases: cases.map((definition) => ({ ...definition, needs: 'transact' })),
};
