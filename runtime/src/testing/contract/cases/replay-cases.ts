import type { ExpectedVersion } from '../../../store/append.js';
import { claimFails, claimSame } from '../claims.js';
import type { CaseGroup, World } from '../contract-case.js';

/** A stream of five events, appended as a batch of two and a batch of three. */
async function twoBatches({ store, samples }: World) {
  const streamName = samples.stream();
  const first = samples.events(2);
  const second = samples.events(3);
  const before = await store.append({ streamName, expected: 'no-stream', events: first });
  const after = await store.append({ streamName, expected: { streamVersion: 2 }, events: second });
  return { streamName, first, second, before, after };
}

export const replayCases: CaseGroup = {
  group: 'replays and duplicates',
  cases: [
    {
      name: 'the same batch under the same condition is answered as it was then',
      async run(world) {
        const { streamName, first, second, before, after } = await twoBatches(world);
        const again = await world.store.append({ streamName, expected: 'no-stream', events: first });
        claimSame(again, { ...before, deduplicated: true }, 'The first batch, although the stream has moved on.');
        const last = await world.store.append({ streamName, expected: { streamVersion: 2 }, events: second });
        claimSame(last, { ...after, deduplicated: true }, 'The second batch.');
      },
    },
    {
      name: 'a batch that lies together in the stream is a replay under any and stream-exists',
      needs: 'streamExists',
      async run(world) {
        const { streamName, first, second, before, after } = await twoBatches(world);
        const conditions: readonly ExpectedVersion[] = ['any', 'stream-exists'];
        for (const expected of conditions) {
          const earlier = await world.store.append({ streamName, expected, events: first });
          claimSame(earlier, { ...before, deduplicated: true }, 'The first batch.');
          const later = await world.store.append({ streamName, expected, events: second });
          claimSame(later, { ...after, deduplicated: true }, 'The second batch.');
        }
      },
    },
    {
      name: 'the first writing of an event stands, whatever a replay carries',
      async run(world) {
        const { streamName, first } = await twoBatches(world);
        const events = first.map((event) => ({ ...event, data: '"other"' }));
        await world.store.append({ streamName, expected: 'no-stream', events });
        const page = await world.store.readStream(streamName, { limit: 2 });
        claimSame(
          page.events.map(({ data }) => data),
          first.map(({ data }) => data),
          'Stored text never changes.',
        );
      },
    },
    {
      name: 'a batch that was stored in part is refused, and its tail is never appended',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const [one, two, three] = [samples.event(), samples.event(), samples.event()];
        await store.append({ streamName, expected: 'no-stream', events: [one, two] });
        const conditions: readonly ExpectedVersion[] = ['no-stream', 'any', { streamVersion: 0 }];
        for (const expected of conditions) {
          const append = store.append({ streamName, expected, events: [one, two, three] });
          const error = await claimFails(append, 'partial-duplicate', 'A batch stored in part is refused.');
          claimSame([Reflect.get(error, 'stored'), Reflect.get(error, 'total')], [2, 3], 'The error counts.');
        }
        claimSame((await store.readStream(streamName)).streamVersion, 2, 'Nothing was appended.');
      },
    },
    {
      name: 'a stored event followed by another than before is refused',
      async run(world) {
        const { streamName, first } = await twoBatches(world);
        const events = [...first.slice(0, 1), world.samples.event()];
        const append = world.store.append({ streamName, expected: 'no-stream', events });
        await claimFails(append, 'partial-duplicate', 'A batch that begins like a stored one is no replay.');
      },
    },
    {
      name: 'under a stale condition new ids are a conflict, wherever known ones follow',
      async run(world) {
        const { streamName, first } = await twoBatches(world);
        const events = [world.samples.event(), ...first];
        const result = await world.store.append({ streamName, expected: { streamVersion: 2 }, events });
        claimSame(result, { kind: 'conflict', streamVersion: 5 }, 'The condition does not hold: a conflict.');
      },
    },
    {
      name: 'an id that lies earlier in the stream is refused at its head',
      async run(world) {
        const { streamName, first } = await twoBatches(world);
        const events = [world.samples.event(), ...first.slice(0, 1)];
        for (const batch of [first.slice(0, 1), events]) {
          const append = world.store.append({ streamName, expected: { streamVersion: 5 }, events: batch });
          await claimFails(append, 'duplicate-event-id', 'An id is stored once.');
        }
        const unconditional = world.store.append({ streamName, expected: 'any', events });
        await claimFails(unconditional, 'duplicate-event-id', 'Under any too, when it does not lead the batch.');
      },
    },
    {
      name: 'an id that lies in another stream is refused, and the error says where',
      async run(world) {
        const { store, samples } = world;
        const { streamName, second } = await twoBatches(world);
        const conditions: readonly ExpectedVersion[] = ['any', 'no-stream', { streamVersion: 0 }];
        for (const expected of conditions) {
          const request = { streamName: samples.stream(), expected, events: [samples.event(), ...second.slice(1)] };
          const error = await claimFails(store.append(request), 'duplicate-event-id', 'An id is stored once.');
          claimSame(Reflect.get(error, 'eventId'), second[1]?.eventId, 'The error names the id.');
          const existing: unknown = Reflect.get(error, 'existing');
          claimSame(Reflect.get(Object(existing), 'streamName'), streamName, 'The error names the other stream.');
          claimSame((await store.readStream(request.streamName)).state, 'absent', 'Nothing was stored.');
        }
      },
    },
    {
      name: 'an id twice in one batch is refused',
      async run({ store, samples }) {
        const [one, two] = [samples.event(), samples.event()];
        const request = { streamName: samples.stream(), expected: 'any' as const, events: [one, two, one] };
        await claimFails(store.append(request), 'duplicate-event-id', 'A batch cannot repeat an id.');
        claimSame(await store.head(), undefined, 'Nothing was stored.');
      },
    },
    {
      name: 'what was refused may be appended later',
      async run({ store, samples }) {
        const streamName = samples.stream();
        const events = samples.events(2);
        await store.append({ streamName, expected: { streamVersion: 4 }, events });
        const result = await store.append({ streamName, expected: 'no-stream', events });
        claimSame([result.kind, result.streamVersion], ['appended', 2], 'A conflict leaves no trace of its ids.');
      },
    },
  ],
};
