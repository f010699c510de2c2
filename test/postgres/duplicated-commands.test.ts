import { duplicatedCommands } from '../faults/duplicated-commands.js';
import { testDatabase } from '../support/postgres/database.js';

const databases = [testDatabase('18'), testDatabase('13')];
let used = 0;

duplicatedCommands('PostgreSQL', () => databases[used++ % databases.length]?.url() ?? '');
