import type { StoreFinding } from '../../../../operations/store-report.js';
import type { FoundLog } from '../../find-log.js';
import type { Session } from '../session.js';

/** What checks look at. */
export interface Patient extends Session {
  /** `undefined` where the tables were never made. */
  readonly log: FoundLog | undefined;
  /** Settings as they are in force in this session. */
  readonly setting: (name: string) => string;
  readonly serverNumber: number;
  readonly limits: Limits;
  /** Notes what cannot be looked at, and why. */
  readonly skip: (sentence: string) => void;
  /** Milliseconds since 1970, here. */
  readonly now: () => number;
}

export interface Limits {
  /** Minutes after which a transaction is a long one. */
  readonly longTransaction: number;
  /** Batches without a place in the log that are a sign of nobody reading it. */
  readonly mostPending: number;
  /** Seconds that the clocks of the server and of this machine may differ by. */
  readonly clockSkew: number;
}

export interface Check {
  readonly codes: readonly string[];
  /** Whether it looks at the tables, which must be those of this release then. */
  readonly ofTables?: true;
  run(patient: Patient): Promise<readonly StoreFinding[]>;
}

type Words = Pick<StoreFinding, 'found' | 'advice'>;

export const error = (code: string, words: Words): StoreFinding => ({ code, severity: 'error', ...words });
export const warning = (code: string, words: Words): StoreFinding => ({ code, severity: 'warning', ...words });
export const info = (code: string, words: Words): StoreFinding => ({ code, severity: 'info', ...words });
