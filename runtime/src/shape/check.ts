/** One finding of a compiled check, as ajv reports it. */
export interface CheckError {
  /** JSON Pointer below the checked value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: object;
  readonly message?: string;
}

/** A function that ajv compiled with `allErrors` from constraint keywords; `errors` belongs to its last call. */
export interface Check {
  (data: unknown): boolean;
  errors?: readonly CheckError[] | null;
}
