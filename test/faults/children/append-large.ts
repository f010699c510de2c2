// Appends batches of a thousand events without end. Parameter: path.
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { batch, parameter, say, stream } from './program.js';

const store = await openSqliteStore(parameter(0));
for (let count = 0; ; count += 1) {
  const events = batch(`large.${count}`, 1_000);
  say(`begin ${count}`);
  await store.append({ streamName: stream('account-0'), expected: 'any', events });
  say(`ack ${count}`);
}
