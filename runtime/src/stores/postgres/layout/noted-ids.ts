/** Notes the ids of events in parts, each once. One that comes back from the archive was noted before, at the same place. */
export function notedIds(s: string): string {
  return `CREATE OR REPLACE FUNCTION ${s}.note_ids() RETURNS trigger LANGUAGE plpgsql AS $noted$
      BEGIN
        INSERT INTO ${s}.event_ids (event_id, stream_key, position) SELECT event_id, stream_key, position FROM stored n
          WHERE NOT EXISTS (SELECT FROM ${s}.event_ids i
            WHERE i.event_id = n.event_id AND i.stream_key = n.stream_key AND i.position = n.position);
        RETURN NULL;
      END $noted$`;
}
