import { processesAgree } from '../contract/agreement/processes-agree.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

const database = testDatabase('18');

processesAgree('PostgreSQL', () => ({ kind: 'postgres', url: database.url(), schema: freshSchema() }), 12);
