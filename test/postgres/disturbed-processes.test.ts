import { disturbedProcesses } from '../faults/disturbed-processes.js';
import { testDatabase } from '../support/postgres/database.js';

// Each story begins with an empty store.
const databases = [testDatabase('18'), testDatabase('13')];
let used = 0;

disturbedProcesses('PostgreSQL', () => databases[used++ % databases.length]?.url() ?? '', [1, 2]);
