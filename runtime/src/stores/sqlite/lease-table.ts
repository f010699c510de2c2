import type { Lease } from '../../store/lease.js';
import type { Connection } from './connection.js';

// Leases: one function a statement. Arguments were checked before.

export function findLease(connection: Connection, name: string): Lease | undefined {
  const row = connection
    .statement<readonly [string, number, string]>('SELECT owner, epoch, expires_at FROM varve_leases WHERE name = ?')
    .get(name);
  return row && { name, owner: row[0], epoch: row[1], expiresAt: row[2] };
}

export function keepLease(connection: Connection, { name, owner, epoch, expiresAt }: Lease): void {
  connection
    .statement(
      `INSERT INTO varve_leases (name, owner, epoch, expires_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch,
          expires_at = excluded.expires_at`,
    )
    .run(name, owner, epoch, expiresAt);
}
