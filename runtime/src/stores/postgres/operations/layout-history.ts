import type { LayoutRecord } from '../../../operations/store-report.js';
import type { Session } from './session.js';

/** What the tables themselves tell of how they came to be; nothing where there are none, or they are older than the table of that. */
export async function readHistory({ ask, schema, schemaName }: Session): Promise<readonly LayoutRecord[]> {
  const [[isThere] = []] = await ask(
    `SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = $1 AND c.relname = 'schema_history')`,
    [schemaName],
  );
  if (isThere !== 't') return [];
  const rows = await ask(
    `SELECT layout, from_layout, release, ${schema}.instant_text(applied_at) FROM ${schema}.schema_history ORDER BY layout`,
  );
  return rows.map(([layout, from, release, at]) => ({
    layout: Number(layout),
    from: Number(from),
    release: release ?? undefined,
    at: at ?? '',
  }));
}
