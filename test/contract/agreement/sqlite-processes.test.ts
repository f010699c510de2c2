import { join } from 'node:path';
import { temporaryFolder } from '../../faults/child-programs.js';
import { processesAgree } from './processes-agree.js';

const folder = temporaryFolder();
let files = 0;

processesAgree(
  'SQLite',
  () => {
    files += 1;
    return { kind: 'sqlite', path: join(folder, `${String(files)}.db`) };
  },
  25,
);
