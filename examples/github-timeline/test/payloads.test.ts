import { createMemoryEventStore, isRuntimeError, readLog } from '@varve/runtime';
import { openSqliteStore } from '@varve/runtime/sqlite';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deliveriesOf } from '../src/deliveries.js';
import { eventOf, repositoryOf, webhooks } from '../src/event-of.js';
import { createGithub, githubRegistry } from '../src/generated/github/github.js';
import { recordDeliveries } from '../src/record-deliveries.js';
import { type Damaged, damaged, spoiltOneByOne } from './damage.js';

const deliveries = deliveriesOf(webhooks);

/** Where a delivery was found at fault, sorted. */
function refusedAt(webhook: string, { payload }: Pick<Damaged, 'payload'>): readonly string[] {
  try {
    eventOf({ id: 'damaged', webhook, payload: Object.assign({}, payload) });
  } catch (error) {
    if (isRuntimeError(error, 'invalid-message')) return error.problems.map(({ pointer }) => pointer).sort();
    throw error;
  }
  return [];
}

test('there are real payloads of at least ten webhooks', () => {
  expect(webhooks.length).toBeGreaterThanOrEqual(10);
  expect(deliveries.length).toBeGreaterThanOrEqual(140);
});

describe.each(webhooks)('every %s payload', (webhook) => {
  const own = deliveries.filter((delivery) => delivery.webhook === webhook);

  test('is accepted whole', () => {
    expect(own).not.toEqual([]);
    for (const delivery of own) expect(eventOf(delivery).data).toEqual(delivery.payload);
  });

  test('is refused when it is damaged, at exactly the damaged places', () => {
    for (const [seed, delivery] of own.entries()) {
      const spoilt = damaged(delivery.payload, seed);
      expect(spoilt.pointers.length).toBeGreaterThanOrEqual(6);
      expect(refusedAt(webhook, spoilt)).toEqual(spoilt.pointers);
    }
  });

  test('is refused wherever anything in it has another type', () => {
    for (const [seed, delivery] of own.entries()) {
      let place = seed;
      for (const spoilt of spoiltOneByOne(delivery.payload)) {
        place += 1;
        // One place in seven, others for each payload: all of them are tens of thousands. The action says which event it is.
        if (place % 7 === 0 && !spoilt.pointers.includes('/action'))
          expect(refusedAt(webhook, spoilt)).toEqual(spoilt.pointers);
      }
    }
  });
});

test('all payloads lie in SQLite whole, and are read back equal, by another store object', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'varve-github-'));
  try {
    const writing = await openSqliteStore(join(folder, 'github.db'));
    const { fresh } = await recordDeliveries(createGithub({ store: writing }), deliveries);
    await writing.close();
    expect(fresh).toBe(deliveries.length);

    const reading = await openSqliteStore(join(folder, 'github.db'));
    const read = [];
    for await (const { type, data } of readLog(reading, [githubRegistry])) read.push({ type, data });
    await reading.close();
    expect(read).toEqual(deliveries.map((delivery) => ({ type: eventOf(delivery).type, data: delivery.payload })));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a delivery that comes twice is recorded once', async () => {
  const github = createGithub({ store: createMemoryEventStore() });
  await recordDeliveries(github, deliveries);
  expect(await recordDeliveries(github, deliveries)).toMatchObject({ fresh: 0 });
});

test('each event lies in the stream of its repository', async () => {
  const github = createGithub({ store: createMemoryEventStore() });
  const { repositories } = await recordDeliveries(github, deliveries);
  for (const id of repositories.values()) {
    for await (const event of github.repository.events(id)) {
      expect(event.id).toEqual(id);
      expect(event.data.repository.full_name).toBe(`${id.owner}/${id.name}`);
    }
  }
});

test('what nobody has modelled is refused by name', () => {
  const [delivery] = deliveries.filter(({ webhook }) => webhook === 'issues');
  expect(delivery).toBeDefined();
  const payload = { ...delivery?.payload, action: 'celebrated' };
  expect(() => eventOf({ id: 'new', webhook: 'issues', payload })).toThrow('issues.celebrated');
  expect(() => eventOf({ id: 'new', webhook: 'constructor', payload: {} })).toThrow('constructor');
});

test('repositories are told apart by owner and name', () => {
  const names = new Set(deliveries.map((delivery) => Object.values(repositoryOf(eventOf(delivery))).join('/')));
  expect([...names].sort()).toEqual(['Codertocat/Hello-World', 'octo-org/octo-repo']);
});
