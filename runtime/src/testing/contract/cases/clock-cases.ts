import { claim, claimSame } from '../claims.js';
import type { CaseGroup, World } from '../contract-case.js';

async function recordAt({ store, samples, clock }: World, instants: readonly string[]): Promise<readonly string[]> {
  const streamName = samples.stream();
  for (const instant of instants) {
    clock.set(instant);
    await store.append({ streamName, expected: 'any', events: samples.events(2) });
  }
  const { events } = await store.readStream(streamName);
  return events.map(({ recordedAt }) => recordedAt);
}

export const clockCases: CaseGroup = {
  group: 'recorded times',
  cases: [
    {
      name: 'recorded times are instants in UTC, the same for a batch, and never decrease within a stream',
      async run({ store, samples }) {
        const streamName = samples.stream();
        for (let count = 0; count < 20; count += 1) {
          await store.append({ streamName, expected: 'any', events: samples.events(3) });
        }
        const { events } = await store.readStream(streamName);
        for (const [index, { recordedAt }] of events.entries()) {
          claim(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(recordedAt), `${recordedAt} is an instant in UTC.`);
          const previous = events[index - 1]?.recordedAt ?? recordedAt;
          claim(previous.slice(0, -1) <= recordedAt.slice(0, -1), `${recordedAt} is not before ${previous}.`);
          if (index % 3 > 0) claimSame(recordedAt, previous, 'A batch has one time.');
        }
      },
    },
    {
      name: 'the time recorded is the store’s, to its last digit',
      needs: 'clock',
      async run(world) {
        const instants = ['2024-03-01T00:00:00.123456789Z', '2024-03-01T00:00:00.5Z', '2024-03-01T00:00:01Z'];
        const expected = instants.flatMap((instant) => [instant, instant]);
        claimSame(await recordAt(world, instants), expected, 'No digit is dropped or added.');
      },
    },
    {
      name: 'a clock that steps back does not take the stream with it',
      needs: 'clock',
      async run(world) {
        const [early, late] = ['2024-03-01T00:00:00.000Z', '2024-03-01T01:00:00.000Z'];
        const recorded = await recordAt(world, [late, early, late, early]);
        claimSame(new Set(recorded).size, 1, 'All events have the latest time seen.');
        claimSame(recorded[0], late, 'Which is the first one here.');
        const other = await recordAt(world, [early]);
        claimSame(other, [early, early], 'Another stream has its own time.');
      },
    },
    {
      name: 'a step back of less than a millisecond is noticed',
      needs: 'clock',
      async run(world) {
        const later = '2024-03-01T00:00:00.1234Z';
        const recorded = await recordAt(world, [later, '2024-03-01T00:00:00.123Z', '2024-03-01T00:00:00.12335Z']);
        claimSame(new Set(recorded).size, 1, 'Instants are compared, not texts of different length.');
      },
    },
    {
      name: 'a replay answers with the time of the first writing',
      needs: 'clock',
      async run({ store, samples, clock }) {
        const request = { streamName: samples.stream(), expected: 'no-stream' as const, events: samples.events(1) };
        const first = await store.append(request);
        clock.set('2024-06-01T00:00:00.000Z');
        const again = await store.append(request);
        claimSame(Reflect.get(again, 'recordedAt'), Reflect.get(first, 'recordedAt'), 'The time it was stored.');
      },
    },
  ],
};
