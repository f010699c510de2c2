import { expect, onTestFinished, test } from 'vitest';
import { PartSharing, type SharingSettings } from '../../../runtime/src/processor/part-sharing.js';
import { createMemoryEventStore } from '../../../runtime/src/stores/memory/memory-event-store.js';

const parts = ['a', 'b', 'c', 'd'];
const milliseconds = 80;

/** A process with a lease of each part that it holds, and what was asked of it. */
async function processOf(
  store: SharingSettings['store'],
  owner: string,
  names: readonly string[],
): Promise<{
  readonly sharing: PartSharing;
  readonly held: Set<string>;
  readonly handedOver: string[];
  readonly looked: string[];
}> {
  const held = new Set(names);
  const [handedOver, looked]: string[][] = [[], []];
  for (const name of names) await store.acquireLease({ name, owner, milliseconds: 60_000 });
  const sharing = new PartSharing({
    ...{ store, owner, name: 'wanted', lease: milliseconds, random: () => 0.5 },
    parts: () =>
      parts.map((name) => ({
        name,
        isHeld: held.has(name),
        handOver() {
          handedOver?.push(name);
          held.delete(name);
        },
        lookAgain: () => void looked?.push(name),
      })),
  });
  onTestFinished(() => sharing.stop());
  return { sharing, held, handedOver: handedOver ?? [], looked: looked ?? [] };
}

const wishing = (by: string, from: string) => ({
  name: 'wanted',
  owner: JSON.stringify({ by, holds: 0, from }),
  milliseconds,
});

const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('who has nothing asks, who has all gives one part for it, and keeps the others', async () => {
  const store = createMemoryEventStore();
  const rich = await processOf(store, 'rich', parts);
  const poor = await processOf(store, 'poor', []);
  poor.sharing.start();
  await expect.poll(async () => (await store.findLease('wanted'))?.owner).toContain('"from":"rich"');
  rich.sharing.start();
  await expect.poll(() => rich.handedOver).toEqual(['d']);
  expect(rich.held.size).toBe(3);
});

test('a part that is free is left to who asks for it, until its wish has run out: it may have been killed', async () => {
  const store = createMemoryEventStore();
  const rich = await processOf(store, 'rich', ['a', 'b', 'c']);
  await store.acquireLease(wishing('poor', 'rich'));
  expect(await rich.sharing.mayTake()).toBe(false);
  await expect.poll(() => rich.sharing.mayTake()).toBe(true);
});

test('a wish of others is not granted, nor one that is granted already, nor one that would not make it fairer', async () => {
  const store = createMemoryEventStore();
  const { sharing, held, handedOver } = await processOf(store, 'me', parts);
  await store.acquireLease({ ...wishing('poor', 'else'), milliseconds: 60_000 });
  sharing.start();
  await aWhile();
  expect(handedOver).toEqual([]);
  await store.releaseLease((await store.findLease('wanted')) ?? expect.fail());
  await store.acquireLease({ ...wishing('poor', 'me'), milliseconds: 60_000 });
  await expect.poll(() => handedOver).toEqual(['d']);
  await aWhile();
  expect(handedOver).toEqual(['d']);
  for (const name of ['b', 'c']) held.delete(name);
  await store.releaseLease((await store.findLease('wanted')) ?? expect.fail());
  await store.acquireLease({ ...wishing('poorer', 'me'), milliseconds: 60_000 });
  await aWhile();
  expect(handedOver).toEqual(['d']);
});

test('parts that nobody has are looked at again, without asking anybody', async () => {
  const store = createMemoryEventStore();
  await processOf(store, 'else', ['a']);
  const { sharing, looked } = await processOf(store, 'me', ['b']);
  sharing.start();
  await expect.poll(() => [...new Set(looked)]).toEqual(['c', 'd']);
  expect(await store.findLease('wanted')).toBeUndefined();
});

test.each([
  [['a', 'b'], ['c', 'd'], []],
  [['a', 'b'], ['c'], ['d']],
])('where nobody has two more than another, nobody asks and nothing moves: %j %j %j', async (...shares) => {
  const store = createMemoryEventStore();
  const all = await Promise.all(shares.map((names, at) => processOf(store, `p${at}`, names)));
  const settled = all.filter(({ held }) => held.size > 0);
  for (const { sharing } of settled) sharing.start();
  for (let round = 0; round < 3; round += 1) await aWhile();
  expect(await store.findLease('wanted')).toBeUndefined();
  expect(all.flatMap(({ handedOver }) => handedOver)).toEqual([]);
});

test('what was asked is taken back when it is over, so that the next one can ask', async () => {
  const store = createMemoryEventStore();
  await processOf(store, 'rich', parts);
  const [one, two] = [await processOf(store, 'one', []), await processOf(store, 'two', [])];
  one.sharing.start();
  const by = async (): Promise<unknown> => JSON.parse((await store.findLease('wanted'))?.owner ?? '{}');
  await expect.poll(by).toMatchObject({ by: 'one' });
  two.sharing.start();
  await one.sharing.stop();
  await expect.poll(by).toMatchObject({ by: 'two' });
});

test('a store that is away for a while is no reason to end', async () => {
  const store = createMemoryEventStore();
  let failures = 3;
  const flaky: SharingSettings['store'] = {
    ...store,
    async findLease(name) {
      failures -= 1;
      if (failures >= 0) throw new Error('away');
      return store.findLease(name);
    },
  };
  await processOf(store, 'rich', parts);
  const { sharing } = await processOf(flaky, 'poor', []);
  sharing.start();
  await expect.poll(async () => (await store.findLease('wanted'))?.owner).toContain('"by":"poor"');
});
