import type { OutcomeRecord } from '../../../store/outcome.js';
import { claimFails, claimSame } from '../claims.js';
import type { CaseDefinition, CaseGroup } from '../contract-case.js';

const cases: readonly CaseDefinition[] = [
  {
    name: 'an outcome stands as soon as its append does, and as it was given',
    needs: 'anyTenant',
    async run({ store, samples }) {
      const outcome = samples.outcome({ result: ' {"é": "\\u0000", "n": 1e2} ', key: { tenant: 'acme' } });
      claimSame(await store.findOutcome(outcome.key), undefined, 'Nothing stands before.');
      await store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(2), outcome });
      claimSame(await store.findOutcome(outcome.key), outcome, 'Afterwards the record stands, text unchanged.');
    },
  },
  {
    name: 'a conflict or a refusal records no outcome',
    async run({ store, samples }) {
      const streamName = samples.stream();
      const outcome = samples.outcome();
      const known = samples.event();
      await store.append({ streamName: samples.stream(), expected: 'any', events: [known] });
      await store.append({ streamName, expected: { streamVersion: 3 }, events: samples.events(1), outcome });
      const refused = store.append({ streamName, expected: 'any', events: [samples.event(), known], outcome });
      await claimFails(refused, 'duplicate-event-id', 'A known id is refused.');
      claimSame(await store.findOutcome(outcome.key), undefined, 'Nothing was recorded.');
    },
  },
  {
    name: 'a key that is taken refuses new events, and the error carries the record that stands',
    async run({ store, samples }) {
      const streamName = samples.stream();
      const first = samples.outcome();
      await store.append({ streamName, expected: 'any', events: samples.events(1), outcome: first });
      for (const commandHash of [first.commandHash, 'another']) {
        const outcome = { ...first, commandHash };
        const append = store.append({ streamName, expected: 'any', events: samples.events(1), outcome });
        const error = await claimFails(append, 'outcome-key-taken', 'The first outcome wins.');
        claimSame(Reflect.get(error, 'recorded'), first, 'The error carries the record.');
      }
      claimSame((await store.readStream(streamName)).streamVersion, 1, 'No event was stored.');
    },
  },
  {
    name: 'a condition that does not hold is a conflict before a taken key is looked at',
    async run({ store, samples }) {
      const streamName = samples.stream();
      const outcome = samples.outcome();
      await store.append({ streamName, expected: 'any', events: samples.events(1), outcome });
      const result = await store.append({ streamName, expected: 'no-stream', events: samples.events(1), outcome });
      claimSame(result, { kind: 'conflict', streamVersion: 1 }, 'A conflict.');
    },
  },
  {
    name: 'a replayed batch with its own outcome is a replay; with another command’s it is refused',
    async run({ store, samples }) {
      const outcome = samples.outcome();
      const request = { streamName: samples.stream(), expected: 'any' as const, events: samples.events(2), outcome };
      const result = await store.append(request);
      claimSame(await store.append(request), { ...result, deduplicated: true }, 'The retry is answered as the first.');
      const other = { ...request, outcome: { ...outcome, commandHash: 'another' } };
      await claimFails(store.append(other), 'outcome-key-taken', 'The key belongs to another command.');
    },
  },
  {
    name: 'a replayed batch records its outcome when none stands yet',
    async run({ store, samples }) {
      const request = { streamName: samples.stream(), expected: 'any' as const, events: samples.events(2) };
      await store.append(request);
      const outcome = samples.outcome();
      await store.append({ ...request, outcome });
      claimSame(await store.findOutcome(outcome.key), outcome, 'After a success a record stands under the key.');
    },
  },
  {
    name: 'an empty batch records its outcome under its condition',
    async run({ store, samples }) {
      const streamName = samples.stream();
      const outcome = samples.outcome({ kind: 'nothing' });
      await store.append({ streamName, expected: { streamVersion: 1 }, events: [], outcome });
      claimSame(await store.findOutcome(outcome.key), undefined, 'A conflict records nothing.');
      await store.append({ streamName, expected: 'no-stream', events: [], outcome });
      claimSame(await store.findOutcome(outcome.key), outcome, 'A condition that holds records it.');
    },
  },
  {
    name: 'recording answers with the record that stands: the first',
    async run({ store, samples }) {
      const first = samples.outcome({ kind: 'rejected', result: '"a"' });
      const second: OutcomeRecord = { ...first, kind: 'nothing', result: '"b"', commandHash: 'other' };
      claimSame(await store.recordOutcome(first), first, 'A free key takes the record.');
      claimSame(await store.recordOutcome(second), first, 'A taken key keeps its own.');
      claimSame(await store.findOutcome(first.key), first, 'And that is what is found.');
    },
  },
  {
    name: 'keys differ in every part, however the parts are cut',
    needs: 'anyTenant',
    async run({ store, samples }) {
      const parts = [
        ['a', 'b', 'c'],
        ['', 'a', 'bc'],
        ['ab', '', 'c'],
        ['a', 'b|c', 'c'],
        ['a|b', 'c', 'c'],
        ['a:b', 'c', 'd'],
        ['a', 'b:c', 'd'],
        ['A', 'b', 'c'],
      ] as const;
      const records = parts.map(([tenant, context, commandId], index) =>
        samples.outcome({ key: { tenant, context, commandId }, result: String(index) }),
      );
      for (const record of records) claimSame(await store.recordOutcome(record), record, 'Each key is free.');
      for (const record of records) claimSame(await store.findOutcome(record.key), record, 'Each finds its own.');
    },
  },
  {
    name: 'of writers that race with one key exactly one wins, and the others learn of it',
    async run({ store, samples }) {
      const records = Array.from({ length: 12 }, (_, index) =>
        samples.outcome({ key: { commandId: 'one' }, result: String(index) }),
      );
      const answers = await Promise.all(records.map((record) => store.recordOutcome(record)));
      for (const answer of answers) claimSame(answer, answers[0], 'All are told of the same record.');
      const appends = await Promise.allSettled(
        records.map((outcome) =>
          store.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1), outcome }),
        ),
      );
      const refused = appends.filter(({ status }) => status === 'rejected');
      claimSame(refused.length, records.length, 'No append passes the taken key.');
      claimSame(await store.head(), undefined, 'No event was stored.');
    },
  },
  {
    name: 'a record that cannot be stored is refused before anything is written',
    async run({ store, samples }) {
      const faults = [
        { commandHash: '\0' },
        { result: '"\ud800"' },
        { key: { tenant: '\0' } },
        { key: { commandId: '' } },
      ];
      for (const fault of faults) {
        const outcome = samples.outcome(fault);
        const what = JSON.stringify(fault);
        await claimFails(store.recordOutcome(outcome), 'invalid-store-argument', `${what} is refused.`);
        const append = store.append({
          streamName: samples.stream(),
          expected: 'any',
          events: samples.events(1),
          outcome,
        });
        await claimFails(append, 'invalid-store-argument', `${what} is refused with an append.`);
      }
      claimSame(await store.head(), undefined, 'No event was stored.');
    },
  },
];

export const outcomeCases: CaseGroup = {
  group: 'command outcomes',
  cases: cases.map((definition) => ({ ...definition, needs: ['outcomes', ...[definition.needs ?? []].flat()] })),
};
