import type { ContractStore } from '../../runtime/src/testing/contract/contract-case.js';
import type { EventStoreContractOptions } from '../../runtime/src/testing/contract/event-store-contract.js';

/** How a suite opens stores: each in a place of its own, and what lies in one place as often as it is asked to. */
export function inPlaces<Place>(
  freshPlace: () => Place | Promise<Place>,
  openAt: (place: Place, now: () => string) => Promise<ContractStore>,
): Required<Pick<EventStoreContractOptions, 'open' | 'openBeside'>> {
  const places = new WeakMap<ContractStore, { readonly place: Place }>();
  return {
    async open({ now }) {
      const place = await freshPlace();
      const store = await openAt(place, now);
      places.set(store, { place });
      return store;
    },
    async openBeside(store, { now }) {
      const known = places.get(store);
      if (known === undefined) throw new Error('This store was not opened here.');
      return openAt(known.place, now);
    },
  };
}
