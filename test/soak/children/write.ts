// Appends batches without end, every third as a unit: `begin <batch>` is printed before each, then `ack <batch> <stream>
// <first> <size>`, `failed <batch>` if it was said to be not stored, or `unknown <batch>`. What a kill does not explain ends
// the program. Parameters: address, name of this run, number of writers.
import { batch, parameter, say, stream } from '../../faults/children/program.js';
import { openStore } from '../open-store.js';

const streams = 40;
const store = await openStore(parameter(0));
const run = parameter(1);

async function write(writer: number): Promise<void> {
  for (let count = 0; ; count += 1) {
    const name = `${run}.${String(writer)}.${String(count)}`;
    const streamName = stream(`account-${String((writer * 7 + count) % streams)}`);
    const size = 1 + ((writer * 3 + count) % 7);
    const request = { streamName, expected: 'any' as const, events: batch(name, size) };
    say(`begin ${name}`);
    await survive(name, async () => {
      const result =
        count % 3 === 0 ? await store.transact((unit) => unit.append(request)) : await store.append(request);
      if (result.kind === 'appended') say(`ack ${name} ${streamName} ${String(result.firstPosition)} ${String(size)}`);
    });
    await pause(10 + ((writer * 5 + count * 11) % 30));
  }
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

await Promise.all(Array.from({ length: Number(parameter(2)) }, (_, writer) => write(writer)));
