import { describe, expect, test } from 'vitest';
import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { NameTaken, type ProfileDecider } from '../../golden/stored-states/expected/src/generated/bank/profile.js';
import { profileState } from '../../golden/stored-states/expected/src/generated/bank/profile.state.js';
import { failure } from '../command/ordering-kit.js';
import { customerId, openBank, profileDecider } from '../facts/bank-kit.js';

const collection = 'bank.profile';

type Open = () => Promise<FullEventStore>;

const document = async (store: FullEventStore) => {
  const found = await store.findDocument(collection, customerId);
  return found && { ...found, data: JSON.parse(found.data) as unknown };
};

/** What a state that is the truth promises, on a store of whatever kind; each case opens its own. */
export function stateCases(open: Open): void {
  describe('a state that is the truth', () => {
    test('begins as declared, and is written with its schema version and the command that wrote it', async () => {
      const store = await open();
      const { profile } = openBank(store);
      expect(await profile.load(customerId)).toEqual({ state: { is: 'none' }, revision: 0 });
      const outcome = await profile.openProfile(
        { customerId, name: 'Ann' },
        { commandId: 'a', metadata: { actor: 'me' } },
      );
      expect(outcome).toMatchObject({
        ...{ kind: 'accepted', streamVersion: 1, deduplicated: false },
        events: [
          {
            ...{ type: 'bank.ProfileOpened', data: { name: 'Ann' }, position: 0, part: 0, schemaVersion: 1 },
            ...{ streamName: `bank.profile-${customerId}`, id: { customerId }, recordedAt: '2026-01-01T00:00:00Z' },
            metadata: { actor: 'me', commandId: 'a', causationId: 'a', correlationId: 'a' },
          },
        ],
      });
      expect(await profile.load(customerId)).toEqual({
        ...{ state: { is: 'open', name: 'Ann', note: '', points: 0n }, revision: 1 },
      });
      expect(await document(store)).toEqual({
        ...{ collection, key: customerId, revision: 1 },
        data: {
          ...{ schemaVersion: 2, shapeHash: profileState.versions[2]?.hash, eventCount: 1, writtenBy: 'a' },
          state: { is: 'open', name: 'Ann', note: '', points: 0 },
        },
      });
    });

    test('leaves nothing in a stream; its events wait to be sent, in order, with everything about them', async () => {
      const store = await open();
      const { profile } = openBank(store);
      await profile.openProfile({ customerId, name: 'Ann' }, { commandId: 'a' });
      await profile.renameProfile({ customerId, name: 'Bea' }, { commandId: 'b' });
      const streamName = `bank.profile-${customerId}`;
      expect((await store.readLog({})).events).toEqual([]);
      const waiting = await store.readOutbox(10);
      expect(
        waiting.map(({ payload, ...message }) => ({ ...message, payload: JSON.parse(payload) as object })),
      ).toMatchObject([
        {
          ...{ topic: 'bank.ProfileOpened', orderKey: streamName },
          payload: { type: 'bank.ProfileOpened', schemaVersion: 1, position: 0, data: { name: 'Ann' } },
        },
        {
          ...{ topic: 'bank.ProfileRenamed', orderKey: streamName },
          payload: {
            ...{ type: 'bank.ProfileRenamed', schemaVersion: 2, position: 1, streamName },
            ...{ data: { name: 'Bea', before: 'Ann' }, recordedAt: '2026-01-01T00:00:00Z' },
            metadata: { correlationId: 'b', causationId: 'b', commandId: 'b' },
          },
        },
      ]);
      for (const { messageId, payload } of waiting) expect(JSON.parse(payload)).toMatchObject({ eventId: messageId });
    });

    test('is not written for a rejection, nor when there is nothing to do', async () => {
      const store = await open();
      const { profile } = openBank(store);
      await profile.openProfile({ customerId, name: 'Ann' });
      expect(await profile.renameProfile({ customerId, name: 'taken' })).toEqual({
        ...{ kind: 'rejected', rejection: NameTaken.of({ name: 'taken', limit: '1.50' }), events: [] },
        ...{ streamVersion: 1, deduplicated: false },
      });
      expect(await profile.renameProfile({ customerId, name: 'Ann' })).toMatchObject({ kind: 'accepted', events: [] });
      expect((await profile.load(customerId)).revision).toBe(1);
      expect(await store.readOutbox(10)).toHaveLength(1);
    });

    test('may change without anything to tell', async () => {
      const store = await open();
      const { profile } = openBank(store);
      await profile.openProfile({ customerId, name: 'Ann' });
      await profile.noteProfile({ customerId, note: 'n', points: 9_007_199_254_740_993n });
      expect(await profile.load(customerId)).toEqual({
        ...{ state: { is: 'open', name: 'Ann', note: 'n', points: 9_007_199_254_740_993n }, revision: 2 },
      });
      expect((await store.findDocument(collection, customerId))?.data).toContain('9007199254740993');
      expect(await store.readOutbox(10)).toHaveLength(1);
    });

    test('answers a command that is sent again with the first outcome, whatever it was', async () => {
      const store = await open();
      const { profile } = openBank(store);
      const first = await profile.openProfile({ customerId, name: 'Ann' }, { commandId: 'a' });
      const refused = await profile.renameProfile({ customerId, name: 'taken' }, { commandId: 'b' });
      const nothing = await profile.renameProfile({ customerId, name: 'Ann' }, { commandId: 'c' });
      await profile.renameProfile({ customerId, name: 'Zoe' });
      expect(await profile.openProfile({ customerId, name: 'Ann' }, { commandId: 'a' })).toEqual({
        ...first,
        deduplicated: true,
      });
      expect(await profile.renameProfile({ customerId, name: 'taken' }, { commandId: 'b' })).toEqual({
        ...refused,
        deduplicated: true,
      });
      expect(await profile.renameProfile({ customerId, name: 'Ann' }, { commandId: 'c' })).toEqual({
        ...nothing,
        deduplicated: true,
      });
      expect((await profile.load(customerId)).revision).toBe(2);
      await failure('idempotency-key-reused', profile.closeProfile({ customerId }, { commandId: 'a' }));
    });

    test('gives duplicates that race the outcome of the one that won', async () => {
      const store = await open();
      await openBank(store).profile.openProfile({ customerId, name: 'Ann' });
      const send = () => openBank(store).profile.renameProfile({ customerId, name: 'Bea' }, { commandId: 'x' });
      const all = await Promise.all([send(), send(), send(), send()]);
      expect(all.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
      expect(new Set(all.map(({ events }) => events[0]?.eventId)).size).toBe(1);
      expect((await openBank(store).profile.load(customerId)).revision).toBe(2);
      expect(await store.readOutbox(10)).toHaveLength(2);
    });

    test('under one id that is used for two commands at once takes one of them, and tells the other', async () => {
      const store = await open();
      const other = '00000000-0000-4000-8000-00000000000b';
      const both = await Promise.allSettled(
        [customerId, other].map((id) =>
          openBank(store).profile.openProfile({ customerId: id, name: 'Ann' }, { commandId: 'same' }),
        ),
      );
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const revisions = await Promise.all([customerId, other].map((id) => openBank(store).profile.load(id)));
      expect(new Set(revisions.map(({ revision }) => revision))).toEqual(new Set([0, 1]));
      expect(await store.readOutbox(10)).toHaveLength(1);
    });

    test('takes every change of those who write at once, one after the other', async () => {
      const store = await open();
      await openBank(store).profile.openProfile({ customerId, name: 'Ann' });
      await Promise.all(
        Array.from({ length: 6 }, async (_, at) => {
          const bank = openBank(store, { attempts: 20 });
          await bank.profile.noteProfile({ customerId, note: `${at}`, points: 10n ** BigInt(at) });
        }),
      );
      const { state, revision } = await openBank(store).profile.load(customerId);
      expect(state).toMatchObject({ points: 111_111n });
      expect(revision).toBe(7);
    });

    test('keeps to the declared transitions, and to what its commands expect', async () => {
      const store = await open();
      const { profile } = openBank(store);
      const error = await failure('illegal-transition', profile.closeProfile({ customerId }));
      expect(error).toMatchObject({ from: 'none', to: 'closed', event: 'bank.CloseProfile' });
      await failure(
        'stream-precondition',
        openBank(store, { states: renaming }).profile.renameProfile({ customerId, name: 'x' }),
      );
      await profile.openProfile({ customerId, name: 'Ann' });
      await failure(
        'stream-precondition',
        openBank(store, { states: reopening }).profile.openProfile({ customerId, name: 'x' }),
      );
      await profile.closeProfile({ customerId });
      expect(await profile.load(customerId)).toEqual({ state: { is: 'closed' }, revision: 2 });
    });

    test('is checked against its constraints when it is written', async () => {
      const store = await open();
      const { profile } = openBank(store);
      const error = await failure(
        'invalid-message',
        profile.openProfile({ customerId, name: 'n'.repeat(21) }, { commandId: 'a' }),
      );
      expect(error.message).toContain('/name');
      expect(await store.findDocument(collection, customerId)).toBeUndefined();
      expect(await store.findOutcome({ tenant: '', context: 'bank', commandId: 'a' })).toBeUndefined();
    });

    test('that was stored in an older version is read as the newest, and stays there until it changes', async () => {
      const store = await open();
      const { profile } = openBank(store);
      await put(store, '{"schemaVersion":1,"eventCount":4,"writtenBy":"old","state":{"is":"open","name":"Ann"}}');
      expect(await profile.load(customerId)).toEqual({
        ...{ state: { is: 'open', name: 'Ann', note: 'from version 1', points: 0n }, revision: 1 },
      });
      const { events } = await profile.renameProfile({ customerId, name: 'Bea' });
      expect(events).toMatchObject([{ position: 4 }]);
      expect(await document(store)).toMatchObject({ data: { schemaVersion: 2, eventCount: 5 } });
    });

    test('knows the shape that it was written in, whatever its version', async () => {
      const store = await open();
      const { profile } = openBank(store);
      const hash = profileState.versions[1]?.hash;
      const old = `{"schemaVersion":1,"shapeHash":"${hash}","eventCount":4,"writtenBy":"old","state":{"is":"open","name":"Ann"}}`;
      await put(store, old);
      expect(await profile.load(customerId)).toMatchObject({ state: { name: 'Ann', note: 'from version 1' } });
      await profile.renameProfile({ customerId, name: 'Bea' });
      expect(await document(store)).toMatchObject({
        data: { schemaVersion: 2, shapeHash: profileState.versions[2]?.hash },
      });
    });

    test.each([
      [
        'as it was written',
        '{"schemaVersion":2,"shapeHash":"0badc0de","eventCount":1,"writtenBy":"a","state":{"is":"closed"}}',
      ],
      ['in another order', '{ "state": {"is":"closed"}, "shapeHash": "0badc0de", "schemaVersion": 2 }'],
      [
        'in an older version',
        '{"schemaVersion":1,"shapeHash":"0badc0de","eventCount":1,"writtenBy":"a","state":{"is":"closed"}}',
      ],
    ])('of a draft that has another shape by now is refused, %s, and stays there', async (_, text) => {
      const store = await open();
      await put(store, text);
      const { profile } = openBank(store);
      const error = await failure('shape-drifted', profile.load(customerId));
      expect(error).toMatchObject({ type: 'bank.ProfileState', recordedHash: '0badc0de' });
      await failure('shape-drifted', profile.renameProfile({ customerId, name: 'Bea' }, { commandId: 'a' }));
      expect(await store.findDocument(collection, customerId)).toMatchObject({ revision: 1, data: text });
      expect(await store.findOutcome({ tenant: '', context: 'bank', commandId: 'a' })).toBeUndefined();
    });

    test('is read as it was written by others too, in another order and with blanks', async () => {
      const store = await open();
      const state = '{ "is": "open", "name": "Ann", "note": "a\\"b", "points": 9007199254740993 }';
      await put(store, `{ "state": ${state}, "schemaVersion": 2 }`);
      expect(await openBank(store).profile.load(customerId)).toEqual({
        ...{ state: { is: 'open', name: 'Ann', note: 'a"b', points: 9_007_199_254_740_993n }, revision: 1 },
      });
    });

    test.each([
      [
        'of a version that is newer than this code',
        '{"schemaVersion":3,"state":{"is":"none"}}',
        'newer-schema-version',
      ],
      ['of another shape', '{"schemaVersion":2,"state":{"is":"open"}}', 'undecodable-event'],
      ['that is no JSON', '{"schemaVersion":2,"sta', 'undecodable-event'],
      ['that does not say its version', '{"state":{"is":"none"}}', 'undecodable-event'],
      ['that is nothing', '{"schemaVersion":2}', 'undecodable-event'],
      ['that is a list', '[]', 'undecodable-event'],
      ['whose shape is no text', '{"shapeHash":1,"schemaVersion":2,"state":{"is":"none"}}', 'undecodable-event'],
    ] as const)('%s is an error that says where it lies', async (_, text, code) => {
      const store = await open();
      await put(store, text);
      const error = await failure(code, openBank(store).profile.load(customerId));
      expect(error).toMatchObject({
        streamName: `bank.profile-${customerId}`,
        position: 1,
        storedType: 'bank.ProfileState',
      });
      await failure(code, openBank(store).profile.closeProfile({ customerId }));
    });

    test('is each tenant’s own, with its messages', async () => {
      const store = await open();
      const [one, other] = [store.forTenant('one'), store.forTenant('other')];
      await openBank({ ...store, ...one }).profile.openProfile({ customerId, name: 'Ann' }, { commandId: 'a' });
      await openBank({ ...store, ...other }).profile.openProfile({ customerId, name: 'Zoe' }, { commandId: 'a' });
      expect((await openBank({ ...store, ...one }).profile.load(customerId)).state).toMatchObject({ name: 'Ann' });
      expect(await one.readOutbox(10)).toHaveLength(1);
      expect(new Set((await store.readOutbox(10)).map(({ tenant }) => tenant))).toEqual(new Set(['one', 'other']));
    });

    test('tells subscribers of its events, once', async () => {
      const store = await open();
      const told: string[] = [];
      const notify = (events: readonly { readonly type: string }[]) =>
        void told.push(...events.map(({ type }) => type));
      const { profile } = openBank(store, { subscribers: [{ notify, failed: () => undefined }] });
      await profile.openProfile({ customerId, name: 'Ann' }, { commandId: 'a' });
      await profile.openProfile({ customerId, name: 'Ann' }, { commandId: 'a' });
      expect(told).toEqual(['bank.ProfileOpened']);
    });
  });
}

const open = { is: 'open', name: 'x', note: '', points: 0n } as const;

/** Code that does not look at what the command expects. */
const renaming: ProfileDecider = {
  ...profileDecider,
  decide: { ...profileDecider.decide, RenameProfile: () => ({ state: open, events: [] }) },
};

const reopening: ProfileDecider = {
  ...profileDecider,
  decide: { ...profileDecider.decide, OpenProfile: () => ({ state: { ...open, name: 'y' }, events: [] }) },
};

async function put(store: FullEventStore, data: string): Promise<void> {
  await store.transact((unit) => unit.putDocument({ collection, key: customerId, data }, 0));
}
