// Moves one long stream between store and archive without end: `begin <step>` is printed before each step, `done <step>`
// after it. Parameters: path, stream, its length, number of the first step.
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { parameter, say, stream } from './program.js';

const store = await openSqliteStore(parameter(0));
const streamName = stream(parameter(1));
const length = Number(parameter(2));

for (let step = Number(parameter(3)); ; step += 1) {
  say(`begin ${step}`);
  if (step % 4 === 0) await store.truncateStream(streamName, { before: length >> 1 });
  else if (step % 4 === 1) await store.archiveStream(streamName, 'any');
  else await store.restoreStream(streamName);
  say(`done ${step}`);
}
