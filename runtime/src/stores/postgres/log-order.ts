import type { Abort } from '../../store/abort.js';
import type { StatementRunner } from './statement-runner.js';

/** Gives places in the log to what has none yet, whoever wrote it, and learns where the log ends. */
export interface LogOrder {
  /** @returns the place of the newest event; whatever was acknowledged before this call has one */
  settle(signal?: Abort): Promise<number>;
}

export function createLogOrder(runner: StatementRunner, schema: string, patience: number): LogOrder {
  const statement = { text: `SELECT * FROM ${schema}.sequence_v1($1)`, parameters: [String(patience)] };
  return {
    async settle(signal) {
      for (;;) {
        const [[head, complete] = []] = await runner.read(statement, signal);
        if (complete === 't') return Number(head);
      }
    },
  };
}
