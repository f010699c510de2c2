import { killedOutbox } from '../faults/killed-outbox.js';
import { testDatabase } from '../support/postgres/database.js';

const seeds = [1, 2];
const databases = seeds.map((seed) => testDatabase(seed % 2 === 0 ? '13' : '18'));
let used = 0;

killedOutbox('PostgreSQL', () => databases[used++]?.url() ?? '', seeds);
