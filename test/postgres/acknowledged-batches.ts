import { expect } from 'vitest';
import type { StreamName } from '../../runtime/src/message/identifiers.js';
import type { EventStore } from '../../runtime/src/store/event-store.js';
import type { Child } from '../faults/child-programs.js';
import { stream } from '../faults/children/program.js';
import { batchesIn, tornBatches, wholeStream } from '../faults/whole-batches.js';

export const accounts: readonly StreamName[] = [0, 1, 2, 3, 4].map((n) => stream(`account-${n}`));

/** Lines of a child that begin with a word, cut into words behind it. */
export const named = (child: Child, word: string): readonly (readonly string[])[] =>
  child.lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.split(' ').slice(1));

/**
 * What holds whatever became of the writers: batches are whole, everything acknowledged lies where it was said to, nothing
 * that was said to have failed lies there, nor anything that nobody began, and the log shows all of it once.
 */
export async function checkAcknowledged(store: EventStore, children: readonly Child[]): Promise<void> {
  const streams = await Promise.all(accounts.map((account) => wholeStream(store, account)));
  for (const events of streams) {
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index));
    expect(tornBatches(events)).toEqual([]);
  }
  const stored = new Map(streams.flatMap((events) => [...batchesIn(events)]));
  for (const [name = '', first, size] of children.flatMap((child) => named(child, 'ack'))) {
    const positions = Array.from({ length: Number(size) }, (_, index) => Number(first) + index);
    expect(stored.get(name)?.positions, `acknowledged batch ${name}`).toEqual(positions);
  }
  const failed = children.flatMap((child) => named(child, 'failed')).map(([name = '']) => name);
  expect(failed.filter((name) => stored.has(name))).toEqual([]);
  const begun = new Set(children.flatMap((child) => named(child, 'begin')).map(([name]) => name));
  expect([...stored.keys()].filter((name) => !begun.has(name))).toEqual([]);
  const { events } = await store.readLog({ limit: 1_000_000 });
  const logged = accounts.map((account) => events.filter(({ streamName }) => streamName === account));
  expect(logged.map((own) => own.map(({ eventId }) => eventId))).toEqual(
    streams.map((own) => own.map(({ eventId }) => eventId)),
  );
}
