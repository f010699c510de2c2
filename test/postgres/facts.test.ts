import { describe, onTestFinished } from 'vitest';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { factCases } from '../runtime/facts/fact-cases.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

describe.each(['13', '18'] as const)('in PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  factCases(async () => {
    const store = await openPostgresStore({ connection: database.url(), schema: freshSchema(), allowDrafts: true });
    onTestFinished(() => store.close());
    return store;
  });
});
