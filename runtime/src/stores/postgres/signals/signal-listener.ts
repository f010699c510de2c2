import type { PgListeningClient } from '../pg-module.js';
import { later } from '../waiting.js';

export interface SignalListenerSettings {
  /** A client that is not connected yet. */
  readonly open: () => Promise<PgListeningClient>;
  /** Quoted, for SQL. */
  readonly channel: string;
  /** Milliseconds between signs of life; a connection that does not bring its own back in that time is replaced. */
  readonly heartbeat: number;
  /** Sends a sign of life through the given client. */
  readonly beat: (client: PgListeningClient) => Promise<unknown>;
  /** What a notification says. */
  readonly read: (payload: string) => 'own-heartbeat' | 'signal' | 'nothing';
  /** A signal came, or may have been missed. */
  readonly hear: () => void;
}

const shortestPause = 50;
const longestPause = 5_000;

/**
 * Listens on a connection of its own, as long as somebody wants to hear: replaces it when it breaks, and when it goes
 * silent, as one does whose other end is gone without a word.
 */
export class SignalListener {
  readonly #settings: SignalListenerSettings;
  #client: PgListeningClient | undefined;
  #takeBack: (() => void) | undefined;
  #wanted = false;
  #failures = 0;

  constructor(settings: SignalListenerSettings) {
    this.#settings = settings;
  }

  begin(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#failures = 0;
    void this.#connect();
  }

  /** Nobody listens any more. */
  rest(): void {
    this.#wanted = false;
    this.#drop();
  }

  async #connect(): Promise<void> {
    let client: PgListeningClient | undefined;
    try {
      client = await this.#settings.open();
      if (!this.#wanted || this.#client !== undefined) return;
      this.#client = client;
      await this.#listen(client);
    } catch {
      if (client === undefined || client === this.#client) this.#lost();
    }
  }

  async #listen(client: PgListeningClient): Promise<void> {
    const { channel, hear, heartbeat, read } = this.#settings;
    let isAlive = false;
    const lost = (): void => {
      if (client === this.#client) this.#lost();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload = '' }) => {
      const meaning = read(payload);
      if (meaning === 'own-heartbeat') isAlive = true;
      else if (meaning === 'signal' && client === this.#client) hear();
    });
    const beat = (): void => {
      isAlive = false;
      this.#settings.beat(client).catch(lost);
      this.#takeBack = later(heartbeat, () => {
        if (isAlive) beat();
        else lost();
      });
    };
    // Within the time of a heartbeat, like everything else.
    this.#takeBack = later(heartbeat, lost);
    await client.connect();
    client.unref?.();
    await client.query(`LISTEN ${channel}`);
    if (client !== this.#client) return;
    this.#takeBack();
    this.#failures = 0;
    beat();
    // Nobody knows what was signalled before.
    hear();
  }

  #lost(): void {
    this.#drop();
    if (!this.#wanted) return;
    const longest = Math.min(shortestPause * 2 ** this.#failures, longestPause);
    this.#failures += 1;
    this.#takeBack = later(longest * (0.5 + Math.random() / 2), () => void this.#connect());
  }

  #drop(): void {
    this.#takeBack?.();
    this.#takeBack = undefined;
    const client = this.#client;
    this.#client = undefined;
    // Not waited for: it may be the very connection that answers nobody.
    client?.end().catch(() => undefined);
  }
}
