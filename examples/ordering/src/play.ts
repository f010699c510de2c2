import { openApplication } from '@varve/runtime/projections';
import { openShop } from './app.js';
import type { Narrator } from './narrator.js';
import { openStore } from './open-store.js';
import { lookUp } from './overview.js';
import { playScenario, recall } from './scenario.js';

/** Plays the scenario on the store at an address, looks up what it left, and recalls it from what is there when the store is opened again. */
export async function play(address: string, narrator: Narrator): Promise<void> {
  let store = await openStore(address);
  const shop = openShop(store);
  const application = openApplication({ contexts: { shop } });
  await application.start();
  const orderId = await playScenario(shop, narrator);
  await lookUp(shop, orderId, narrator);
  await application.stop();
  // What lies in memory is gone with the store.
  if (address !== 'memory') {
    await store.close();
    store = await openStore(address);
  }
  await recall(openShop(store), orderId, narrator);
  await store.close();
}
