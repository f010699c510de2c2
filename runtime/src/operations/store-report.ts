/** When a store's tables were made or changed. */
export interface LayoutRecord {
  readonly layout: number;
  /** 0 where there were none. */
  readonly from: number;
  /** Of `@varve/runtime`; `undefined` for tables that were made before this was noted. */
  readonly release: string | undefined;
  /** RFC 3339, in UTC. */
  readonly at: string;
}

/** What taking a store to the layout of this release comes to. */
export interface MigrationPlan {
  /** Layout of the tables that are there, 0 for none. */
  readonly from: number;
  readonly to: number;
  /** A whole script for the database's own shell; empty when there is nothing to do. */
  readonly sql: string;
  /** Why whoever asked cannot do it, and what would let them: a sentence each. */
  readonly obstacles: readonly string[];
  readonly history: readonly LayoutRecord[];
}

export interface MigrationReport extends Pick<MigrationPlan, 'from' | 'to' | 'history'> {
  /** Whether this call has made anything; otherwise it was there, or another process has made it. */
  readonly changed: boolean;
}

export interface StoreFinding {
  /** Stable, such as `postgres/fsync-off`. */
  readonly code: string;
  /** `error`: events may be lost or refused. `warning`: it works, and will hurt one day. */
  readonly severity: 'error' | 'warning' | 'info';
  readonly found: string;
  readonly advice: string;
}

/** A store as it was found. Nothing in it is a secret. */
export interface StoreExamination {
  /** Where and what, for people: server and release, layout, size. */
  readonly facts: Readonly<Record<string, string>>;
  /** Codes that were looked for, in order. */
  readonly checked: readonly string[];
  /** What could not be looked at, and why: a sentence each. */
  readonly skipped: readonly string[];
  readonly findings: readonly StoreFinding[];
}
