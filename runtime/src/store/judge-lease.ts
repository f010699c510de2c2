import { LeaseLostError } from '../errors/store-unit-errors.js';
import type { Lease, LeaseRequest, LeaseResult } from './lease.js';

/** What becomes of a request: the lease that is to be written down, or the one that stands in its way. */
export function judgeLease(request: LeaseRequest, standing: Lease | undefined, now: string): LeaseResult {
  const { name, owner, milliseconds } = request;
  if (standing !== undefined && standing.owner !== owner && isLasting(standing, now)) {
    return { kind: 'held', lease: standing };
  }
  const epoch = (standing?.epoch ?? 0) + 1;
  return { kind: 'acquired', lease: { name, owner, epoch, expiresAt: after(now, milliseconds) } };
}

/** The lease with more time, if it is still the last one. */
export function renewed(
  lease: Lease,
  standing: Lease | undefined,
  now: string,
  milliseconds: number,
): Lease | undefined {
  if (!isLast(lease, standing)) return undefined;
  const { name, owner, epoch } = lease;
  return { name, owner, epoch, expiresAt: after(now, milliseconds) };
}

/** The lease without any time left; one that has run out already stays as it is. */
export function released(lease: Lease, now: string): Lease {
  return isLasting(lease, now) ? { ...lease, expiresAt: now } : lease;
}

/** Expired, but nobody else's yet, is no reason to refuse: nothing can have happened since. @throws LeaseLostError */
export function assertLast(lease: Lease, standing: Lease | undefined): void {
  if (!isLast(lease, standing)) throw new LeaseLostError(lease, standing);
}

export function isLast({ owner, epoch }: Lease, standing: Lease | undefined): boolean {
  return standing?.owner === owner && standing.epoch === epoch;
}

const isLasting = ({ expiresAt }: Lease, now: string): boolean => Date.parse(expiresAt) > Date.parse(now);

const after = (now: string, milliseconds: number): string => new Date(Date.parse(now) + milliseconds).toISOString();
