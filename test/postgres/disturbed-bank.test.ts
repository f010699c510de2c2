import { bankThatForgetsNoTimeout, disturbedBank } from '../faults/disturbed-bank.js';
import { testDatabase } from '../support/postgres/database.js';

const seeds = [1, 2, 3, 4, 5, 6];
const databases = seeds.map((seed) => testDatabase(seed % 2 === 0 ? '13' : '18'));
let used = 0;

disturbedBank('PostgreSQL', () => databases[used++]?.url() ?? '', seeds);

const forTimeouts = testDatabase('18');
bankThatForgetsNoTimeout('PostgreSQL', () => forTimeouts.url());
