import { join } from 'node:path';
import { temporaryFolder } from './child-programs.js';
import { killedRelay } from './killed-relay.js';

const folder = temporaryFolder();
let files = 0;

killedRelay(
  'SQLite',
  () => {
    files += 1;
    return join(folder, `${String(files)}.db`);
  },
  [1, 2, 3, 4, 5],
);
