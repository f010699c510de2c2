import { describe, test } from 'vitest';
import {
  eventStoreContract,
  type EventStoreContractOptions,
} from '../../runtime/src/testing/contract/event-store-contract.js';

/** Registers the contract's cases; what the store lacks is listed as skipped, with the reason in its name. */
export function contractSuite(options: EventStoreContractOptions): void {
  const cases = eventStoreContract(options);
  for (const group of new Set(cases.map((contractCase) => contractCase.group))) {
    describe(group, () => {
      for (const { name, lacking, run } of cases.filter((contractCase) => contractCase.group === group)) {
        if (lacking === undefined) test(name, run);
        else test.skip(`${name} (skipped: no ${lacking})`, run);
      }
    });
  }
}
