/**
 * What follows the log of this bank, for `varve run --app src/application.ts` and whoever looks at it. The store is the one at
 * VARVE_STORE (see open-store.ts).
 */
import { type Application, openApplication } from '@varve/runtime/projections';
import { openBank } from './bank.js';
import { openStore } from './open-store.js';

let end = async (): Promise<void> => undefined;

/** @throws Error without VARVE_STORE: rows of a store that nobody else has would be nobody's */
export async function createApplication(): Promise<Application> {
  const address = process.env['VARVE_STORE'];
  if (address === undefined) throw new Error('VARVE_STORE has to say where the store is.');
  const store = await openStore(address);
  end = () => store.close();
  return openApplication({ contexts: { bank: openBank(store) } });
}

/** Called when the application was stopped. */
export const close = (): Promise<void> => end();
