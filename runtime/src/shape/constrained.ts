import type { Problems } from './problem.js';
import { type Mode, offered, type Operations, reading, type Shape, shapeOf } from './shape.js';

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

/** The shape's value, which must also hold to `check` when it is written. Reading does not ask: constraints may change. */
/* @__NO_SIDE_EFFECTS__ */
export function constrained<T, Input = T>(shape: Shape<T, Input>, check: Check): Shape<T, Input> {
  const inner: Operations = shape;
  const holds = (value: unknown, mode: Mode): boolean => {
    if ((mode & reading) === 0) return check(value);
    return (mode & offered) === 0 || check(inner.decode(value, mode));
  };
  return shapeOf({
    ...inner,
    accepts: (value, mode, depth) => inner.accepts(value, mode, depth) && holds(value, mode),
    reads: inner.reads,
    explain(value, mode, problems) {
      inner.explain(value, mode, problems);
      if (inner.accepts(value, mode, 0) && !holds(value, mode)) explainCheck(check, problems);
    },
  });
}

function explainCheck(check: Check, problems: Problems): void {
  for (const { instancePath, keyword, params, message } of check.errors ?? []) {
    problems.add('constraint', message ?? `breaks ${keyword} ${JSON.stringify(params)}`, instancePath);
  }
}

/** Length of a text in code points, as `minLength` and `maxLength` count. For compiled checks. */
export function codePointLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    const high = text.charCodeAt(at);
    if (high < 0xd800 || high > 0xdbff) continue;
    const low = text.charCodeAt(at + 1);
    if (low >= 0xdc00 && low <= 0xdfff) {
      length -= 1;
      at += 1;
    }
  }
  return length;
}

/** Deep equality of JSON values, for `uniqueItems` in compiled checks; bytes and bigints compare by value too. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && equal(Reflect.get(a, key), Reflect.get(b, key)))
  );
}
