// Opens a store, waits for the parent, then appends `count` events of one shape, each on a stream of its own. Prints the
// code of whatever refuses it. Parameters: path, name of this process, hash of the shape, count.
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { batch, parameter, say, signalFromParent, stream } from './program.js';

const [name, shapeHash, count] = [parameter(1), parameter(2), Number(parameter(3))];
const store = await openSqliteStore(parameter(0));
say('ready');
await signalFromParent();
for (let written = 0; written < count; written += 1) {
  const events = batch(name, 1).map((event) => ({ ...event, shapeHash }));
  try {
    await store.append({ streamName: stream(`${name}-${written}`), expected: 'no-stream', events });
    say(`stored ${shapeHash}`);
  } catch (error) {
    say(`refused ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}`);
  }
}
await store.close();
