import type { Lease, LeaseRequest, LeaseResult } from '../../store/lease.js';
import type { Scope } from './scope.js';
import type { Cell, SqlStatement } from './driver.js';
import { ask, type Asking } from './state-tables.js';

// Leases: a statement and what its rows mean. Arguments were checked before.

const columns = (s: string): string => `owner, epoch, ${s}.instant_text(expires_at)`;

const leaseOf = (name: string, row: readonly Cell[] | undefined): Lease | undefined =>
  row && { name, owner: row[0] ?? '', epoch: Number(row[1]), expiresAt: row[2] ?? '' };

export function findLease({ schema: s, tenant }: Scope, name: string): Asking<Lease | undefined> {
  const text = `SELECT ${columns(s)} FROM ${s}.leases WHERE tenant = $1 AND name = $2`;
  return ask({ text, parameters: [tenant, name] }, ([row]) => leaseOf(name, row));
}

/** As `findLease`, and until the transaction ends nobody acquires it; its owner may still renew it. */
export function holdLease(scope: Scope, name: string): Asking<Lease | undefined> {
  const { statement, answer } = findLease(scope, name);
  return ask({ ...statement, text: `${statement.text} FOR KEY SHARE` }, answer);
}

export function acquireLease(
  { schema: s, tenant }: Scope,
  { name, owner, milliseconds }: LeaseRequest,
  patience: number,
): Asking<LeaseResult> {
  const text = `SELECT acquired, owner, epoch, expires_at FROM ${s}.acquire_lease_v2($1, $2, $3, $4, $5)`;
  return ask({ text, parameters: [tenant, name, owner, String(milliseconds), String(patience)] }, ([row = []]) => {
    const lease = { name, owner: row[1] ?? '', epoch: Number(row[2]), expiresAt: row[3] ?? '' };
    return { kind: row[0] === 't' ? 'acquired' : 'held', lease };
  });
}

export function renewLease(
  { schema: s, tenant }: Scope,
  { name, owner, epoch }: Lease,
  milliseconds: number,
): Asking<Lease | undefined> {
  const text = `UPDATE ${s}.leases SET expires_at = clock_timestamp() + make_interval(secs => $5::double precision / 1000)
    WHERE tenant = $1 AND name = $2 AND owner = $3 AND epoch = $4::bigint RETURNING ${columns(s)}`;
  return ask({ text, parameters: [tenant, name, owner, String(epoch), String(milliseconds)] }, ([row]) =>
    leaseOf(name, row),
  );
}

export function releaseLease({ schema: s, tenant }: Scope, { name, owner, epoch }: Lease): SqlStatement {
  const text = `UPDATE ${s}.leases SET expires_at = least(expires_at, clock_timestamp())
    WHERE tenant = $1 AND name = $2 AND owner = $3 AND epoch = $4::bigint`;
  return { text, parameters: [tenant, name, owner, String(epoch)] };
}
