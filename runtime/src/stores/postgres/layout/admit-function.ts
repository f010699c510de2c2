/** Keys that begin with the tenant once one is admitted, under the names that they had before. */
const keys = [
  ['streams', 'streams_stream_name_key', 'UNIQUE (tenant, stream_name)'],
  ['documents', 'documents_pkey', 'PRIMARY KEY (tenant, collection, key)'],
  ['outbox', 'outbox_message_id', 'UNIQUE (tenant, message_id)'],
  ['checkpoints', 'checkpoints_pkey', 'PRIMARY KEY (tenant, name)'],
  ['snapshots', 'snapshots_pkey', 'PRIMARY KEY (tenant, stream_name, state_hash)'],
  ['leases', 'leases_pkey', 'PRIMARY KEY (tenant, name)'],
  ['parked_events', 'parked_events_event', 'UNIQUE (tenant, processor, event_id)'],
] as const;

/**
 * Makes room for tenants: once for a schema, when its tables are made, or before the first write of a tenant where they are
 * older. Releases that know of no tenants must not open the schema from then on.
 */
export function admitTenants(s: string): string {
  const change = ([table, name, definition]: (typeof keys)[number]): string =>
    `ALTER TABLE ${s}.${table} DROP CONSTRAINT ${name}, ADD CONSTRAINT ${name} ${definition};`;
  return `CREATE FUNCTION ${s}.admit_tenants_v1(patience text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
    BEGIN
      IF (SELECT l.tenants FROM ${s}.log l) THEN RETURN; END IF;
      PERFORM set_config('lock_timeout', patience, true);
      PERFORM FROM ${s}.log FOR UPDATE;
      IF (SELECT l.tenants FROM ${s}.log l) THEN RETURN; END IF;
      ${keys.map(change).join('\n      ')}
      DROP INDEX ${s}.parked_events_stream;
      CREATE INDEX parked_events_stream ON ${s}.parked_events (tenant, processor, stream_tenant, stream_name, place);
      UPDATE ${s}.log SET tenants = true, least_layout = greatest(least_layout, 2);
    END $body$`;
}
