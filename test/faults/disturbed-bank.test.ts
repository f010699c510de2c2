import { join } from 'node:path';
import { temporaryFolder } from './child-programs.js';
import { bankThatForgetsNoTimeout, disturbedBank } from './disturbed-bank.js';

const folder = temporaryFolder();
let files = 0;

const freshFile = (): string => {
  files += 1;
  return join(folder, `${String(files)}.db`);
};

disturbedBank(
  'SQLite',
  freshFile,
  Array.from({ length: 14 }, (_, index) => index + 1),
);

bankThatForgetsNoTimeout('SQLite', freshFile);
