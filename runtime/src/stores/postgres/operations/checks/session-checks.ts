import { type Check, error, warning } from './check.js';

const preparedTransactions: Check = {
  codes: ['postgres/prepared-transaction'],
  async run({ ask, limits: { longTransaction } }) {
    const rows = await ask(
      `SELECT gid, round(extract(epoch FROM clock_timestamp() - prepared) / 60)::bigint FROM pg_prepared_xacts
        WHERE prepared <= clock_timestamp() - make_interval(mins => $1::integer) ORDER BY prepared LIMIT 5`,
      [String(longTransaction)],
    );
    return rows.map(([gid, minutes]) =>
      error('postgres/prepared-transaction', {
        found: `A transaction was prepared ${minutes ?? ''} minutes ago as ${JSON.stringify(gid)} and never ended. It holds its locks for ever, and keeps dead rows in every table.`,
        advice: "Find out whose it is, then COMMIT PREPARED '…' or ROLLBACK PREPARED '…'.",
      }),
    );
  },
};

const longTransactions: Check = {
  codes: ['postgres/long-transaction'],
  async run({ ask, limits: { longTransaction }, skip }) {
    const [[seesAll] = []] = await ask(
      `SELECT pg_has_role('pg_read_all_stats', 'USAGE') OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)`,
    );
    if (seesAll !== 't') skip('Transactions of other users: GRANT pg_read_all_stats lets them be seen.');
    const rows = await ask(
      `SELECT pid, coalesce(nullif(application_name, ''), '?'), state,
          round(extract(epoch FROM clock_timestamp() - xact_start) / 60)::bigint FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'
          AND xact_start <= clock_timestamp() - make_interval(mins => $1::integer) ORDER BY xact_start LIMIT 5`,
      [String(longTransaction)],
    );
    return rows.map(([pid, application, state, minutes]) =>
      warning('postgres/long-transaction', {
        found: `Session ${pid ?? ''} (${application ?? ''}, ${state ?? ''}) has been in a transaction for ${minutes ?? ''} minutes: what it has appended cannot be read yet, and tables grow meanwhile.`,
        advice: `Let it end, or end it: SELECT pg_terminate_backend(${pid ?? ''}); idle_in_transaction_session_timeout ends forgotten ones.`,
      }),
    );
  },
};

const pending: Check = {
  codes: ['postgres/pending-long'],
  ofTables: true,
  async run({ ask, schema, limits: { mostPending } }) {
    const [[count] = []] = await ask(
      `SELECT count(*) FROM (SELECT FROM ${schema}.pending LIMIT $1::bigint + 1) counted`,
      [String(mostPending)],
    );
    if (Number(count) <= mostPending) return [];
    return [
      warning('postgres/pending-long', {
        found: `More than ${mostPending} batches have no place in the log yet.`,
        advice:
          'Whoever reads the log gives them one, and the first to do so will wait: let a processor run, or read the log now and then.',
      }),
    ];
  },
};

export const sessionChecks: readonly Check[] = [preparedTransactions, longTransactions, pending];
