import { join } from 'node:path';
import { temporaryFolder } from './child-programs.js';
import { duplicatedCommands } from './duplicated-commands.js';

const folder = temporaryFolder();
let files = 0;

duplicatedCommands('SQLite', () => {
  files += 1;
  return join(folder, `${String(files)}.db`);
});
