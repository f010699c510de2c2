import type { Lease } from '../../store/lease.js';
import type { Scope } from './scope.js';

// Leases: one function a statement. Arguments were checked before.

export function findLease({ connection, tenant }: Scope, name: string): Lease | undefined {
  const row = connection
    .statement<readonly [string, number, string]>(
      'SELECT owner, epoch, expires_at FROM varve_leases WHERE tenant = ? AND name = ?',
    )
    .get(tenant, name);
  return row && { name, owner: row[0], epoch: row[1], expiresAt: row[2] };
}

export function keepLease({ connection, tenant }: Scope, { name, owner, epoch, expiresAt }: Lease): void {
  connection
    .statement(
      `INSERT INTO varve_leases (tenant, name, owner, epoch, expires_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant, name) DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch,
          expires_at = excluded.expires_at`,
    )
    .run(tenant, name, owner, epoch, expiresAt);
}
