/** Whose rows are meant, and where. Statements take the tenant as their first parameter. */
export interface Scope {
  /** Quoted, for SQL. */
  readonly schema: string;
  /** Empty for nobody's. */
  readonly tenant: string;
}
