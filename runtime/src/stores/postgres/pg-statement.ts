import type { Cell } from './driver.js';
import type { PgClient } from './pg-driver.js';

/** What a client of `pg` hands to statements that send themselves, as those of `pg-cursor` do. */
interface PgWire {
  readonly stream: { cork?(): void; uncork?(): void };
  readonly parsedStatements: Readonly<Record<string, string | undefined>>;
  parse(message: { readonly text: string; readonly name: string | undefined }): void;
  bind(message: { readonly statement: string | undefined; readonly values: readonly Cell[] }): void;
  execute(message: object): void;
  sync(): void;
  sendCopyFail(message: string): void;
}

export interface PgAnswer {
  readonly rows: readonly (readonly Cell[])[];
  /** What was done, in PostgreSQL's words. */
  readonly command: string | undefined;
}

type Settle = (error: Error | null | undefined, answers: readonly PgAnswer[]) => void;

/**
 * One statement that sends itself and takes its rows as they come. Nothing is asked of PostgreSQL about columns and nothing
 * converted, since all of them are text here: half of what a query of `pg` costs.
 *
 * With several lists of parameters it is executed for each, and all of it is one transaction: PostgreSQL commits when it is
 * asked to synchronise, and passes over everything up to there once something has failed.
 */
class PgStatement {
  readonly text: string;
  readonly name: string | undefined;
  readonly #lists: readonly (readonly Cell[])[];
  readonly #answers: PgAnswer[] = [];
  #rows: (readonly Cell[])[] = [];
  /** `pg` puts its own in front where it has to know of the end. */
  callback: Settle;

  constructor(text: string, lists: readonly (readonly Cell[])[], name: string | undefined, callback: Settle) {
    this.text = text;
    this.name = name;
    this.#lists = lists;
    this.callback = callback;
  }

  submit(wire: PgWire): void {
    const { text, name } = this;
    wire.stream.cork?.();
    try {
      if (name === undefined || wire.parsedStatements[name] === undefined) wire.parse({ text, name });
      for (const values of this.#lists) {
        wire.bind({ statement: name, values });
        wire.execute({});
      }
      wire.sync();
    } finally {
      wire.stream.uncork?.();
    }
  }

  handleDataRow({ fields }: { readonly fields: readonly Cell[] }): void {
    this.#rows.push(fields);
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    this.#answers.push({ rows: this.#rows, command: text });
    this.#rows = [];
  }

  handleError(error: Error): void {
    this.callback(error, this.#answers);
  }

  handleReadyForQuery(): void {
    this.callback(undefined, this.#answers);
  }

  handleRowDescription(): void {}

  handleEmptyQuery(): void {}

  handlePortalSuspended(): void {}

  handleCopyInResponse(wire: PgWire): void {
    wire.sendCopyFail('Nothing is copied here.');
  }

  handleCopyData(): void {}
}

const wireMembers = ['parse', 'bind', 'execute', 'sync'] as const;

/** Whether a client takes statements that send themselves: not that of `pg-native`, nor one in pipeline mode. */
export function takesStatements(client: PgClient): boolean {
  const wire: unknown = Reflect.get(client, 'connection');
  if (typeof wire !== 'object' || wire === null || Reflect.get(client, 'pipeline') === true) return false;
  const parsed: unknown = Reflect.get(wire, 'parsedStatements');
  if (typeof parsed !== 'object' || parsed === null) return false;
  return wireMembers.every((member) => typeof Reflect.get(wire, member) === 'function');
}

export interface PgAnswers {
  readonly answers: readonly PgAnswer[];
  /** Why there are fewer answers than lists. */
  readonly failure?: Error;
}

/**
 * Sends a statement with one list of parameters after the other through a client that takes it, up to the first that fails.
 * `name`: it stays prepared under this name.
 */
export function submitStatement(
  client: PgClient,
  text: string,
  lists: readonly (readonly Cell[])[],
  name: string | undefined,
): Promise<PgAnswers> {
  return new Promise((resolve) => {
    const settle: Settle = (error, answers) =>
      resolve(error === undefined || error === null ? { answers } : { answers, failure: error });
    // Handed back as it is, not as a promise.
    void client.query(new PgStatement(text, lists, name, settle));
  });
}
