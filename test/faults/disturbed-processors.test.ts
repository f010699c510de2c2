import { join } from 'node:path';
import { temporaryFolder } from './child-programs.js';
import { disturbedProcessors } from './disturbed-processors.js';

const folder = temporaryFolder();
let files = 0;

disturbedProcessors(
  'SQLite',
  () => {
    files += 1;
    return join(folder, `${String(files)}.db`);
  },
  [1, 2, 3, 4, 5],
);
