import { join } from 'node:path';
import { temporaryFolder } from './child-programs.js';
import { disturbedBank } from './disturbed-bank.js';

const folder = temporaryFolder();
let files = 0;

disturbedBank(
  'SQLite',
  () => {
    files += 1;
    return join(folder, `${String(files)}.db`);
  },
  Array.from({ length: 14 }, (_, index) => index + 1),
);
