// Reads stream and log again and again while others write batches of five, until it has seen as many events as it was
// told. Prints how many events it saw, whenever that changed. Parameters: path, stream, number of events.
import { openSqliteStore } from '../../../runtime/src/stores/sqlite/index.js';
import { parameter, say, stream } from './program.js';

const [streamName, wanted] = [stream(parameter(1)), Number(parameter(2))];
const store = await openSqliteStore(parameter(0));
say('ready');
let seen = 0;
while (seen < wanted) {
  const page = await store.readStream(streamName, { limit: 100_000 });
  const log = await store.readLog({ limit: 100_000 });
  if (page.events.length % 5 !== 0 || log.events.length % 5 !== 0)
    say(`torn ${page.events.length} ${log.events.length}`);
  if (log.events.length < page.events.length) say(`behind ${page.events.length} ${log.events.length}`);
  if (page.events.length !== seen) say(`seen ${page.events.length}`);
  seen = page.events.length;
}
await store.close();
