/**
 * The right to do something that only one may do at a time, for a while. Whoever was stopped longer than that has lost it
 * without noticing, so what it writes has to be fenced: `Unit.holdLease` makes a unit fail whose lease is no longer the last.
 */
export interface Lease {
  readonly name: string;
  /** Tells processes apart, also two lives of one. */
  readonly owner: string;
  /** Counts the owners from 1: one more each time the lease is acquired. */
  readonly epoch: number;
  /** By the store's clock, RFC 3339 in UTC. From then on others may acquire it. */
  readonly expiresAt: string;
}

export interface LeaseRequest {
  readonly name: string;
  readonly owner: string;
  /** How long it lasts unless it is renewed, in milliseconds, at least 1. */
  readonly milliseconds: number;
}

/** `held`: somebody else has it, as told. */
export type LeaseResult =
  { readonly kind: 'acquired'; readonly lease: Lease } | { readonly kind: 'held'; readonly lease: Lease };

export interface LeaseReader {
  /** The last lease of that name, also when it has expired or was released. */
  findLease(name: string): Promise<Lease | undefined>;
}

export interface Leasing extends LeaseReader {
  /** Waits for units that hold the lease, so that nothing of an earlier owner comes after it. Its own owner gets it anew. */
  acquireLease(request: LeaseRequest): Promise<LeaseResult>;
  /** From now on for so many milliseconds. @returns `undefined` when somebody else has acquired it since */
  renewLease(lease: Lease, milliseconds: number): Promise<Lease | undefined>;
  /** Lets the next one have it at once. No error when it was lost. */
  releaseLease(lease: Lease): Promise<void>;
}
