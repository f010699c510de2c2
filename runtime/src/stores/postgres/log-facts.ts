import { refuseOtherPartitions } from './partition-count.js';
import type { StatementRunner } from './statement-runner.js';

/** What a store has to know of its tables, as they were when it was opened. */
export interface LogFacts {
  /** Their keys begin with the tenant. */
  readonly tenants: boolean;
  /** Policies hold for this session's role: statements have to say whose they are. */
  readonly fenced: boolean;
}

/** @throws InvalidStoreArgumentError for a number of parts that is not theirs */
export async function readLogFacts(runner: StatementRunner, s: string, wanted: number | undefined): Promise<LogFacts> {
  const events = `${s.replaceAll("'", "''")}.events`;
  const text = `SELECT l.tenants, l.partitions, row_security_active('${events}') FROM ${s}.log l`;
  const [[tenants, partitions, fenced] = []] = await runner.read({ text, parameters: [] });
  refuseOtherPartitions(Number(partitions), wanted);
  return { tenants: tenants === 't', fenced: fenced === 't' };
}
