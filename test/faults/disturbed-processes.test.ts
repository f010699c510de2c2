import { join } from 'node:path';
import { temporaryFolder } from './child-programs.js';
import { disturbedProcesses } from './disturbed-processes.js';

const folder = temporaryFolder();
let files = 0;

disturbedProcesses(
  'SQLite',
  () => {
    files += 1;
    return join(folder, `${String(files)}.db`);
  },
  [1, 2, 3],
);
