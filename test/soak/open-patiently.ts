import type { FullEventStore } from '../../runtime/src/store/event-store.js';
import { openAt } from '../support/open-at.js';
import { codeOf, pause } from './survive.js';

/** The store at an address, also when its server has just been killed: whoever is hired then waits until it is there again. */
export async function openPatiently(address: string): Promise<FullEventStore> {
  for (;;) {
    try {
      return await openAt(address);
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'store-unavailable' && code !== 'store-busy') throw error;
      await pause(50);
    }
  }
}
