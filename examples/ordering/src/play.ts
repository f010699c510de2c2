import { openShop } from './app.js';
import type { Narrator } from './narrator.js';
import { openStore } from './open-store.js';
import { playScenario, recall } from './scenario.js';

/** Plays the scenario on the store at an address, and recalls it from what is there when the store is opened again. */
export async function play(address: string, narrator: Narrator): Promise<void> {
  let store = await openStore(address);
  const orderId = await playScenario(openShop(store), narrator);
  // What lies in memory is gone with the store.
  if (address !== 'memory') {
    await store.close();
    store = await openStore(address);
  }
  await recall(openShop(store), orderId, narrator);
  await store.close();
}
