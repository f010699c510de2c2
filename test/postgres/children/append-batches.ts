// Appends batches without end, every third as a unit: `begin <batch>` is printed before each, then `ack <batch> <stream>
// <first> <size>`, `failed <batch>` if it was said to be not stored, or `unknown <batch>`. What is no matter of the server
// ends the program. Parameters: connection string, schema, name of this run, number of writers.
import { openPostgresStore } from '../../../runtime/src/stores/postgres/index.js';
import { batch, parameter, say, stream } from '../../faults/children/program.js';

const store = await openPostgresStore({ connection: parameter(0), schema: parameter(1) });
const run = parameter(2);

async function write(writer: number): Promise<void> {
  for (let count = 0; ; count += 1) {
    const name = `${run}.${writer}.${count}`;
    const streamName = stream(`account-${(writer + count) % 5}`);
    const size = 1 + ((writer * 3 + count) % 7);
    const request = { streamName, expected: 'any' as const, events: batch(name, size) };
    say(`begin ${name}`);
    await survive(name, async () => {
      const result =
        count % 3 === 0 ? await store.transact((unit) => unit.append(request)) : await store.append(request);
      if (result.kind === 'appended') say(`ack ${name} ${streamName} ${result.firstPosition} ${size}`);
    });
    if (count % 5 === 0) await survive(`read.${name}`, store.head);
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
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

await Promise.all(Array.from({ length: Number(parameter(3)) }, (_, writer) => write(writer)));
