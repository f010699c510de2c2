import { join } from 'node:path';
import { temporaryFolder } from './child-programs.js';
import { disturbedProjections } from './disturbed-projections.js';

const folder = temporaryFolder();
let files = 0;

disturbedProjections(
  'SQLite',
  () => {
    files += 1;
    return join(folder, `${String(files)}.db`);
  },
  [1, 2, 3],
);
