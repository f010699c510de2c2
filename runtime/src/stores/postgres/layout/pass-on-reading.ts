import { quoteLiteral } from './identifier.js';
import { tableNames } from './tables.js';

/** What people and programs read beside tables; those views that every store has. */
export const viewNames = ['events_by_log', 'event_places'] as const;

/**
 * Lets whoever may read events read what has been added since, too: programs that stay at work during a migration may have to.
 * All other rights on what is new are for `rolesScript`.
 */
export function passOnReading(schema: string): string {
  const relations = [...tableNames, ...viewNames].map((name) => `${schema}.${name}`).join(', ');
  return `DO $grants$ DECLARE reader text; BEGIN
    FOR reader IN SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END
        FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
        WHERE c.oid = ${quoteLiteral(`${schema}.events`)}::regclass AND a.privilege_type = 'SELECT' AND a.grantee <> c.relowner LOOP
      EXECUTE 'GRANT SELECT ON ${relations.replaceAll("'", "''")} TO ' || reader;
    END LOOP;
  END $grants$`;
}
