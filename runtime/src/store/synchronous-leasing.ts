import { checkLease, checkLeaseRequest } from './check-lease.js';
import { isLast, judgeLease, released, renewed } from './judge-lease.js';
import type { Lease, Leasing } from './lease.js';
import type { Clock } from './recording-clock.js';
import type { StoreGate } from './store-gate.js';

/** Leases of a store that answers at once and whose writers take turns. */
export interface LeasingSettings {
  readonly gate: StoreGate;
  readonly clock: Clock;
  /** One write of its own. */
  readonly write: <T>(work: () => T) => Promise<T>;
  readonly find: (name: string) => Lease | undefined;
  readonly keep: (lease: Lease) => void;
}

export function createLeasing({ gate, clock, write, find, keep }: LeasingSettings): Omit<Leasing, 'findLease'> {
  return {
    async acquireLease({ name, owner, milliseconds }) {
      gate.enter();
      const request = { name, owner, milliseconds };
      checkLeaseRequest(request);
      return write(() => {
        const result = judgeLease(request, find(name), clock());
        if (result.kind === 'acquired') keep(result.lease);
        return result;
      });
    },
    async renewLease({ name, owner, epoch, expiresAt }, milliseconds) {
      gate.enter();
      const lease = { name, owner, epoch, expiresAt };
      checkLease(lease);
      checkLeaseRequest({ name, owner, milliseconds });
      return write(() => {
        const longer = renewed(lease, find(name), clock(), milliseconds);
        if (longer !== undefined) keep(longer);
        return longer;
      });
    },
    async releaseLease({ name, owner, epoch, expiresAt }) {
      gate.enter();
      const lease = { name, owner, epoch, expiresAt };
      checkLease(lease);
      await write(() => {
        const last = find(name);
        if (last !== undefined && isLast(lease, last)) keep(released(last, clock()));
      });
    },
  };
}
