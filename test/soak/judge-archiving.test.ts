import { describe, expect, test } from 'vitest';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import {
  archived,
  archivedStore,
  archiver,
  type Events,
  member,
  truncated,
  violationsOf,
  withLog,
  writer,
} from './planted.js';

describe('an archiver is found to have been', () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      'forgotten',
      [...truncated, ...archived, 'step r.2 - account-1 restore 0', 'done r.2 open 5 0 moved'],
      /is open 2 at the end/,
    ],
    ['done without a step', archived, /- account-1 is open 2 at the end, and not open 0/],
    [
      'done although it was refused',
      ['step r.0 - account-1 truncate 2', 'refused r.0 checkpoints-behind', ...archived],
      /- account-1 is open 2 at the end, and not open 0/,
    ],
    [
      'answered with another border',
      ['step r.0 - account-1 truncate 1', 'done r.0 open 5 2 moved', ...archived],
      /truncate r\.0 of - account-1 was answered open 2, and it had stood at open 0/,
    ],
    [
      'answered that a part is archived',
      [...truncated, 'step r.1 north account-1 archive 0', 'done r.1 archived 2 1 moved'],
      /archive r\.1 of north account-1 was answered archived 1/,
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await violationsOf(await archivedStore(), writer, member('archiver', ...lines))).toMatch(expected);
  });
});

describe('a handle is found at the end to', () => {
  const withNorth = (store: FullEventStore, change: (events: Events) => Events): FullEventStore => ({
    ...store,
    forTenant: (tenant) => (tenant === 'north' ? withLog(store.forTenant(tenant), change) : store.forTenant(tenant)),
  });

  test('show another tenant’s events', async () => {
    const store = await archivedStore();
    const souths = (await store.forTenant('south').readLog()).events;
    const leaking = withNorth(store, (events) => [...events, ...souths]);
    expect(await violationsOf(leaking, writer, archiver)).toMatch(
      /The log of north, include archived, shows .* not for it/,
    );
  });

  test('show another tenant’s stream', async () => {
    const store = await archivedStore();
    const leaking = {
      ...store,
      forTenant: () => ({ ...store.forTenant('south'), readLog: store.forTenant('north').readLog }),
    };
    expect(await violationsOf(leaking, writer, archiver)).toMatch(/Stream north account-1, include archived, shows/);
  });

  test('miss an event with the archive', async () => {
    const missing = withNorth(await archivedStore(), (events) => events.slice(1));
    expect(await violationsOf(missing, writer, archiver)).toMatch(/The log of north, include archived, does not show/);
  });

  test('show what was archived without the archive', async () => {
    const store = await archivedStore();
    const { events } = await store.readLog();
    const showing = withLog(store, () => events, 'exclude');
    expect(await violationsOf(showing, writer, archiver)).toMatch(/The log of -, exclude archived, shows/);
  });

  test('miss what was not archived without the archive', async () => {
    const missing = withLog(await archivedStore(), (events) => events.slice(1), 'exclude');
    expect(await violationsOf(missing, writer, archiver)).toMatch(/The log of -, exclude archived, does not show/);
  });

  test('show an event twice', async () => {
    const twice = withLog(await archivedStore(), (events) => [...events, ...events.slice(-1)], 'exclude');
    expect(await violationsOf(twice, writer, archiver)).toMatch(/The log of -, exclude archived, shows an event twice/);
  });
});
