import type { Lease, LeaseRequest } from './lease.js';
import { assertCount, assertStorableKey } from './storable-text.js';

// What leases may be, judged without looking into the store. All throw InvalidStoreArgumentError.

export function checkLeaseRequest({ name, owner, milliseconds }: LeaseRequest): void {
  assertStorableKey('lease.name', name);
  assertStorableKey('lease.owner', owner);
  assertCount('lease.milliseconds', milliseconds, 1);
}

export function checkLease({ name, owner, epoch }: Lease): void {
  assertStorableKey('lease.name', name);
  assertStorableKey('lease.owner', owner);
  assertCount('lease.epoch', epoch, 1);
}
