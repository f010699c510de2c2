import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { NewStoredEvent } from '../../runtime/src/store/stored-event.js';
import { createMemoryEventStore } from '../../runtime/src/stores/memory/memory-event-store.js';
import { batch, stream } from '../faults/children/program.js';
import type { Testimony } from './crew.js';
import { judge } from './judge.js';

const name = stream('account-1');
const whole: readonly NewStoredEvent[] = batch('a.0.0', 3);
const second = batch('a.0.1', 2);
const ids = [...whole, ...second].map(({ eventId }) => eventId);
const chained = (previous: string, from: number, to: number): string =>
  createHash('sha1')
    .update(previous + ids.slice(from, to).join())
    .digest('hex');

async function storeWith(...batches: readonly (readonly NewStoredEvent[])[]) {
  const store = createMemoryEventStore();
  for (const events of batches) await store.append({ streamName: name, expected: 'any', events });
  return store;
}

const member = (kind: Testimony['kind'], lines: string[], after?: string): Testimony => ({ kind, lines, after });

const writer = member('writer', ['begin a.0.0', 'ack a.0.0 account-1 0 3', 'begin a.0.1', 'ack a.0.1 account-1 3 2']);
const first = chained('', 0, 2);
const reader = member('reader', [`page 2 2 ${first}`, `page 5 5 ${chained(first, 2, 5)}`]);

test('a store that kept its promises is found to', async () => {
  const store = await storeWith(whole, second);
  const later = member('reader', [`page 5 3 ${createHash('sha1').update(ids.slice(2).join()).digest('hex')}`], '2');
  const verdict = await judge(store, [writer, reader, later]);
  expect(verdict).toEqual({ events: 5, acknowledged: 2, unknown: 0, pages: 3, violations: [] });
});

test.each<[string, readonly (readonly NewStoredEvent[])[], readonly Testimony[], RegExp]>([
  ['an acknowledged batch that is not there', [whole], [writer], /a\.0\.1 was acknowledged and does not lie at 3/],
  ['one that lies elsewhere', [second, whole], [writer], /a\.0\.0 was acknowledged and does not lie at 0/],
  [
    'a batch of which a part is there',
    [whole.slice(0, 2)],
    [member('writer', ['begin a.0.0'])],
    /a\.0\.0 in account-1 is torn/,
  ],
  [
    'a batch that had failed',
    [whole],
    [member('writer', ['begin a.0.0', 'failed a.0.0'])],
    /a\.0\.0 had failed, and is there/,
  ],
  ['a batch from nowhere', [whole], [], /Nobody began batch a\.0\.0/],
  [
    'a reader that was shown other events',
    [second, whole],
    [member('writer', ['begin a.0.0', 'begin a.0.1']), reader],
    /A reader that began behind undefined saw another log up to 2/,
  ],
  [
    'a reader that missed one',
    [whole, second],
    [writer, member('reader', [`page 5 4 ${chained('', 0, 4)}`])],
    /saw another log up to 5/,
  ],
  [
    'a reader that went back',
    [whole, second],
    [writer, member('reader', [`page 2 2 ${first}`, `page 2 4 ${chained(first, 2, 4)}`])],
    /saw another log up to 2/,
  ],
])('%s is found out', async (_, batches, members, expected) => {
  const { violations } = await judge(await storeWith(...batches), members);
  expect(violations.join('\n')).toMatch(expected);
});
