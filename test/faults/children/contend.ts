// Appends `count` batches of `size` to a stream, each under the version just read, again after every conflict. Waits for
// the parent before it begins. Parameters: path, name of this process, stream, count, size.
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { batch, parameter, say, signalFromParent, stream } from './program.js';

const [name, streamName, count, size] = [
  parameter(1),
  stream(parameter(2)),
  Number(parameter(3)),
  Number(parameter(4)),
];
say('ready');
await signalFromParent();
const store = await openSqliteStore(parameter(0));
say(`log ${await store.logId()}`);
let conflicts = 0;
for (let written = 0; written < count;) {
  const { streamVersion } = await store.readStream(streamName, { limit: 1 });
  const events = batch(`${name}.${written}`, size);
  const result = await store.append({ streamName, expected: { streamVersion }, events });
  if (result.kind === 'conflict') {
    conflicts += 1;
    continue;
  }
  for (const { eventId } of events) say(`ack ${eventId}`);
  written += 1;
}
say(`conflicts ${conflicts}`);
await store.close();
