import type { StreamName } from '../../../runtime/src/message/identifiers.js';
import { codeOf } from '../../../runtime/src/testing/contract/claims.js';
import type { BrokenStore } from './broken-store.js';

export const brokenUnits: readonly BrokenStore[] = [
  {
    fault: 'a lease fences nothing: who lost it may go on writing',
    caughtBy: ['a unit of an owner who lost the lease stores nothing'],
    breakStore: (sound) => ({
      ...sound,
      transact: (work, options) =>
        sound.transact((unit) => work({ ...unit, holdLease: () => Promise.resolve() }), options),
    }),
  },
  {
    fault: 'an owner who gets its lease back keeps the epoch',
    caughtBy: ['a lease that is given up is free at once, and its epoch is not used again'],
    breakStore(sound) {
      const ofOthers = new Map<string, number>();
      return {
        ...sound,
        async acquireLease(request) {
          const { kind, lease } = await sound.acquireLease(request);
          const epoch = ofOthers.get(lease.name) ?? lease.epoch;
          ofOthers.set(lease.name, epoch);
          return { kind, lease: { ...lease, epoch } };
        },
      };
    },
  },
  {
    fault: 'who asks for a lease takes it, whether it has run out or not',
    caughtBy: ['a lease belongs to one owner at a time, and others are told whose it is'],
    breakStore: (sound) => ({
      ...sound,
      async acquireLease(request) {
        const standing = await sound.findLease(request.name);
        if (standing !== undefined) await sound.releaseLease(standing);
        return sound.acquireLease(request);
      },
    }),
  },
  {
    fault: 'parked events come in the order of their ids',
    caughtBy: ['an event parked again keeps its place, and the new reason stands'],
    breakStore: (sound) => ({
      ...sound,
      async readParked(processor, options) {
        const parked = await sound.readParked(processor, options);
        return [...parked].sort((a, b) => (a.reason < b.reason ? 1 : -1));
      },
    }),
  },
  {
    fault: 'a unit writes at once and rolls nothing back',
    caughtBy: ['nothing a unit wrote stands when its work throws, and the error is handed on'],
    breakStore: (sound) => ({
      ...sound,
      transact: (work) =>
        sound
          .transact(async (unit) => {
            let answer: { readonly value: Awaited<ReturnType<typeof work>> } | { readonly error: unknown };
            try {
              answer = { value: await work(unit) };
            } catch (error) {
              answer = { error };
            }
            return answer;
          })
          .then((answer) => {
            if ('error' in answer) throw answer.error;
            return answer.value;
          }),
    }),
  },
  {
    fault: 'a unit whose append conflicted commits the rest',
    caughtBy: ['a conflict inside poisons the unit: later steps and the commit are refused, nothing is stored'],
    breakStore: (sound) => ({
      ...sound,
      transact: (work, options) =>
        sound.transact(
          (unit) =>
            work({
              ...unit,
              async append(request) {
                const { streamVersion } = await unit.append({ ...request, expected: 'any', events: [] });
                const { expected } = request;
                const holds = expected === 'no-stream' ? streamVersion === 0 : true;
                return holds ? unit.append(request) : { kind: 'conflict', streamVersion };
              },
            }),
          options,
        ),
    }),
  },
  {
    fault: 'readers see what an open unit wrote',
    caughtBy: ['readers of streams and log see nothing of an open unit, then all of it'],
    breakStore(sound) {
      const open = new Map<StreamName, number>();
      return {
        ...sound,
        transact: (work, options) =>
          sound
            .transact(
              (unit) =>
                work({
                  ...unit,
                  append(request) {
                    open.set(request.streamName, request.events.length);
                    return unit.append(request);
                  },
                }),
              options,
            )
            .finally(() => open.clear()),
        async readStream(streamName, options) {
          const page = await sound.readStream(streamName, options);
          return { ...page, streamVersion: page.streamVersion + (open.get(streamName) ?? 0) };
        },
      };
    },
  },
  {
    fault: 'a checkpoint is written whatever its epoch',
    caughtBy: ['a checkpoint of an older epoch is refused and cannot undo a newer owner’s'],
    breakStore: (sound) => ({
      ...sound,
      transact: (work, options) =>
        sound.transact(
          (unit) =>
            work({
              ...unit,
              async saveCheckpoint(checkpoint) {
                const stored = await unit.findCheckpoint(checkpoint.name);
                const epoch = Math.max(checkpoint.epoch, stored?.epoch ?? 0);
                return unit.saveCheckpoint({ ...checkpoint, epoch });
              },
            }),
          options,
        ),
    }),
  },
  {
    fault: 'an outcome is recorded apart from its append, also when that did not succeed',
    caughtBy: ['a conflict or a refusal records no outcome', 'an empty batch records its outcome under its condition'],
    breakStore: (sound) => ({
      ...sound,
      async append({ outcome, ...request }, options) {
        if (outcome !== undefined) await sound.recordOutcome(outcome);
        return sound.append(request, options);
      },
    }),
  },
  {
    fault: 'the name of a deleted stream begins a new life',
    caughtBy: ['a deleted stream refuses every append: new, replayed or empty, under any condition'],
    breakStore: (sound) => ({
      ...sound,
      append: (request, options) =>
        sound.append(request, options).catch((error: unknown) => {
          if (codeOf(error) !== 'stream-closed') throw error;
          return sound.append({ ...request, streamName: `${request.streamName}~2` as StreamName }, options);
        }),
    }),
  },
  {
    fault: 'messages of an order that is held up take part in the limit',
    caughtBy: ['what lies in the outbox behind orders that are held up is read, and nothing of those'],
    breakStore: (sound) => ({
      ...sound,
      async readOutbox(limit, { besides = [] } = {}) {
        const held = new Set(besides.map(({ orderKey }) => orderKey));
        return (await sound.readOutbox(limit)).filter(({ orderKey }) => !held.has(orderKey));
      },
    }),
  },
  {
    fault: 'a unit removes messages at once',
    caughtBy: [
      'messages removed in a unit are gone with its commit, and wait on when it fails',
      'who has lost a lease removes nothing from the outbox any more',
    ],
    breakStore(sound) {
      const left = new Set<string>();
      return {
        ...sound,
        readOutbox: async (limit, options) =>
          (await sound.readOutbox(limit, options)).filter(({ messageId }) => !left.has(messageId)),
        transact: (work, options) =>
          sound.transact(
            (unit) =>
              work({
                ...unit,
                async removeFromOutbox(messages) {
                  for (const each of messages) left.add(typeof each === 'string' ? each : each.messageId);
                  await unit.removeFromOutbox(messages);
                },
              }),
            options,
          ),
      };
    },
  },
  {
    fault: 'a message that waits already is dropped in silence',
    caughtBy: ['a message that still waits cannot be put there again'],
    breakStore: (sound) => ({
      ...sound,
      transact: (work, options) => {
        const waiting = sound.readOutbox(1_000).then((messages) => new Set(messages.map(({ messageId }) => messageId)));
        return waiting.then((ids) =>
          sound.transact(
            (unit) =>
              work({
                ...unit,
                async enqueue(message) {
                  if (!ids.has(message.messageId)) await unit.enqueue(message);
                },
              }),
            options,
          ),
        );
      },
    }),
  },
  {
    fault: 'a document that was made again counts from 1 again',
    caughtBy: ['a document that was deleted and made again never has a revision twice'],
    breakStore(sound) {
      const lives = new Map<string, number>();
      return {
        ...sound,
        transact: (work, options) =>
          sound.transact(
            (unit) =>
              work({
                ...unit,
                async putDocument(document, expected) {
                  const before = lives.get(document.key) ?? 0;
                  const result = await unit.putDocument(document, expected === 0 ? 0 : expected + before);
                  if (expected === 0) lives.set(document.key, result.revision - 1);
                  return { ...result, revision: result.revision - (lives.get(document.key) ?? 0) };
                },
              }),
            options,
          ),
      };
    },
  },
  {
    fault: 'listeners are told before the append, whatever comes of it',
    caughtBy: ['conflicts, replays, refusals and empty batches are not heard'],
    breakStore(sound) {
      const listeners = new Set<(streamName: StreamName) => void>();
      return {
        ...sound,
        append(request, options) {
          for (const listener of listeners) listener(request.streamName);
          return sound.append(request, options);
        },
        onAppend(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      };
    },
  },
];
