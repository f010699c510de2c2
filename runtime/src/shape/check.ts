/** One finding of a compiled check, as ajv reports it. */
export interface CheckError {
  /** JSON Pointer below the checked value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: object;
  readonly message?: string;
}

/** What a check asserts: JSON Schema's keywords, bounds of a decimal or a bigint as text where they have more digits than a number. */
export type Keywords = Readonly<Record<string, unknown>>;

/** A function that ajv compiled with `allErrors` from constraint keywords; `errors` belongs to its last call. */
export interface Check {
  (data: unknown): boolean;
  errors?: readonly CheckError[] | null | undefined;
  /** What it asserts, for those who make values that hold to it. */
  keywords?: Keywords;
}

/** The check, which now says what it asserts. */
/* @__NO_SIDE_EFFECTS__ */
export function saying(keywords: Keywords, check: Check): Check {
  check.keywords = keywords;
  return check;
}
