// Appends batches without end, every third as a unit: `begin <batch>` is printed before each, `ack <batch> <stream> <first>
// <size>` after its acknowledgement. Parameters: connection string, schema, name of this run, number of writers.
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
    const result = count % 3 === 0 ? await store.transact((unit) => unit.append(request)) : await store.append(request);
    if (result.kind === 'appended') say(`ack ${name} ${streamName} ${result.firstPosition} ${size}`);
    if (count % 5 === 0) await store.head();
  }
}

await Promise.all(Array.from({ length: Number(parameter(3)) }, (_, writer) => write(writer)));
