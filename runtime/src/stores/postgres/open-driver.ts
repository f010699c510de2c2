import type { PostgresDriver } from './driver.js';
import { openPgDriver, pgDriver, type PgDriverSettings, type PgPool } from './pg-driver.js';

/** A driver of whatever was given; one that is made here ends its connections when it is closed. @throws PostgresDriverMissingError */
export async function openDriver(
  connection: string | PgPool | PostgresDriver,
  settings: PgDriverSettings,
): Promise<PostgresDriver> {
  if (typeof connection === 'string') return openPgDriver(connection, settings);
  return 'acquire' in connection ? connection : pgDriver(connection, settings);
}
