// The behaviour every event store must show, as plain cases for any test runner. In: how to open a fresh store and what
// it offers. Out: cases with a name and a `run`. After each case an oracle checks what must hold whatever was done.
import type { StoreCapabilities } from '../../store/event-store.js';
import { ContractViolationError } from './claims.js';
import { allCases } from './all-cases.js';
import type { CaseDefinition, ContractCapability, ContractCase, ContractStore } from './contract-case.js';
import { observeStore } from './observed-store.js';
import { checkInvariants } from './oracle.js';
import { createSamples } from './samples.js';
import { createSeededRandom } from './seeded-random.js';

export interface EventStoreContractOptions {
  /** A fresh store with an empty log, for one case. `now` is the time it must record, if it takes one. */
  readonly open: (given: { readonly now: () => string }) => Promise<ContractStore>;
  /** Opens what lies in a store that `open` gave once more, as another process would. Left out: it is in one process alone. */
  readonly openBeside?: (store: ContractStore, given: { readonly now: () => string }) => Promise<ContractStore>;
  /** What the store is known to offer. Cases for anything else are listed as not offered. */
  readonly capabilities: StoreCapabilities;
  /** Whether the store keeps outcome records, durably or not. Default true. */
  readonly recordsOutcomes?: boolean;
  /** Whether the store records the time that `open` was given. Default true. */
  readonly takesClock?: boolean;
  /** Whether the store, as it is opened here, refuses drafts. Default true. */
  readonly refusesDrafts?: boolean;
  /** Whether an open unit keeps every other writer out, not only those of the same streams. Default true. */
  readonly oneWriter?: boolean;
  /** Whether others can read while a unit is open. Default true. */
  readonly sideReads?: boolean;
  /** Whose handle the stores are, if they are a tenant's. */
  readonly tenant?: string;
  /** Seed of the randomised cases; failures name the one they had. Default 20240229. */
  readonly seed?: number;
}

const startOfTime = '2024-02-29T12:00:00.000Z';
const defaultSeed = 20_240_229;

/** The contract's cases for one store, in groups, each independent of the others. */
export function eventStoreContract(options: EventStoreContractOptions): readonly ContractCase[] {
  return allCases.flatMap(({ group, cases }) => cases.map((definition) => caseOf(group, definition, options)));
}

function caseOf(group: string, definition: CaseDefinition, options: EventStoreContractOptions): ContractCase {
  const { name, needs: given = [] } = definition;
  const needs = typeof given === 'string' ? [given] : given;
  const lacking = needs.find((capability) => !offers(options, capability));
  return {
    group,
    name,
    needs,
    lacking,
    run() {
      if (lacking === undefined) return runCase(definition, options);
      const reason = `The store does not offer ${lacking}: report this case as skipped instead of running it.`;
      return Promise.reject(new ContractViolationError(reason));
    },
  };
}

function offers(options: EventStoreContractOptions, capability: ContractCapability): boolean {
  switch (capability) {
    case 'clock':
      return options.takesClock ?? true;
    case 'outcomes':
      return options.recordsOutcomes ?? true;
    case 'draftGuard':
      return options.refusesDrafts ?? true;
    case 'oneWriter':
      return options.oneWriter ?? true;
    case 'sideWrites':
      return !(options.oneWriter ?? true);
    case 'sideReads':
      return options.sideReads ?? true;
    case 'anyTenant':
      return options.tenant === undefined;
    case 'beside':
      return options.openBeside !== undefined;
    default:
      return options.capabilities[capability] ?? false;
  }
}

async function runCase({ run }: CaseDefinition, options: EventStoreContractOptions): Promise<void> {
  let instant = startOfTime;
  const given = { now: () => instant };
  const openRaw = (): Promise<ContractStore> => options.open(given);
  const raw = await openRaw();
  const opened = [raw];
  const observed = observeStore(raw);
  const { store } = observed;
  const seed = options.seed ?? defaultSeed;
  try {
    await run({
      store,
      samples: createSamples(options.tenant),
      random: createSeededRandom(seed),
      seed,
      clock: {
        set(next: string) {
          instant = next;
        },
      },
      openAnother: async () => observeStore(await openRaw()).store,
      async openBeside() {
        const beside = await options.openBeside?.(raw, given);
        if (beside === undefined) throw new ContractViolationError('The store cannot be opened a second time.');
        opened.push(beside);
        return observed.beside(beside);
      },
    });
    await checkInvariants(observed);
  } finally {
    for (const each of opened) await each.close();
  }
}
