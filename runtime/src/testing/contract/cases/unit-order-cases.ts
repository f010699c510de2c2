import type { AppendResult } from '../../../store/append.js';
import type { Unit } from '../../../store/unit.js';
import { claimFails, claimSame, codeOf } from '../claims.js';
import type { CaseGroup, World } from '../contract-case.js';

const resultOf = ({ kind, streamVersion }: AppendResult): string => `${kind} ${String(streamVersion)}`;

/** What became of each, in words. */
async function endingsOf(steps: readonly Promise<AppendResult>[]): Promise<readonly (string | undefined)[]> {
  const endings = await Promise.allSettled(steps);
  return endings.map((ending) => (ending.status === 'fulfilled' ? resultOf(ending.value) : codeOf(ending.reason)));
}

/** Runs a unit that is refused, and says what became of its steps. */
async function refused(
  { store }: World,
  steps: (unit: Unit) => readonly Promise<AppendResult>[],
): Promise<readonly (string | undefined)[]> {
  let endings: readonly (string | undefined)[] = [];
  const unit = store.transact(async (inside) => {
    endings = await endingsOf(steps(inside));
  });
  await claimFails(unit, 'unit-poisoned', 'The commit is refused.');
  return endings;
}

/** A unit's steps that are asked for without waiting for the one before. */
export const unitOrderCases: CaseGroup = {
  group: 'steps of a unit that are asked for at once',
  cases: [
    {
      name: 'appends are done one after the other, as many as there are, each on what those before it have written',
      needs: 'transact',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const others = Array.from({ length: 70 }, () => samples.stream());
        await store.transact(async (unit) => {
          const chain = [0, 1, 2, 3].map((streamVersion) =>
            unit.append({ streamName, expected: { streamVersion }, events: samples.events(1) }),
          );
          const each = others.map((other) =>
            unit.append({ streamName: other, expected: 'no-stream', events: samples.events(2) }),
          );
          const last = unit.append({ streamName, expected: { streamVersion: 4 }, events: [] });
          const endings = await endingsOf([...chain, ...each, last]);
          const expected = [1, 2, 3, 4, ...others.map(() => 2), 4].map((length) => `appended ${String(length)}`);
          claimSame(endings, expected, 'Each has its own answer.');
        });
        claimSame((await store.readStream(streamName)).streamVersion, 4, 'All of the chain is stored.');
        claimSame((await store.readLog({ limit: 500 })).events.length, 144, 'And all of the others.');
      },
    },
    {
      name: 'those behind a conflict are refused',
      needs: 'transact',
      async run(world) {
        const { samples } = world;
        const [one, two] = [samples.stream(), samples.stream()];
        const append = (unit: Unit, streamName = one, streamVersion = 0) =>
          unit.append({ streamName, expected: { streamVersion }, events: samples.events(1) });
        const endings = await refused(world, (unit) => [append(unit), append(unit, two, 7), append(unit, one, 1)]);
        claimSame(endings, ['appended 1', 'conflict 0', 'unit-poisoned'], 'What came before has its answer.');
        claimSame(await world.store.head(), undefined, 'Nothing is stored.');
      },
    },
    {
      name: 'those behind one that fails are refused',
      needs: 'transact',
      async run(world) {
        const { store, samples } = world;
        const known = samples.event();
        await store.append({ streamName: samples.stream(), expected: 'any', events: [known] });
        for (const [events, code] of [
          [[samples.event(), known], 'duplicate-event-id'],
          [[samples.event({ data: '"\0"' })], 'invalid-store-argument'],
        ] as const) {
          const endings = await refused(world, (unit) =>
            [samples.events(1), samples.events(2), events, samples.events(1)].map((batch) =>
              unit.append({ streamName: samples.stream(), expected: 'any', events: batch }),
            ),
          );
          claimSame(endings, ['appended 1', 'appended 2', code, 'unit-poisoned'], 'It alone has its own error.');
        }
        claimSame((await store.readLog()).events.length, 1, 'Nothing more is stored.');
      },
    },
    {
      name: 'other steps keep their places among appends',
      needs: 'transact',
      async run(world) {
        const { store, samples } = world;
        const document = { collection: 'carts', key: 'one', data: '{}' };
        let written: string | undefined;
        const endings = await refused(world, (unit) => {
          const before = unit.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
          const between = unit.putDocument(document, 4).then(({ kind }) => {
            written = kind;
          });
          const behind = unit.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
          return [before, between.then(() => before), behind];
        });
        claimSame([endings[0], written, endings[2]], ['appended 1', 'conflict', 'unit-poisoned'], 'In their order.');
        claimSame(await store.head(), undefined, 'Nothing is stored.');
      },
    },
    {
      name: 'the commit waits for those that nobody waits for',
      needs: 'transact',
      async run({ store, samples }) {
        const [one, two] = [samples.stream(), samples.stream()];
        await store.transact((unit) => {
          for (const streamName of [one, two, one]) {
            void unit.append({ streamName, expected: 'any', events: samples.events(1) });
          }
        });
        claimSame((await store.readStream(one)).streamVersion, 2, 'They are stored.');
        claimSame((await store.readStream(two)).streamVersion, 1, 'All of them.');
      },
    },
    {
      name: 'all of them are refused once the unit has ended',
      needs: 'transact',
      async run({ store, samples }) {
        const late: { append?: () => Promise<AppendResult> } = {};
        await store.transact((unit) => {
          late.append = () => unit.append({ streamName: samples.stream(), expected: 'any', events: samples.events(1) });
        });
        const steps = [0, 1, 2].map(() => late.append?.() ?? Promise.reject(new Error('There was no unit.')));
        claimSame(await endingsOf(steps), ['unit-closed', 'unit-closed', 'unit-closed'], 'Each of them.');
        claimSame(await store.head(), undefined, 'Nothing is stored.');
      },
    },
  ],
};
