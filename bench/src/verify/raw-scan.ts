import { loadDriver } from '../measure/sqlite-driver.js';

const page = 1_000;
const select = `SELECT e.log_position AS place, s.stream_name, e.position, e.event_id, e.type, e.schema_version, e.recorded_at,
    e.metadata, e.data FROM varve_events e JOIN varve_streams s ON s.stream_key = e.stream_key
  WHERE e.log_position > ? AND e.log_position <= ? ORDER BY e.log_position`;

interface Row {
  readonly place: number;
  readonly data: string;
  readonly metadata: string;
}

/** The least that reading a log takes: pages of rows, and `JSON.parse` of their texts. @returns how many events there are */
export async function rawScan(path: string): Promise<number> {
  const { DatabaseSync } = await loadDriver();
  const database = new DatabaseSync(path);
  try {
    const statement = database.prepare(select);
    for (let count = 0; ;) {
      const rows = statement.all(count, count + page) as readonly Row[];
      for (const { data, metadata } of rows)
        if (!JSON.parse(data) || !JSON.parse(metadata)) throw new Error('No JSON.');
      count += rows.length;
      if (rows.length < page) return count;
    }
  } finally {
    database.close();
  }
}
