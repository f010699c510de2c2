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
  Array.from({ length: 22 }, (_, index) => index + 1),
);
