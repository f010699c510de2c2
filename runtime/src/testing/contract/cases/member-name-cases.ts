import type { FullEventStore } from '../../../store/event-store.js';
import { claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';
import { uncheckedStreamName } from '../samples.js';

/** Names that every JavaScript object has a member of: a look-up by them finds what nobody stored. */
const names = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'length', '0'];

const large = (letter: string): string => JSON.stringify(letter.repeat(5_000_000));

const writeDocument = (store: FullEventStore, name: string, data: string) =>
  store.transact((unit) => unit.putDocument({ collection: name, key: name, data }, 0));

const events: readonly CaseDefinition[] = [
  {
    name: 'streams, categories and types with names of object members are like any others',
    async run({ store, samples }) {
      for (const name of names) {
        const streamName = uncheckedStreamName(`${name}-${name}`);
        const type = `${name}.${name}`;
        claimSame((await store.readStream(streamName)).events, [], `Nothing in ${streamName} yet.`);
        claimSame((await store.readLog({ filter: { types: [type] } })).events, [], `Nothing of type ${type} yet.`);
        await store.append({ streamName, expected: 'no-stream', events: [samples.event({ type })] });
        const { events: found } = await store.readLog({ filter: { types: [type] } });
        claimSame(
          found.map((event) => [event.streamName, event.type]),
          [[streamName, type]],
          'The one that was stored.',
        );
      }
    },
  },
  {
    name: 'five million characters of metadata come back',
    async run({ store, samples }) {
      const streamName = samples.stream();
      const metadata = large('m');
      await store.append({ streamName, expected: 'no-stream', events: [samples.event({ metadata })] });
      const { events: found } = await store.readStream(streamName);
      claimSame(found[0]?.metadata === metadata, true, 'All of them.');
    },
  },
];

const units: readonly CaseDefinition[] = [
  {
    name: 'documents, checkpoints, snapshots and outcomes with names of object members are like any others',
    async run({ store, samples }) {
      for (const name of names) {
        const streamName = uncheckedStreamName(`${name}-${name}`);
        const eventId = samples.eventId();
        const key = { tenant: store.tenant ?? name, context: name, commandId: name };
        const found = async () => [
          await store.findDocument(name, name),
          await store.findCheckpoint(name),
          await store.findSnapshot(streamName, name),
          await store.findOutcome(key),
        ];
        claimSame(await found(), [undefined, undefined, undefined, undefined], `Nothing under ${name} yet.`);
        const document = { collection: name, key: name, data: `"${name}"` };
        const checkpoint = { name, logId: name, logPosition: '1', eventId, epoch: 1 };
        const snapshot = { streamName, stateHash: name, streamVersion: 1, eventId, data: `"${name}"` };
        const outcome = samples.outcome({ key });
        await store.transact(async (unit) => {
          await unit.putDocument(document, 0);
          await unit.saveCheckpoint(checkpoint);
          await unit.saveSnapshot(snapshot);
          await unit.recordOutcome(outcome);
        });
        claimSame(await found(), [{ ...document, revision: 1 }, checkpoint, snapshot, outcome], 'What was stored.');
      }
    },
  },
  {
    name: 'five million characters of a document come back, and a refused one of that size leaves the old',
    async run({ store }) {
      const data = large('d');
      await writeDocument(store, 'big', data);
      claimSame((await store.findDocument('big', 'big'))?.data === data, true, 'All of them.');
      const refused = store.transact((unit) =>
        unit.putDocument({ collection: 'big', key: 'big', data: `${large('e')}\0` }, 1),
      );
      claimSame(
        await refused.then(
          () => 'written',
          () => 'refused',
        ),
        'refused',
        'It cannot be stored.',
      );
      claimSame((await store.findDocument('big', 'big'))?.data === data, true, 'Still the old.');
    },
  },
];

export const memberNameCases: CaseGroup = {
  group: 'names of object members, and size',
  cases: [...events, ...units.map((definition) => ({ ...definition, needs: 'transact' as const }))],
};
