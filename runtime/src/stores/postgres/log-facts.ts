import { InvalidStoreArgumentError } from '../../errors/store-argument-errors.js';
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
  if (wanted !== undefined && Number(partitions) !== wanted) {
    const standing = Number(partitions) === 0 ? 'in one table' : `in ${partitions} parts`;
    throw new InvalidStoreArgumentError('partitions', `is ${wanted}, but the events lie ${standing} and stay there`);
  }
  return { tenants: tenants === 't', fenced: fenced === 't' };
}
