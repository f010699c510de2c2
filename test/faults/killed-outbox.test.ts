import { join } from 'node:path';
import { temporaryFolder } from './child-programs.js';
import { killedOutbox } from './killed-outbox.js';

const folder = temporaryFolder();
let files = 0;

killedOutbox(
  'SQLite',
  () => {
    files += 1;
    return join(folder, `${String(files)}.db`);
  },
  [1, 2, 3],
);
