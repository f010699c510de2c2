import { disturbedProjections } from '../faults/disturbed-projections.js';
import { testDatabase } from '../support/postgres/database.js';

const databases = [testDatabase('18'), testDatabase('13')];
let used = 0;

disturbedProjections('PostgreSQL', () => databases[used++ % databases.length]?.url() ?? '', [1, 2, 3, 4, 5, 6, 7, 8]);
