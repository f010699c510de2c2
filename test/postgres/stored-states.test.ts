import { describe, expect, onTestFinished, test } from 'vitest';
import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { openPostgresStore } from '../../runtime/src/stores/postgres/index.js';
import { failure } from '../runtime/command/ordering-kit.js';
import { customerId, openBank } from '../runtime/facts/bank-kit.js';
import { factCases } from '../runtime/facts/fact-cases.js';
import { stateCases } from '../runtime/state/state-cases.js';
import { onceTogetherCases } from '../runtime/together/once-together-cases.js';
import { togetherCases } from '../runtime/together/together-cases.js';
import { testDatabase } from '../support/postgres/database.js';
import { freshSchema } from './fresh-schema.js';

describe.each(['13', '18'] as const)('in PostgreSQL %s', (release) => {
  const database = testDatabase(release);
  const open = async (): Promise<FullEventStore> => {
    const store = await openPostgresStore({ connection: database.url(), schema: freshSchema(), allowDrafts: true });
    onTestFinished(() => store.close());
    return store;
  };
  factCases(open);
  stateCases(open);
  togetherCases(open);
  onceTogetherCases(open);

  test('a state whose shape is a draft is refused by a store that takes none', async () => {
    const store = await openPostgresStore({ connection: database.url(), schema: freshSchema() });
    onTestFinished(() => store.close());
    const { profile } = openBank(store);
    await failure('draft-shape', profile.openProfile({ customerId, name: 'Ann' }));
    expect(await profile.load(customerId)).toMatchObject({ revision: 0 });
  });
});
