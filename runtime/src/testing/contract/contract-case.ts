import type { EventStore, FullEventStore, StoreCapabilities } from '../../store/event-store.js';
import type { Samples } from './samples.js';
import type { SeededRandom } from './seeded-random.js';

/**
 * What stores say of themselves; `outcomes`: the store keeps outcome records, for however long; `clock`: it records the
 * time it was opened with; `draftGuard`: it refuses events whose shapes are not released; `oneWriter`: while a unit is open
 * no other write comes in, on whatever stream; `sideWrites`: others can write other streams meanwhile; `sideReads`: others
 * can read meanwhile; `anyTenant`: outcome keys may name any tenant, as they may not on a tenant's handle; `beside`: what
 * lies there can be opened more than once.
 */
export type ContractCapability =
  | Exclude<keyof StoreCapabilities, 'drafts'>
  | 'outcomes'
  | 'clock'
  | 'draftGuard'
  | 'oneWriter'
  | 'sideWrites'
  | 'sideReads'
  | 'anyTenant'
  | 'beside';

/** A store under test: the least there is, and whatever else it offers. */
export type ContractStore = EventStore & Partial<Omit<FullEventStore, keyof EventStore>>;

/** What a case works with. Everything it does through `store` is written down and checked by the oracle afterwards. */
export interface World {
  /** Members that the store under test does not have throw; cases that use them ask for the capability. */
  readonly store: FullEventStore;
  readonly samples: Samples;
  readonly random: SeededRandom;
  /** To be named when a randomised case fails. */
  readonly seed: number;
  readonly clock: ContractClock;
  /** A second store, fresh and unwatched, for what cannot be done to the first: the case closes it. */
  openAnother(): Promise<FullEventStore>;
  /** The store under test, opened once more, as another process would; watched like the first, and closed after the case. */
  openBeside(): Promise<FullEventStore>;
}

/** The clock that the store was opened with. */
export interface ContractClock {
  set(instant: string): void;
}

/** One promise of the contract, as the files under `cases/` write it down. */
export interface CaseDefinition {
  /** Says the behaviour. */
  readonly name: string;
  /** What a store must offer for this case; several are given as a list. */
  readonly needs?: ContractCapability | readonly ContractCapability[];
  run(world: World): Promise<void>;
}

export interface CaseGroup {
  readonly group: string;
  readonly cases: readonly CaseDefinition[];
}

/** One promise of the contract, ready for any test runner. */
export interface ContractCase {
  readonly group: string;
  readonly name: string;
  /** What a store must offer for this case. */
  readonly needs: readonly ContractCapability[];
  /** The first of them that the store does not offer: report the case as skipped for it; running it fails. */
  readonly lacking: ContractCapability | undefined;
  /**
   * Opens a fresh store, runs, checks the oracle's invariants, closes.
   * @throws ContractViolationError, InconclusiveCaseError, or what the store threw
   */
  run(): Promise<void>;
}
