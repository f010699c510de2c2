import type { TypeTally } from '@varve/runtime/operations';

/** What `varve verify` found, before it is decided how that is said. */
export interface VerifiedLog {
  /** False when the run was stopped; it can be resumed if there is a file for that. */
  readonly isComplete: boolean;
  /** Stored events that were looked at by this run and those it resumed. */
  readonly events: number;
  /** Of contexts without a registry. */
  readonly foreign: number;
  /** Events that nobody has given a place in the log yet, and this session may not: they were not read. */
  readonly waiting: number;
  readonly types: readonly TypeTally[];
  /** Events of this run alone, for its speed. */
  readonly read: number;
  readonly seconds: number;
}

export const failedEvents = ({ types }: Pick<VerifiedLog, 'types'>): number =>
  types.reduce((sum, { failed }) => sum + failed, 0);
