// Several readers, without end. Parameters: address, name of this run, then for each reader `<manner> <owner> <place to start
// behind or ->`. What the manners are, and what is said of each page, is told beside them.
import { parameter } from '../../faults/children/program.js';
import { openPatiently } from '../open-patiently.js';
import { handleOf } from '../known-log.js';
import { readLogOnward } from '../read-log-onward.js';
import { readStreamsAtRandom } from '../read-streams-at-random.js';
import { readWithCheckpoint } from '../read-with-checkpoint.js';

const store = await openPatiently(parameter(0));
const run = parameter(1);
await Promise.all(
  process.argv.slice(4).map((words) => {
    const [manner = '', owner = '', after = '-'] = words.split(' ');
    const reading = { handle: handleOf(store, owner), owner, run };
    if (manner === 'kept') return readWithCheckpoint(reading);
    if (manner === 'streams') return readStreamsAtRandom(reading);
    return readLogOnward(reading, { manner, after });
  }),
);
