import { release } from '../../release.js';

/**
 * The third layout: when each layout was made, from which one, and by which release of the runtime. A log that was made before
 * knows only that it was.
 */
export function schemaHistory(s: string): readonly string[] {
  return [
    `CREATE TABLE ${s}.schema_history (
      layout integer PRIMARY KEY,
      from_layout integer NOT NULL,
      release text,
      applied_by text NOT NULL DEFAULT session_user,
      applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )`,
    `COMMENT ON TABLE ${s}.schema_history IS 'when these tables were made and changed, and by which release of @varve/runtime'`,
    `INSERT INTO ${s}.schema_history (layout, from_layout, applied_by, applied_at)
      SELECT layout, 0, '', created_at FROM ${s}.log`,
  ];
}

/** Notes that the tables have come from one layout to another. */
export function noteMigration(s: string, from: number, to: number): string {
  return `INSERT INTO ${s}.schema_history (layout, from_layout, release) VALUES (${to}, ${from}, '${release}')`;
}
