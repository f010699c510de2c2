import { loadSqliteDriver } from '../driver.js';
import { migrationSteps } from '../migration-script.js';
import type { Session } from './session.js';

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string;
}

const schema = 'SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name';

/** How the tables of a file differ from those that this release makes, a sentence each. */
export async function compareLayouts({ rows }: Session): Promise<readonly string[]> {
  const { DatabaseSync } = await loadSqliteDriver();
  const made = new DatabaseSync(':memory:', { timeout: 0 });
  let expected: readonly SchemaRow[];
  try {
    for (const statement of migrationSteps(0)) made.exec(statement);
    expected = made.prepare<SchemaRow>(schema).all();
  } finally {
    made.close();
  }
  const found = await rows<SchemaRow>(schema);
  const there = new Map(found.map((row) => [`${row.type} ${row.name}`, row]));
  const ours = new Set(expected.map(({ name }) => name));
  return [
    ...expected.flatMap(({ type, name, sql }) => {
      const row = there.get(`${type} ${name}`);
      if (row === undefined) return [`${type} ${name} is missing.`];
      return normal(row.sql) === normal(sql) ? [] : [`${type} ${name} has been changed: ${normal(row.sql)}`];
    }),
    // Tables and indexes of somebody else do no harm; what they do when ours are written may.
    ...found.flatMap(({ type, name, tbl_name: table }) =>
      type === 'trigger' && ours.has(table) && !ours.has(name) ? [`trigger ${name} on ${table} is no part of it.`] : [],
    ),
  ];
}

const normal = (sql: string): string => sql.replaceAll(/\s+/g, ' ');
