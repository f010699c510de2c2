import type { FullEventStore } from '../../../runtime/src/store/event-store.js';
import { batch, say, stream } from './program.js';

export interface Appending {
  readonly store: FullEventStore;
  /** In front of the names of all batches. */
  readonly run: string;
  readonly writers: number;
  readonly streams: number;
  /** Milliseconds between two batches of a writer. */
  readonly rest?: (writer: number, count: number) => number;
}

/**
 * Appends batches without end, every third as a unit: `begin <batch>` is printed before each, then `ack <batch> <stream>
 * <first> <size>`, `failed <batch>` if it was said to be not stored, or `unknown <batch>`. The head of the log is asked for
 * now and then. What a kill does not explain is thrown.
 */
export async function appendWithoutEnd({ store, run, writers, streams, rest }: Appending): Promise<void> {
  const write = async (writer: number): Promise<void> => {
    for (let count = 0; ; count += 1) {
      const name = `${run}.${writer}.${count}`;
      const streamName = stream(`account-${(writer + count) % streams}`);
      const size = 1 + ((writer * 3 + count) % 7);
      const request = { streamName, expected: 'any' as const, events: batch(name, size) };
      say(`begin ${name}`);
      await survive(name, async () => {
        const result =
          count % 3 === 0 ? await store.transact((unit) => unit.append(request)) : await store.append(request);
        if (result.kind === 'appended') say(`ack ${name} ${streamName} ${result.firstPosition} ${size}`);
      });
      if (count % 5 === 0) await survive(`read.${name}`, store.head);
      if (rest !== undefined) await pause(rest(writer, count));
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
}

async function survive(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'outcome-unknown') say(`unknown ${name}`);
    else if (code === 'store-unavailable' || code === 'store-busy') say(`failed ${name}`);
    else throw error;
    await pause(20);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
