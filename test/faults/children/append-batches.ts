// Appends batches without end: `begin <batch>` is printed before each append, `ack <batch> <stream> <first> <size>` after
// its acknowledgement. Parameters: path, name of this run, number of writers.
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { batch, parameter, say, stream } from './program.js';

const store = await openSqliteStore(parameter(0));
const run = parameter(1);

async function write(writer: number): Promise<void> {
  for (let count = 0; ; count += 1) {
    const name = `${run}.${writer}.${count}`;
    const streamName = stream(`account-${(writer + count) % 5}`);
    const size = 1 + ((writer * 3 + count) % 7);
    say(`begin ${name}`);
    const result = await store.append({ streamName, expected: 'any', events: batch(name, size) });
    if (result.kind === 'appended') say(`ack ${name} ${streamName} ${result.firstPosition} ${size}`);
  }
}

await Promise.all(Array.from({ length: Number(parameter(2)) }, (_, writer) => write(writer)));
