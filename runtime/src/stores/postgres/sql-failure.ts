/** What PostgreSQL says of an error, whichever driver hands it on. */
export interface SqlFailure {
  readonly sqlState: string;
  /** In the server's language, unfortunately. */
  readonly severity: string | undefined;
  readonly detail: string | undefined;
  readonly constraint: string | undefined;
  readonly schema: string | undefined;
}

const pattern = /^[0-9A-Z]{5}$/;

/** `undefined` for an error that PostgreSQL did not raise. */
export function sqlFailureOf(error: unknown): SqlFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const text = (field: string): string | undefined => {
    const value: unknown = Reflect.get(error, field);
    return typeof value === 'string' ? value : undefined;
  };
  const sqlState = text('code');
  if (sqlState === undefined || !pattern.test(sqlState) || text('severity') === undefined) return undefined;
  return {
    sqlState,
    severity: text('severity'),
    detail: text('detail'),
    constraint: text('constraint'),
    schema: text('schema'),
  };
}

// Lost connections, shutdowns, kills, timeouts that end the session; and failures of the machine, which may be raised as a
// panic in the middle of a commit.
const unsure = /^(08|53|58|57P|XX|25P0[34])/;

/**
 * Whether the statement is known to have failed, and its transaction with it. Otherwise the connection was lost on the way,
 * and the statement may have been done, or may still be at work.
 */
export function isDefinite(error: unknown): boolean {
  const failure = sqlFailureOf(error);
  if (failure === undefined) return false;
  return failure.severity === 'ERROR' || !unsure.test(failure.sqlState);
}

/** Whoever tries again may succeed: a deadlock, a serialization failure. Nothing was stored. */
export function isRetryable(error: unknown): boolean {
  const state = sqlFailureOf(error)?.sqlState;
  return state === '40001' || state === '40P01';
}

/** The connection's statement did not find what was prepared by its name: whoever stands between has changed servers. */
export function isStalePlan(error: unknown): boolean {
  const state = sqlFailureOf(error)?.sqlState;
  return state === '26000' || state === '0A000';
}
