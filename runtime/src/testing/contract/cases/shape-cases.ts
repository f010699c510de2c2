import type { NewStoredEvent } from '../../../store/stored-event.js';
import { claim, claimFails, claimSame, codeOf } from '../claims.js';
import type { CaseGroup, World } from '../contract-case.js';

const red = { shapeHash: 'aaaaaaaaaaaaaaaa' };
const blue = { shapeHash: 'bbbbbbbbbbbbbbbb' };

/** One event on a stream of its own. */
function appendAlone({ store, samples }: World, given: Partial<NewStoredEvent>): Promise<unknown> {
  return store.append({ streamName: samples.stream(), expected: 'no-stream', events: [samples.event(given)] });
}

async function claimTaken(world: World, given: Partial<NewStoredEvent>): Promise<void> {
  const refused = await appendAlone(world, given).then(() => undefined, codeOf);
  const shape = given.shapeHash === undefined ? 'without a shape' : 'of a shape that nothing stands against';
  claimSame(refused, undefined, `An event ${shape} is taken.`);
}

async function claimDrift(world: World, given: Partial<NewStoredEvent>, promise: string): Promise<void> {
  const error = await claimFails(appendAlone(world, given), 'shape-drifted', promise);
  const { type = 'shop.Happened', schemaVersion = 1, shapeHash } = given;
  const said = ['type', 'schemaVersion', 'givenHash'].map((field): unknown => Reflect.get(error, field));
  claimSame(said, [type, schemaVersion, shapeHash], 'The error says which type, schema version and hash.');
}

async function logLength({ store }: World): Promise<number> {
  return (await store.readLog({ limit: 1_000 })).events.length;
}

export const shapeCases: CaseGroup = {
  group: 'shapes',
  cases: [
    {
      name: 'another shape under the same type and schema version is refused, on whatever stream',
      async run(world) {
        await claimTaken(world, red);
        await claimTaken(world, red);
        await claimDrift(world, blue, 'The first shape stands.');
        await claimTaken(world, red);
        claimSame(await logLength(world), 3, 'What was refused is not stored.');
      },
    },
    {
      name: 'each type and each schema version has a shape of its own',
      async run(world) {
        await claimTaken(world, red);
        await claimTaken(world, { ...blue, schemaVersion: 2 });
        await claimTaken(world, { ...blue, type: 'shop.Other' });
        await claimDrift(world, { ...red, schemaVersion: 2 }, 'Version 2 has its own shape.');
        await claimDrift(world, { ...red, type: 'shop.Other' }, 'The other type has its own shape.');
      },
    },
    {
      name: 'a batch with one drifted event is kept out as a whole',
      async run(world) {
        const { store, samples } = world;
        await claimTaken(world, red);
        const events = [samples.event(red), samples.event({ ...red, type: 'shop.New' }), samples.event(blue)];
        const append = store.append({ streamName: samples.stream(), expected: 'any', events });
        await claimFails(append, 'shape-drifted', 'One event of another shape is enough.');
        claimSame(await logLength(world), 1, 'Nothing of the batch is stored.');
        await claimTaken(world, { ...blue, type: 'shop.New' });
      },
    },
    {
      name: 'a batch whose events disagree about a new shape is kept out',
      async run(world) {
        const { store, samples } = world;
        const events = [samples.event(red), samples.event(blue)];
        const append = store.append({ streamName: samples.stream(), expected: 'any', events });
        await claimFails(append, 'shape-drifted', 'Two shapes cannot both be the first.');
        await claimTaken(world, blue);
        claimSame(await logLength(world), 1, 'Neither stands.');
      },
    },
    {
      name: 'events without a shape are taken before and after, and say nothing of it',
      async run(world) {
        await claimTaken(world, {});
        await claimTaken(world, red);
        await claimTaken(world, {});
        await claimDrift(world, blue, 'The first shape that was said stands.');
      },
    },
    {
      name: 'a batch that was not stored leaves no trace of its shapes',
      async run(world) {
        const { store, samples } = world;
        const streamName = samples.stream();
        await store.append({ streamName, expected: 'no-stream', events: [samples.event()] });
        const conflict = await store.append({ streamName, expected: 'no-stream', events: [samples.event(red)] });
        claimSame(conflict, { kind: 'conflict', streamVersion: 1 }, 'The condition does not hold.');
        const known = samples.event();
        await store.append({ streamName: samples.stream(), expected: 'any', events: [known] });
        const duplicate = { ...samples.event(red), eventId: known.eventId };
        await claimFails(
          store.append({ streamName: samples.stream(), expected: 'any', events: [duplicate] }),
          'duplicate-event-id',
          'The id lies elsewhere.',
        );
        await claimTaken(world, blue);
        await claimDrift(world, red, 'The first shape that was stored stands.');
      },
    },
    {
      name: 'a drifted shape is refused before anything else is looked at: a conflict, a replay',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const event = samples.event(red);
        await store.append({ streamName, expected: 'no-stream', events: [event] });
        const late = store.append({ streamName, expected: 'no-stream', events: [samples.event(blue)] });
        await claimFails(late, 'shape-drifted', 'What can never be stored is no conflict.');
        const again = store.append({ streamName, expected: 'no-stream', events: [{ ...event, ...blue }] });
        await claimFails(again, 'shape-drifted', 'Nor is it a replay.');
        const replay = await store.append({ streamName, expected: 'no-stream', events: [event] });
        claim(replay.kind === 'appended' && replay.deduplicated, 'With its own shape it is one.');
      },
    },
    {
      name: 'of many writers with two shapes one shape wins, and all of the other are refused',
      async run(world) {
        const { store, samples } = world;
        const writes = Array.from({ length: 32 }, async (_, index) => {
          const events = [samples.event({ ...(index % 2 === 0 ? red : blue), data: `${index % 2}` })];
          try {
            await store.append({ streamName: samples.stream(), expected: 'no-stream', events });
          } catch (error) {
            claimSame(codeOf(error), 'shape-drifted', 'Only drift keeps them out.');
          }
        });
        await Promise.all(writes);
        const { events } = await store.readLog();
        claimSame(new Set(events.map(({ data }) => data)).size, 1, 'All events have one shape.');
        claimSame(events.length, 16, 'Everybody with that shape got through.');
      },
    },
    {
      name: 'a shape’s text that can never be stored is refused',
      async run(world) {
        for (const shapeHash of ['', 'a\0b', 'x'.repeat(129)]) {
          await claimFails(appendAlone(world, { shapeHash }), 'invalid-store-argument', 'It is no fingerprint.');
        }
        claimSame(await logLength(world), 0, 'Nothing is stored.');
      },
    },
    {
      name: 'a unit that is rolled back leaves no trace of its shapes, one that commits does',
      needs: 'transact',
      async run(world) {
        const { store, samples } = world;
        const write = (given: Partial<NewStoredEvent>, fail: boolean): Promise<void> =>
          store.transact(async (unit) => {
            await unit.append({ streamName: samples.stream(), expected: 'any', events: [samples.event(given)] });
            if (fail) throw new Error('rolled back');
          });
        const failure = await write(red, true).catch((error: unknown) => error);
        claim(failure instanceof Error && failure.message === 'rolled back', 'The unit fails as its work did.');
        const committed = await write(blue, false).then(() => undefined, codeOf);
        claimSame(committed, undefined, 'Nothing stands against another shape.');
        await claimDrift(world, red, 'What the unit has stored stands.');
      },
    },
    {
      name: 'within a unit the shapes of its own events count, and drift poisons it',
      needs: 'transact',
      async run(world) {
        const { store, samples } = world;
        const batch = (given: Partial<NewStoredEvent>) => ({
          streamName: samples.stream(),
          expected: 'any' as const,
          events: [samples.event(given)],
        });
        const unit = store.transact(async (open) => {
          await open.append(batch(red));
          await claimFails(open.append(batch(blue)), 'shape-drifted', 'The unit has said another shape before.');
        });
        await claimFails(unit, 'unit-poisoned', 'What failed inside keeps the unit from committing.');
        claimSame(await logLength(world), 0, 'Nothing of it is stored.');
        await claimTaken(world, blue);
      },
    },
    {
      name: 'drafts are refused, wherever they stand in their batch, and leave no trace',
      needs: 'draftGuard',
      async run(world) {
        const { store, samples } = world;
        const draft = samples.event({ ...red, schemaVersion: 2, draft: true });
        for (const events of [[draft], [samples.event(), draft]]) {
          const append = store.append({ streamName: samples.stream(), expected: 'any', events });
          const error = await claimFails(append, 'draft-shape', 'A draft is not stored for good.');
          claim('schemaVersion' in error && error.schemaVersion === 2, 'The error says which schema version.');
          claim(error.message.includes('varve release'), 'The error says what to do.');
        }
        claimSame(await logLength(world), 0, 'Nothing of the batches is stored.');
        await claimTaken(world, { ...blue, schemaVersion: 2, draft: false });
      },
    },
    {
      name: 'drafts are refused inside a unit too',
      needs: ['draftGuard', 'transact'],
      async run(world) {
        const { store, samples } = world;
        const events = [samples.event({ ...red, draft: true })];
        const unit = store.transact((open) => open.append({ streamName: samples.stream(), expected: 'any', events }));
        await claimFails(unit, 'draft-shape', 'A draft is not stored for good.');
        claimSame(await logLength(world), 0, 'Nothing of the unit is stored.');
      },
    },
  ],
};
