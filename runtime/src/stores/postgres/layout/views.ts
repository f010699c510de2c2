import { quoteLiteral } from './identifier.js';

/** «VRVV»: locks of views, by the hash of their schema and name. */
const viewLockClass = 0x56525656;

/** Functions that change tables of views, with what they are called by: rights on them are given one by one. */
export const viewFunctions = {
  open: 'open_view_v1(text, text, text, text, text, text, text[], text[], boolean[], text[], text[], text, text)',
  serve: 'serve_view_v1(text, text, text)',
  drop: 'drop_view_v1(text, text)',
} as const;

/**
 * The fifth layout: which views there are. Their tables are no part of a layout: they are made one by one, as the owner's, by
 * functions that take no SQL from anybody. Whoever may write `parked_events` may write them.
 */
export function views(s: string): readonly string[] {
  return [
    `CREATE TABLE ${s}.views (
      name text COLLATE "C" NOT NULL,
      hash text COLLATE "C" NOT NULL,
      table_name text COLLATE "C" NOT NULL CONSTRAINT views_table_name UNIQUE,
      view_name text COLLATE "C" NOT NULL,
      state text COLLATE "C" NOT NULL CHECK (state IN ('building', 'serving')),
      shape text NOT NULL,
      tenant_column text NOT NULL,
      shown text[] NOT NULL,
      opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (name, hash)
    )`,
    `CREATE UNIQUE INDEX views_serving ON ${s}.views (name) WHERE state = 'serving'`,
    `COMMENT ON TABLE ${s}.views IS 'tables that were made of events; view_name shows the one that serves'`,
    holdView(s),
    makeTable(s),
    openView(s),
    serveView(s),
    dropView(s),
    ...['make_view_table_v1(text, text[], text[], boolean[], text[], text, text)', ...Object.values(viewFunctions)].map(
      (signature) => `REVOKE ALL ON FUNCTION ${s}.${signature} FROM PUBLIC`,
    ),
  ];
}

const definer = 'LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp';

const lock = (s: string, how: '' | '_shared'): string =>
  `PERFORM pg_advisory_xact_lock${how}(${viewLockClass}, hashtext(l.log_id || its_name)) FROM ${s}.log l;`;

/** The schema by its quoted name, asked for: the text of functions is the same whatever it is called. */
const home = (s: string): string =>
  `(SELECT quote_ident(n.nspname) FROM ${s}.log l JOIN pg_class c ON c.oid = l.tableoid JOIN pg_namespace n ON n.oid = c.relnamespace)`;

/** Locks that are cheap to share: an append with a view takes one. What was committed before is seen behind it. */
function holdView(s: string): string {
  return `CREATE FUNCTION ${s}.hold_view_v1(its_name text, alone boolean)
    RETURNS TABLE (hash text, state text, shape text) LANGUAGE plpgsql AS $body$
    BEGIN
      IF alone THEN
        ${lock(s, '')}
      ELSE
        ${lock(s, '_shared')}
      END IF;
      RETURN QUERY SELECT v.hash, v.state, v.shape FROM ${s}.views v WHERE v.name = its_name
        ORDER BY v.state = 'serving' DESC, v.opened_at;
    END $body$`;
}

/** Names of columns and kinds of a list, nothing else, become SQL here. Policies are as on every table of tenants. */
function makeTable(s: string): string {
  const own = `%1$I = (SELECT NULLIF(current_setting('varve.tenant', true), ''))`;
  return `CREATE FUNCTION ${s}.make_view_table_v1(its_table text, names text[], types text[], nullables boolean[],
      key_names text[], index_columns text, its_tenant text)
    RETURNS void ${definer} AS $body$
    DECLARE
      home text := ${home(s)};
      target text := home || '.' || quote_ident(its_table);
      definitions text;
      index_columns_of json;
      given record;
      everybody text;
    BEGIN
      SELECT string_agg(format('%I %s%s%s', n, t, CASE WHEN t = 'text' THEN ' COLLATE "C"' END,
          CASE WHEN NOT nullable THEN ' NOT NULL' END), ', ' ORDER BY place)
        INTO definitions FROM unnest(names, types, nullables) WITH ORDINALITY AS c (n, t, nullable, place)
        WHERE t IN ('text', 'bigint', 'double precision', 'numeric', 'timestamptz', 'boolean');
      EXECUTE format('CREATE TABLE %s (%s, PRIMARY KEY (%s))', target, definitions,
        (SELECT string_agg(quote_ident(k), ', ' ORDER BY place) FROM unnest(key_names) WITH ORDINALITY AS c (k, place)));
      FOR index_columns_of IN SELECT value FROM json_array_elements(index_columns::json) LOOP
        EXECUTE format('CREATE INDEX ON %s (%s)', target,
          (SELECT string_agg(quote_ident(value->>0) || CASE WHEN value->>1 = 'nullable' THEN ' NULLS FIRST' ELSE '' END, ', ' ORDER BY place)
            FROM json_array_elements(index_columns_of) WITH ORDINALITY AS c (value, place)));
      END LOOP;
      FOR given IN SELECT a.privilege_type AS privilege,
          CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee
          FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
          WHERE c.oid = to_regclass(home || '.parked_events') AND a.grantee <> c.relowner
            AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE') LOOP
        EXECUTE format('GRANT %s ON %s TO %s', given.privilege, target, given.grantee);
      END LOOP;
      EXECUTE format('CREATE POLICY own_rows ON %2$s USING (${own.replaceAll("'", "''")}) WITH CHECK (${own.replaceAll("'", "''")})', its_tenant, target);
      IF (SELECT c.relrowsecurity FROM pg_class c WHERE c.oid = to_regclass(home || '.documents')) THEN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
        EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
        SELECT string_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(r)) END, ', ') INTO everybody
          FROM pg_policy p CROSS JOIN unnest(p.polroles) r
          WHERE p.polrelid = to_regclass(home || '.documents') AND p.polname = 'all_rows';
        IF everybody IS NOT NULL THEN
          EXECUTE format('CREATE POLICY all_rows ON %s TO %s USING (true) WITH CHECK (true)', target, everybody);
        END IF;
      END IF;
    END $body$`;
}

/**
 * Makes the table of a generation where it is missing and nothing is in its way. Rows: all generations that have the name of the
 * view, or would have its table's; whoever asks judges them. VR010: something else has a name that it needs, told in the detail.
 */
function openView(s: string): string {
  const isTaken = (name: string): string => `to_regclass(home || '.' || quote_ident(${name})) IS NOT NULL`;
  return `CREATE FUNCTION ${s}.open_view_v1(its_name text, its_hash text, its_table text, its_view text, its_tenant text,
      its_shape text, names text[], types text[], nullables boolean[], key_names text[], its_shown text[],
      index_columns text, patience text)
    RETURNS TABLE (name text, hash text, state text, shape text) ${definer} AS $body$
    DECLARE
      home text := ${home(s)};
      taken text;
    BEGIN
      PERFORM ${s}.begin_write_v1(patience);
      ${lock(s, '')}
      LOCK TABLE ${s}.views IN SHARE ROW EXCLUSIVE MODE;
      IF NOT EXISTS (SELECT FROM ${s}.views v
          WHERE v.name = its_name AND v.hash = its_hash OR v.name <> its_name AND v.view_name = its_view) THEN
        taken := CASE WHEN ${isTaken('its_table')} THEN its_table
          WHEN ${isTaken('its_view')} AND NOT EXISTS (SELECT FROM ${s}.views v WHERE v.name = its_name) THEN its_view END;
        IF taken IS NOT NULL THEN
          RAISE EXCEPTION 'something else is called %', taken USING ERRCODE = 'VR010', DETAIL = taken;
        END IF;
        PERFORM ${s}.make_view_table_v1(its_table, names, types, nullables, key_names, index_columns, its_tenant);
        INSERT INTO ${s}.views (name, hash, table_name, view_name, state, shape, tenant_column, shown)
          VALUES (its_name, its_hash, its_table, its_view, 'building', its_shape, its_tenant, its_shown);
      END IF;
      RETURN QUERY SELECT v.name, v.hash, v.state, v.shape FROM ${s}.views v
        WHERE v.name = its_name OR v.view_name = its_view ORDER BY v.opened_at;
    END $body$`;
}

/**
 * Where policies hold, the view of SQL looks with its reader's eyes; before PostgreSQL 15 it could not, and there is none. It is
 * replaced, not made anew, where its columns allow that: others may have views over it. VR010: something else has its name by now.
 */
function serveView(s: string): string {
  return `CREATE FUNCTION ${s}.serve_view_v1(its_name text, its_hash text, its_shape text, OUT served boolean) ${definer} AS $body$
    DECLARE
      home text := ${home(s)};
      found_table text;
      target text;
      query text;
      fenced boolean;
      given text;
    BEGIN
      ${lock(s, '')}
      SELECT v.table_name, home || '.' || quote_ident(v.view_name), format('SELECT %s FROM %s.%I',
          (SELECT string_agg(quote_ident(c), ', ' ORDER BY place) FROM unnest(v.shown) WITH ORDINALITY AS u (c, place)),
          home, v.table_name)
        INTO found_table, target, query FROM ${s}.views v WHERE v.name = its_name AND v.hash = its_hash AND v.shape = its_shape;
      served := FOUND;
      IF NOT served THEN RETURN; END IF;
      IF EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass(target) AND NOT ${isOurs(s)}) THEN
        RAISE EXCEPTION 'something else is called %', target USING ERRCODE = 'VR010', DETAIL = target;
      END IF;
      UPDATE ${s}.views v SET state = 'building' WHERE v.name = its_name AND v.state = 'serving' AND v.hash <> its_hash;
      UPDATE ${s}.views v SET state = 'serving' WHERE v.name = its_name AND v.hash = its_hash;
      SELECT c.relrowsecurity INTO fenced FROM pg_class c
        WHERE c.oid = to_regclass(home || '.' || quote_ident(found_table));
      IF fenced AND current_setting('server_version_num')::integer < 150000 THEN
        EXECUTE 'DROP VIEW IF EXISTS ' || target;
        RETURN;
      END IF;
      BEGIN
        EXECUTE format('CREATE OR REPLACE VIEW %s AS %s', target, query);
      EXCEPTION WHEN invalid_table_definition THEN
        EXECUTE format('DROP VIEW %s', target);
        EXECUTE format('CREATE VIEW %s AS %s', target, query);
      END;
      IF fenced THEN
        EXECUTE format('ALTER VIEW %s SET (security_invoker = true)', target);
      END IF;
      FOR given IN SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END
          FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
          WHERE c.oid = to_regclass(home || '.' || quote_ident(found_table)) AND a.grantee <> c.relowner
            AND a.privilege_type = 'SELECT' LOOP
        EXECUTE format('GRANT SELECT ON %s TO %s', target, given);
      END LOOP;
    END $body$`;
}

/** Whether the relation `c` is a view of SQL over a table of the view's own: only such a one was made here, and is replaced. */
function isOurs(s: string): string {
  return `(c.relkind = 'v' AND EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.objid = r.oid
        AND d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
      JOIN ${s}.views v ON d.refobjid = to_regclass(home || '.' || quote_ident(v.table_name))
      WHERE r.ev_class = c.oid AND v.name = its_name))`;
}

function dropView(s: string): string {
  return `CREATE FUNCTION ${s}.drop_view_v1(its_name text, its_hash text, OUT serves boolean) ${definer} AS $body$
    DECLARE
      found_table text;
    BEGIN
      ${lock(s, '')}
      SELECT v.state = 'serving', v.table_name INTO serves, found_table FROM ${s}.views v
        WHERE v.name = its_name AND v.hash = its_hash;
      IF NOT FOUND OR serves THEN RETURN; END IF;
      EXECUTE format('DROP TABLE %s.%I', ${home(s)}, found_table);
      DELETE FROM ${s}.views v WHERE v.name = its_name AND v.hash = its_hash;
    END $body$`;
}

/** A block that does something for the table of each view that is there: `found.target` and `found.shown_by`, quoted. */
export function forEachView(s: string, label: string, statements: string): string {
  return `DO $${label}$ DECLARE found record; BEGIN
    IF to_regclass(${quoteLiteral(`${s}.views`)}) IS NULL THEN RETURN; END IF;
    FOR found IN SELECT ${quoteLiteral(s)} || '.' || quote_ident(v.table_name) AS target,
        ${quoteLiteral(s)} || '.' || quote_ident(v.view_name) AS shown_by, v.state FROM ${s}.views v LOOP
      ${statements}
    END LOOP;
  END $${label}$`;
}
