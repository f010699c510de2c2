import type { Lease } from '../../../runtime/src/store/lease.js';
import type { Operation } from './operation.js';

/** Where a store lies that several processes open. */
export type Address =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly schema: string };

/** What a process that answers for a store is sent. */
export type Request =
  | { readonly kind: 'open'; readonly address: Address }
  | {
      readonly kind: 'ask';
      readonly operation: Operation;
      /** Places of the log that were seen so far, by whichever process. */
      readonly seen: readonly string[];
      readonly leases: readonly Lease[];
    }
  | { readonly kind: 'close' };

/** What it sends back. */
export interface Reply {
  readonly answer?: unknown;
  /** As sent, with what was seen now. */
  readonly seen?: readonly string[];
  readonly leases?: readonly Lease[];
  /** It failed with something that is no error of ours. */
  readonly failure?: string;
}
