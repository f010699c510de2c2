import type { PostgresConnection, PostgresDriver } from '../../runtime/src/stores/postgres/driver.js';

/** A driver whose connections do something else than they were asked to. */
export function changed(
  sound: PostgresDriver,
  change: (connection: PostgresConnection) => Partial<PostgresConnection>,
): PostgresDriver {
  return {
    ...sound,
    async acquire() {
      const connection = await sound.acquire();
      return { ...connection, ...change(connection) };
    },
  };
}
