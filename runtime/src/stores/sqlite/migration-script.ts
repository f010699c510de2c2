import { release } from '../release.js';
import { createLayout, currentLayout, upgradesFrom } from './layout.js';

const now = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;

/** A random UUID, of which SQLite knows nothing. */
const uuid = `lower(substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-4' || substr(hex, 14, 3) || '-' ||
    substr('89AB', 1 + (abs(random()) % 4), 1) || substr(hex, 18, 3) || '-' || substr(hex, 21, 12))`;

/** Statements that take a file to the present layout, for one transaction. @param from 0 for an empty file */
export function migrationSteps(from: number): readonly string[] {
  const tables =
    from === 0
      ? [
          ...createLayout,
          `INSERT INTO varve_log (singleton, log_id, layout, created_at)
    SELECT 1, ${uuid}, ${currentLayout}, ${now} FROM (SELECT hex(randomblob(16)) AS hex)`,
        ]
      : [...upgradesFrom(from), `UPDATE varve_log SET layout = ${currentLayout} WHERE layout = ${from}`];
  return [
    ...tables,
    `INSERT INTO varve_schema_history (layout, from_layout, "release", applied_at)
    VALUES (${currentLayout}, ${from}, '${release}', ${now})`,
  ];
}

/** The same as a text for `sqlite3 -bail`. */
export function migrationScript(from: number): string {
  return ['BEGIN IMMEDIATE', ...migrationSteps(from), 'COMMIT', ''].join(';\n');
}
