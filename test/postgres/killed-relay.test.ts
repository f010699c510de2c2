import { killedRelay } from '../faults/killed-relay.js';
import { testDatabase } from '../support/postgres/database.js';

const seeds = [1, 2];
const databases = seeds.map((seed) => testDatabase(seed % 2 === 0 ? '13' : '18'));
let used = 0;

killedRelay('PostgreSQL', () => databases[used++]?.url() ?? '', seeds);
