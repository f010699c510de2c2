// A store remembers where streams end, while other processes write to the same file. Two stores on one file are as good
// as two processes: they share nothing but the file.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { openSqliteStore, type SqliteEventStore } from '../../runtime/src/stores/sqlite/index.js';
import { createSamples, type Samples } from '../../runtime/src/testing/contract/samples.js';
import { StreamClosedError } from '../../runtime/src/errors/store-errors.js';
import type { StreamName } from '../../runtime/src/message/identifiers.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-heads-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
let here: SqliteEventStore;
let there: SqliteEventStore;
let samples: Samples;
let streamName: StreamName;
let time: Record<'here' | 'there', string>;

/** `here` has written two events to the stream, and `there` has written `count` more. */
beforeEach(async () => {
  const path = join(folder, `${(files += 1)}.db`);
  time = { here: '2026-01-01T00:00:00Z', there: '2026-01-01T00:00:00Z' };
  here = await openSqliteStore({ path, durability: 'normal', now: () => time.here });
  there = await openSqliteStore({ path, durability: 'normal', now: () => time.there });
  samples = createSamples();
  streamName = samples.stream();
  await here.append({ streamName, expected: 'no-stream', events: samples.events(2) });
  return async () => {
    await here.close();
    await there.close();
  };
});

const goOnThere = (count: number) =>
  there.append({ streamName, expected: { streamVersion: 2 }, events: samples.events(count) });

async function positionsAndIds() {
  const { events, streamVersion } = await here.readStream(streamName);
  expect(events.map(({ position }) => position)).toEqual(events.map((_, at) => at));
  expect(streamVersion).toBe(events.length);
  return events.map(({ eventId }) => eventId);
}

test.each([1, 3, 40])('an append of %i under «any» lands behind what another process has appended', async (count) => {
  await goOnThere(3);
  const events = samples.events(count);
  const answer = await here.append({ streamName, expected: 'any', events });
  expect(answer).toMatchObject({ kind: 'appended', firstPosition: 5, streamVersion: 5 + count, deduplicated: false });
  expect((await positionsAndIds()).slice(5)).toEqual(events.map(({ eventId }) => eventId));
});

test.each([1, 3, 40])(
  'an append of %i under the remembered version is a conflict with the actual one',
  async (count) => {
    await goOnThere(3);
    const request = { streamName, expected: { streamVersion: 2 }, events: samples.events(count) };
    expect(await here.append(request)).toEqual({ kind: 'conflict', streamVersion: 5 });
    expect(await positionsAndIds()).toHaveLength(5);
  },
);

test.each([1, 3, 40])('an append of %i under the actual version is stored', async (count) => {
  await goOnThere(3);
  const request = { streamName, expected: { streamVersion: 5 }, events: samples.events(count) };
  expect(await here.append(request)).toMatchObject({ kind: 'appended', firstPosition: 5 });
  expect(
    await here.append({ streamName, expected: { streamVersion: 5 + count }, events: samples.events(1) }),
  ).toMatchObject({ kind: 'appended' });
});

test.each([1, 3, 40])('%i events that another process has stored here already are a replay', async (count) => {
  const request = { streamName, expected: { streamVersion: 2 }, events: samples.events(count) };
  await there.append(request);
  expect(await here.append(request)).toMatchObject({ kind: 'appended', firstPosition: 2, deduplicated: true });
  expect(await here.append({ ...request, expected: 'any' })).toMatchObject({ firstPosition: 2, deduplicated: true });
  expect(await positionsAndIds()).toHaveLength(2 + count);
});

test.each([1, 3, 40])(
  '%i events are refused once another process has closed the stream, and leave nothing',
  async (count) => {
    await there.deleteStream(streamName, 'any');
    for (const expected of ['any', 'stream-exists', { streamVersion: 2 }] as const) {
      const refused = here.append({ streamName, expected, events: samples.events(count) });
      await expect(refused).rejects.toBeInstanceOf(StreamClosedError);
    }
    expect(await positionsAndIds()).toHaveLength(2);
  },
);

test('a refusal leaves those alone who share its commit', async () => {
  await there.deleteStream(streamName, 'any');
  const other = samples.stream();
  const results = await Promise.allSettled([
    here.append({ streamName: other, expected: 'no-stream', events: samples.events(2) }),
    here.append({ streamName, expected: 'any', events: samples.events(3) }),
    here.append({ streamName: other, expected: { streamVersion: 2 }, events: samples.events(2) }),
  ]);
  expect(results).toMatchObject([
    { value: { streamVersion: 2 } },
    { reason: { code: 'stream-closed' } },
    { value: { streamVersion: 4 } },
  ]);
});

test('times of recording never decrease, whoever wrote before', async () => {
  time.there = '2026-01-01T00:00:05Z';
  await goOnThere(1);
  time.here = '2026-01-01T00:00:01Z';
  const answer = await here.append({ streamName, expected: 'any', events: samples.events(1) });
  expect(answer).toMatchObject({ recordedAt: '2026-01-01T00:00:05Z' });
  time.here = '2026-01-01T00:00:02Z';
  const next = await here.append({ streamName, expected: 'any', events: samples.events(1) });
  expect(next).toMatchObject({ recordedAt: '2026-01-01T00:00:05Z' });
});

test('what a rolled back unit did to a stream is forgotten', async () => {
  const fresh = samples.stream();
  const undone = here.transact(async (unit) => {
    await unit.append({ streamName: fresh, expected: 'no-stream', events: samples.events(2) });
    await unit.append({ streamName, expected: { streamVersion: 2 }, events: samples.events(2) });
    throw new Error('changed their mind');
  });
  await expect(undone).rejects.toThrow('changed their mind');
  // The other process takes the key that the fresh stream would have had.
  await there.append({ streamName: samples.stream(), expected: 'no-stream', events: samples.events(1) });
  expect(await here.append({ streamName: fresh, expected: 'any', events: samples.events(1) })).toMatchObject({
    firstPosition: 0,
  });
  expect(await here.append({ streamName, expected: 'any', events: samples.events(1) })).toMatchObject({
    firstPosition: 2,
  });
  expect((await there.readStream(fresh)).streamVersion).toBe(1);
});

test('a stream that was only read is written to where it ends', async () => {
  await goOnThere(1);
  const other = samples.stream();
  await there.append({ streamName: other, expected: 'no-stream', events: samples.events(3) });
  await here.readStream(other, { limit: 1 });
  await there.append({ streamName: other, expected: 'any', events: samples.events(1) });
  expect(await here.append({ streamName: other, expected: { streamVersion: 3 }, events: samples.events(1) })).toEqual({
    kind: 'conflict',
    streamVersion: 4,
  });
  expect(await here.append({ streamName: other, expected: 'stream-exists', events: samples.events(1) })).toMatchObject({
    firstPosition: 4,
  });
});

test('a known id in another stream is found out, whatever is remembered', async () => {
  const known = samples.event();
  await there.append({ streamName: samples.stream(), expected: 'no-stream', events: [known] });
  for (const events of [[known], [samples.event(), known], [known, samples.event()]]) {
    const refused = here.append({ streamName, expected: 'any', events });
    await expect(refused).rejects.toMatchObject({ code: 'duplicate-event-id' });
  }
  expect(await positionsAndIds()).toHaveLength(2);
});

const red = { shapeHash: 'aaaaaaaaaaaaaaaa' };
const blue = { shapeHash: 'bbbbbbbbbbbbbbbb' };

test.each([1, 3, 40])(
  '%i events of a drifted shape are kept out of a stream whose end is remembered',
  async (count) => {
    const appendHere = (given: object) =>
      here.append({
        streamName,
        expected: 'any',
        events: samples.events(count).map((event) => ({ ...event, ...given })),
      });
    expect(await appendHere(red)).toMatchObject({ streamVersion: 2 + count });
    await expect(appendHere(blue)).rejects.toMatchObject({ code: 'shape-drifted' });
    const elsewhere = there.append({ streamName, expected: 'any', events: [samples.event(blue)] });
    await expect(elsewhere).rejects.toMatchObject({ code: 'shape-drifted' });
    expect(await appendHere(red)).toMatchObject({ streamVersion: 2 + 2 * count });
    expect(await positionsAndIds()).toHaveLength(2 + 2 * count);
  },
);

test('a shape that another process was first to store stands, also where the end of a stream is remembered', async () => {
  await there.append({ streamName: samples.stream(), expected: 'no-stream', events: [samples.event(red)] });
  const refused = here.append({ streamName, expected: 'any', events: [samples.event(blue)] });
  await expect(refused).rejects.toMatchObject({ code: 'shape-drifted' });
  expect(await positionsAndIds()).toHaveLength(2);
});

test('a draft is kept out of a stream whose end is remembered', async () => {
  const refused = here.append({ streamName, expected: 'any', events: [{ ...samples.event(red), draft: true }] });
  await expect(refused).rejects.toMatchObject({ code: 'draft-shape' });
  expect(await positionsAndIds()).toHaveLength(2);
});
