import { join } from 'node:path';
import { temporaryFolder } from './child-programs.js';
import { sharedSlices } from './shared-slices.js';

const folder = temporaryFolder();

sharedSlices(async (name) => join(folder, `${name}.db`));
