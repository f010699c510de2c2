import type { FunctionScope } from './function-scope.js';

/**
 * The one write of a lease that has to look first. Units that hold the lease keep its row's key from being changed, which is
 * waited for here; renewing changes no key and waits for nobody. Whoever asks while somebody else has it is told at once.
 */
export function acquireLease(s: string, scope: FunctionScope): string {
  return `CREATE FUNCTION ${s}.acquire_lease_${scope.suffix}(${scope.parameter}wanted text, its_owner text, milliseconds double precision, patience text,
      OUT acquired boolean, OUT owner text, OUT epoch bigint, OUT expires_at text)
    LANGUAGE plpgsql AS $body$
    DECLARE
      standing ${s}.leases;
    BEGIN${scope.announce}
      PERFORM ${s}.begin_write_v1(patience);
      SELECT * INTO standing FROM ${s}.leases l WHERE ${scope.own('l')}l.name = wanted;
      LOOP
        acquired := standing.owner IS NULL OR standing.owner = its_owner OR standing.expires_at <= clock_timestamp();
        IF NOT acquired THEN
          owner := standing.owner;
          epoch := standing.epoch;
          expires_at := ${s}.instant_text(standing.expires_at);
          RETURN;
        END IF;
        owner := its_owner;
        INSERT INTO ${s}.leases AS l (${scope.column}name, owner, epoch, expires_at)
          VALUES (${scope.value}wanted, its_owner, 1, clock_timestamp() + make_interval(secs => milliseconds / 1000))
          ON CONFLICT ON CONSTRAINT leases_pkey DO NOTHING
          RETURNING l.epoch, ${s}.instant_text(l.expires_at) INTO epoch, expires_at;
        IF FOUND THEN RETURN; END IF;
        SELECT * INTO STRICT standing FROM ${s}.leases l WHERE ${scope.own('l')}l.name = wanted FOR UPDATE;
        IF standing.owner = its_owner OR standing.expires_at <= clock_timestamp() THEN
          UPDATE ${s}.leases l SET owner = its_owner, epoch = l.epoch + 1,
              expires_at = clock_timestamp() + make_interval(secs => milliseconds / 1000)
            WHERE ${scope.own('l')}l.name = wanted RETURNING l.epoch, ${s}.instant_text(l.expires_at) INTO epoch, expires_at;
          RETURN;
        END IF;
      END LOOP;
    END $body$`;
}
