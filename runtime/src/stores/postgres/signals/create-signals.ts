// Wake-ups between processes. NOTIFY within an append would make commits take turns, so it is sent afterwards, apart and
// seldom; it says that something happened, never what. Whoever misses one reads what he missed at his next look.
import { loadPg } from '../pg-module.js';
import { createSignalSender } from './signal-sender.js';
import { SignalListener } from './signal-listener.js';

declare const crypto: { randomUUID(): string };

export interface PostgresSignalOptions {
  /**
   * Where to listen: a connection string, or options of a `Client` of the package `pg`. A connection to the server itself,
   * since a pooler in transaction mode loses what is listened for.
   */
  readonly connection: string | Readonly<Record<string, unknown>>;
  /** Least milliseconds between two signals of this process. Default 50. */
  readonly interval?: number;
  /** Milliseconds in which a listening connection must show that it is alive. Default 10,000. */
  readonly heartbeat?: number;
}

export interface Signals {
  /** Somebody listens: connect. */
  begin(): void;
  /** Nobody listens any more. */
  rest(): void;
  /** This process has committed appends. */
  appended(): void;
  close(): void;
}

export interface SignalSettings extends Required<PostgresSignalOptions> {
  readonly logId: string;
  /** Sends a notification in a transaction of its own. */
  readonly notify: (channel: string, payload: string) => Promise<unknown>;
  /** Something may have been appended by another process. */
  readonly hear: () => void;
}

export function createSignals({ connection, interval, heartbeat, logId, notify, hear }: SignalSettings): Signals {
  const channel = `varve:${logId}`;
  const self = crypto.randomUUID();
  const sign = `heartbeat ${self}`;
  const signal = `appended ${self}`;
  const sender = createSignalSender(() => notify(channel, signal), interval);
  const listener = new SignalListener({
    async open() {
      const { Client } = await loadPg();
      const given = typeof connection === 'string' ? { connectionString: connection } : connection;
      return new Client({ fallback_application_name: 'varve listener', keepAlive: true, ...given });
    },
    channel: `"${channel}"`,
    heartbeat,
    beat: (client) => client.query('SELECT pg_notify($1, $2)', [channel, sign]),
    read(payload) {
      if (payload === sign) return 'own-heartbeat';
      // Of its own appends a process hears at once, without PostgreSQL.
      return payload.startsWith('appended ') && payload !== signal ? 'signal' : 'nothing';
    },
    hear,
  });
  return {
    begin: () => listener.begin(),
    rest: () => listener.rest(),
    appended: () => sender.appended(),
    close() {
      sender.close();
      listener.rest();
    },
  };
}
