import type { FullEventStore, TenantStore } from '../../../runtime/src/store/event-store.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import { batch, say, stream } from './program.js';

export interface Appending {
  readonly store: FullEventStore;
  /** In front of the names of all batches. */
  readonly run: string;
  readonly writers: number;
  readonly streams: number;
  /** Milliseconds between two batches of a writer. */
  readonly rest?: (writer: number, count: number) => number;
  /** Whose streams a writer appends to: a tenant's name, or `-` for nobody's, which all of them do when left out. */
  readonly owner?: (writer: number) => string;
  /** Whether somebody archives these streams meanwhile, so that they refuse appends for a time. */
  readonly areArchived?: boolean;
}

/**
 * Appends batches without end, every third as a unit: `begin <batch> <owner> <stream>` is printed before each, then `ack
 * <batch> <first> <size>`, `failed <batch>` if it was said to be not stored, `refused <batch> stream-closed` if the stream is
 * archived, or `unknown <batch>`. The head of the log is asked for now and then. What a kill does not explain is thrown.
 */
export async function appendWithoutEnd(appending: Appending): Promise<void> {
  const { store, run, writers, streams, rest, owner } = appending;
  const survive = surviving(appending.areArchived ?? false);
  const write = async (writer: number): Promise<void> => {
    const whose = owner?.(writer) ?? '-';
    const handle: FullEventStore | TenantStore = whose === '-' ? store : store.forTenant(whose);
    for (let count = 0; ; count += 1) {
      const name = `${run}.${writer}.${count}`;
      const streamName = stream(`account-${(writer + count) % streams}`);
      const size = 1 + ((writer * 3 + count) % 7);
      const request = { streamName, expected: 'any' as const, events: batch(name, size) };
      say(`begin ${name} ${whose} ${streamName} .`);
      await survive(name, async () => {
        const result =
          count % 3 === 0 ? await handle.transact((unit) => unit.append(request)) : await handle.append(request);
        if (result.kind === 'appended') say(`ack ${name} ${result.firstPosition} ${size} .`);
      });
      if (count % 5 === 0) await survive(`read.${name}`, handle.head);
      if (rest !== undefined) await pause(rest(writer, count));
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
}

const surviving =
  (areArchived: boolean) =>
  async (name: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'outcome-unknown') say(`unknown ${name} .`);
      else if (code === 'store-unavailable' || code === 'store-busy') say(`failed ${name} .`);
      else if (areArchived && isArchived(error)) say(`refused ${name} stream-closed .`);
      else throw error;
      await pause(20);
    }
  };

const isArchived = (error: unknown): boolean => isRuntimeError(error, 'stream-closed') && error.reason === 'archived';

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
