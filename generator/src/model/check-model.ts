/** Constraints as checks of their own: what `plan` asks to have compiled, and what it gets. */
import type { Constraints } from './type-model.js';

/** What kind of value in memory a set of constraints is about. */
export type CheckBase = 'string' | 'number' | 'bigint' | 'decimal' | 'array' | 'object' | 'open-object';

/** Assertion keywords and the values they stand on; two with equal contents are one check. */
export interface CheckSchema {
  readonly base: CheckBase;
  /** At least one, without those that assert nothing. Bounds of `bigint` and `decimal` are texts. */
  readonly constraints: Constraints;
}

/** Functions of the runtime that a compiled check calls. */
export type CheckFunction = 'codePointLength' | 'compareDecimals' | 'equal' | 'isDecimalMultiple';

/** A check as code: declarations that stand on their own once the functions they use are imported. */
export interface CompiledCheck {
  /** Sorted. */
  readonly uses: readonly CheckFunction[];
  /** Names and expressions of constants, such as regular expressions, in order. */
  readonly constants: readonly { readonly name: string; readonly code: string }[];
  /** A function declaration of the wanted name; LF, one statement a line, no newline at the end. */
  readonly code: string;
}

/** Compiles one set of constraints to a function `name`; the names it declares besides begin with `name`. */
export type CompileCheck = (schema: CheckSchema, name: string) => CompiledCheck;
