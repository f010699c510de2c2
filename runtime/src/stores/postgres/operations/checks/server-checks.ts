import { type Check, error, info, type Patient, warning } from './check.js';

const oldest = 13;

const release: Check = {
  codes: ['postgres/server-unsupported'],
  async run({ serverNumber }) {
    const major = Math.floor(serverNumber / 10_000);
    if (major >= oldest) return [];
    return [
      error('postgres/server-unsupported', {
        found: `The server is PostgreSQL ${major}.`,
        advice: `The store needs PostgreSQL ${oldest} or later.`,
      }),
    ];
  },
};

const encoding: Check = {
  codes: ['postgres/encoding'],
  async run({ setting }) {
    const name = setting('server_encoding');
    if (name === 'UTF8') return [];
    return [
      error('postgres/encoding', {
        found: `The database is encoded in ${name}, which cannot hold every text.`,
        advice: "Make another database: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0;",
      }),
    ];
  },
};

const replica: Check = {
  codes: ['postgres/replica', 'postgres/read-only'],
  async run({ ask, setting }) {
    const [[isReplica] = []] = await ask('SELECT pg_is_in_recovery()');
    if (isReplica === 't') {
      return [
        warning('postgres/replica', {
          found: 'This is a replica: appends are refused, and the log can be read as far as it is in order.',
          advice:
            'Give programs that append the address of the primary; target_session_attrs or the name of the service may do it.',
        }),
      ];
    }
    if (setting('default_transaction_read_only') !== 'on') return [];
    return [
      warning('postgres/read-only', {
        found: 'Sessions of this user may not write: default_transaction_read_only is on.',
        advice: 'Look at ALTER ROLE … SET, ALTER DATABASE … SET and the options of the connection.',
      }),
    ];
  },
};

const clock: Check = {
  codes: ['postgres/clock-skew'],
  async run({ ask, now, limits: { clockSkew } }) {
    const before = now();
    const [[text] = []] = await ask('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint');
    const after = now();
    const there = Number(text);
    const skew = there < before ? before - there : there > after ? there - after : 0;
    if (skew <= clockSkew * 1_000) return [];
    const seconds = Math.round(skew / 1_000);
    return [
      warning('postgres/clock-skew', {
        found: `The clocks of the server and of this machine differ by ${seconds} s.`,
        advice:
          'Order does not depend on clocks, but times in events and the ends of leases do: let both follow the same time server.',
      }),
    ];
  },
};

/** Whether two transactions of one connection meet the same session, as only a pooler in transaction mode prevents. */
const pooler: Check = {
  codes: ['postgres/pooler-transaction-mode', 'postgres/pooler-statement-mode'],
  async run(patient) {
    if (!patient.connections.concurrent) return [];
    const mode = await poolerMode(patient);
    if (mode === 'statement') {
      return [
        error('postgres/pooler-statement-mode', {
          found:
            'A pooler in statement mode stands before the server: there are no transactions of more than one statement.',
          advice: 'Set pool_mode = transaction, or session.',
        }),
      ];
    }
    if (mode !== 'transaction') return [];
    return [
      info('postgres/pooler-transaction-mode', {
        found: 'A pooler in transaction mode stands before the server.',
        advice:
          'That is fine. Leave preparedStatements off with PgBouncer before 1.21, and give who listens for appends a direct connection.',
      }),
    ];
  },
};

/** Longest wait for a session that a second transaction keeps busy, in milliseconds. */
const longest = 1_000;

async function poolerMode({ connections, connection, ask }: Patient): Promise<'transaction' | 'statement' | undefined> {
  const other = await connections.acquire();
  const session = { text: 'SELECT pg_backend_pid()', parameters: [] };
  try {
    const [[before] = []] = await ask(session.text);
    await connections.run(other, { text: 'BEGIN', parameters: [] });
    const [[held] = []] = await connections.run(other, session);
    const answer = connections.run(connection, session);
    const after = await Promise.race([answer, pauseThen(longest)]);
    await connections.run(other, { text: 'ROLLBACK', parameters: [] });
    const [[pid] = []] = await answer;
    other.release('fit');
    // Who has to wait for somebody else's transaction shares a session with it.
    return after === undefined || before === held || pid !== before ? 'transaction' : undefined;
  } catch (failure) {
    other.release('unfit');
    if (failure instanceof Error && /statement pooling/.test(failure.message)) return 'statement';
    throw failure;
  }
}

declare function setTimeout(callback: () => void, milliseconds: number): { unref?(): void };

function pauseThen(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), milliseconds).unref?.();
  });
}

export const serverChecks: readonly Check[] = [release, encoding, replica, clock, pooler];
