/** The lock's first key: «VRVE», so that nobody else's advisory locks are met. The second is the table's own number. */
const lockClass = 0x56525645;

/** Batches that one call orders, so that a log nobody has read for long is not ordered in one long transaction. */
const batches = 10_000;

/**
 * Gives log positions to whatever has none yet, in a transaction of its own, and answers with the head. Batches become
 * visible when they commit, in whatever order; positions are given only to what is visible, so that nobody who has seen a
 * position will ever find a new event before it.
 *
 * The lock comes before the statement that looks: in READ COMMITTED each statement of a function sees what is committed
 * when it begins. What is waiting but not yet visible then belongs to appends that nobody has been told of. The commit
 * waits for the disk even where appends do not: a position that was shown must still be there after a crash.
 */
export function sequenceFunction(s: string): string {
  return `CREATE FUNCTION ${s}.sequence_v1(patience text, OUT head bigint, OUT complete boolean)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
    DECLARE
      placed bigint;
      taken_batches bigint := 0;
    BEGIN
      IF EXISTS (SELECT FROM ${s}.pending) THEN
        IF current_setting('transaction_isolation') <> 'read committed' THEN
          RAISE EXCEPTION 'ordering the log needs the isolation level READ COMMITTED' USING ERRCODE = 'VR001';
        END IF;
        PERFORM set_config('lock_timeout', patience, true);
        PERFORM pg_advisory_xact_lock(${lockClass}, '${s.replaceAll("'", "''")}.pending'::regclass::oid::integer);
        IF current_setting('synchronous_commit') IN ('off', 'local', 'remote_write') THEN
          PERFORM set_config('synchronous_commit', 'on', true);
        END IF;
        SELECT l.head INTO head FROM ${s}.log l;
        WITH taken AS (
          DELETE FROM ${s}.pending WHERE pending_id IN (
            SELECT pending_id FROM ${s}.pending ORDER BY pending_id LIMIT ${batches})
          RETURNING pending_id, stream_key, first_position, event_count
        ), ordered AS (
          INSERT INTO ${s}.log_order (log_position, stream_key, position)
            SELECT head + row_number() OVER (ORDER BY t.pending_id, i), t.stream_key, t.first_position + i
            FROM taken t CROSS JOIN LATERAL generate_series(0, t.event_count - 1) AS i
          RETURNING 1
        )
        SELECT (SELECT count(*) FROM taken), (SELECT count(*) FROM ordered) INTO taken_batches, placed;
        IF placed > 0 THEN UPDATE ${s}.log l SET head = l.head + placed; END IF;
      END IF;
      SELECT l.head INTO head FROM ${s}.log l;
      complete := taken_batches < ${batches};
    END $body$`;
}
