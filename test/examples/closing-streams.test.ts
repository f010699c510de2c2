import { describe, expect, test } from 'vitest';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { createMemoryEventStore } from '../../runtime/src/stores/memory/memory-event-store.js';
import { openSqliteStore } from '../../runtime/src/stores/sqlite/index.js';
import { createSamples } from '../../runtime/src/testing/contract/samples.js';

// What docs/guide/closing-streams.md shows, run.

const samples = createSamples();

const stores: readonly (readonly [string, () => Promise<FullEventStore>])[] = [
  ['in memory', async () => createMemoryEventStore()],
  ['in SQLite', () => openSqliteStore(':memory:')],
];

describe.each(stores)('the page about closing streams, %s', (_, open) => {
  async function account(events = samples.events(3)) {
    const store = await open();
    const streamName = samples.stream('account');
    await store.append({ streamName, expected: 'no-stream', events });
    return { store, streamName };
  }

  test('archives', async () => {
    const { store, streamName } = await account();
    const result = await store.archiveStream(streamName, { streamVersion: 3 });
    expect(result.kind).toBe('done');
    const page = await store.readStream(streamName);
    expect([page.state, page.archivedBefore, page.events.length]).toEqual(['archived', 3, 3]);
    const append = store.append({ streamName, expected: 'any', events: samples.events(1) });
    await expect(append).rejects.toMatchObject({ code: 'stream-closed', reason: 'archived' });
    expect(await store.restoreStream(streamName)).toMatchObject({ state: 'open', streamVersion: 3 });
    await store.close();
  });

  test('truncates, and reads without the archive', async () => {
    const { store, streamName } = await account();
    const [, closing] = (await store.readStream(streamName)).events;
    if (closing === undefined) throw new Error('The year was not closed.');
    await store.truncateStream(streamName, { before: closing.position });
    expect((await store.readStream(streamName)).events).toHaveLength(3);
    const recent = await store.readStream(streamName, { archived: 'exclude' });
    expect([recent.archivedBefore, recent.events[0]?.eventId]).toEqual([1, closing.eventId]);
    expect((await store.readLog({ archived: 'exclude' })).events).toHaveLength(2);
    await store.close();
  });

  test('waits for readers, or not', async () => {
    const { store, streamName } = await account();
    const logId = await store.logId();
    const checkpoint = { name: 'a-report-of-last-year', logId, logPosition: '1', eventId: samples.eventId(), epoch: 1 };
    await store.transact((unit) => unit.saveCheckpoint(checkpoint));
    const behind = { code: 'checkpoints-behind', names: ['a-report-of-last-year'] };
    await expect(store.archiveStream(streamName, 'any')).rejects.toMatchObject(behind);
    await store.archiveStream(streamName, 'any', { ignoreCheckpoints: ['a-report-of-last-year'] });
    expect((await store.readStream(streamName)).state).toBe('archived');
    await store.transact((unit) => unit.deleteCheckpoint('a-report-of-last-year'));
    expect(await store.findCheckpoint('a-report-of-last-year')).toBeUndefined();
    await store.close();
  });
});
