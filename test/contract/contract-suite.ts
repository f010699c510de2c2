import { afterAll, describe, test } from 'vitest';
import { InconclusiveCaseError } from '../../runtime/src/testing/contract/claims.js';
import {
  eventStoreContract,
  type EventStoreContractOptions,
} from '../../runtime/src/testing/contract/event-store-contract.js';

/**
 * Registers the contract's cases, and prints at their end what was run for `store`. What the store lacks is listed as
 * skipped, with the reason in its name; a case that says nothing of the store fails.
 */
export function contractSuite(store: string, options: EventStoreContractOptions): void {
  const cases = eventStoreContract(options);
  const inconclusive: string[] = [];
  let run = 0;
  for (const group of new Set(cases.map((contractCase) => contractCase.group))) {
    describe(group, () => {
      for (const contractCase of cases.filter((candidate) => candidate.group === group)) {
        const { name, lacking } = contractCase;
        if (lacking !== undefined) {
          test.skip(`${name} (skipped: no ${lacking})`, () => contractCase.run());
          continue;
        }
        test(name, async () => {
          run += 1;
          try {
            await contractCase.run();
          } catch (error) {
            if (error instanceof InconclusiveCaseError) inconclusive.push(`${group}: ${name}`);
            throw error;
          }
        });
      }
    });
  }
  afterAll(() => {
    const skipped = cases.flatMap(({ lacking, name }) => (lacking === undefined ? [] : [`  no ${lacking}: ${name}\n`]));
    const counts = `${String(run)} run, ${String(skipped.length)} skipped, ${String(inconclusive.length)} inconclusive`;
    const lines = inconclusive.map((name) => `  inconclusive: ${name}\n`);
    process.stdout.write(`contract, ${store}: ${counts}\n${skipped.join('')}${lines.join('')}`);
  });
}
