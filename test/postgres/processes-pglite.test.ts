import { PGlite } from '@electric-sql/pglite';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openApplication } from '../../runtime/src/application/application.js';
import { openPostgresStore, pgliteDriver } from '../../runtime/src/stores/postgres/index.js';
import { openTransferring, transferId } from '../runtime/process/transferring.js';
import { freshSchema } from './fresh-schema.js';

const pglite = new PGlite();
afterAll(() => pglite.close());

test('a store with a single connection handles commands and runs no process, and says so', async () => {
  const store = await openPostgresStore({ connection: pgliteDriver(pglite), schema: freshSchema(), allowDrafts: true });
  onTestFinished(() => store.close());
  const { accounts, transfers } = openTransferring({ store });
  expect(await transfers.request(1, { from: 'ann', to: 'bob', cents: 1 })).toMatchObject({ kind: 'accepted' });
  const refused = /MoneyTransfer needs a store that can be read beside an open unit.*such as PGlite, cannot\.$/;
  expect(() => openApplication({ contexts: { accounts, transfers } })).toThrow(refused);
  await expect(transfers.processes.moneyTransfer.find(transferId(1))).rejects.toThrow(refused);
});
