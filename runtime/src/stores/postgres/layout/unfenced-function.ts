/**
 * A function that sees everybody's events whoever calls it. The setting is looked at by the policies, and counts for the owner
 * of the tables alone.
 */
export function unfenced(s: string, signature: string, query: string): string {
  return `CREATE OR REPLACE FUNCTION ${s}.${signature}
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
    BEGIN
      PERFORM set_config('varve.unfenced', 'yes', true);
      ${query};
      PERFORM set_config('varve.unfenced', '', true);
    END $body$`;
}
