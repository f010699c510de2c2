import { expect, test } from 'vitest';
import type { Append } from './operation.js';
import { someOrder } from './some-order.js';

const append = (stream: number, streamVersion: number, event: number): Append => ({
  kind: 'append',
  stream,
  expected: { streamVersion },
  events: [event],
  outcome: undefined,
});
const appended = (firstPosition: number, number: number) => ({
  kind: 'appended',
  firstPosition,
  streamVersion: firstPosition + 1,
  eventIds: [`00000000-0000-7000-8000-${String(number).padStart(12, '0')}`],
  recordedAt: undefined,
  deduplicated: false,
});

test('finds the order that explains the answers', async () => {
  const [early, late] = [append(0, 0, 1), append(0, 1, 2)];
  const order = await someOrder(
    [],
    [
      { operation: late, answer: appended(1, 2) },
      { operation: early, answer: appended(0, 1) },
    ],
  );
  expect(order).toEqual([early, late]);
});

test('finds none when two writers are told that both have won', async () => {
  const answers = [1, 2].map((event) => ({ operation: append(0, 0, event), answer: appended(0, event) }));
  expect(await someOrder([], answers)).toBeUndefined();
});

test('finds none when what was acknowledged before is missing', async () => {
  expect(await someOrder([append(0, 0, 1)], [{ operation: append(0, 0, 2), answer: appended(0, 2) }])).toBeUndefined();
});

test('finds none when nobody got through', async () => {
  const busy = { operation: append(0, 0, 1), answer: { refused: 'store-busy' } };
  expect(await someOrder([], [busy])).toBeUndefined();
  expect(await someOrder([], [busy, busy])).toBeUndefined();
});

test('leaves out what was not done since others were in the way', async () => {
  const busy = { operation: append(0, 0, 1), answer: { refused: 'store-busy' } };
  const done = { operation: append(0, 0, 2), answer: appended(0, 2) };
  expect(await someOrder([], [busy, done])).toEqual([done.operation]);
});
