import type { Check } from './check.js';
import type { PlainObject } from './plain-object.js';
import type { Problems } from './problem.js';
import { type Mode, offered, type Operations, reading, type Shape, shapeOf, unbound } from './shape.js';

/** The shape's value, which must also hold to `check` when it is written. Reading does not ask: constraints may change. */
/* @__NO_SIDE_EFFECTS__ */
export function constrained<T, Input = T>(shape: Shape<T, Input>, check: Check): Shape<T, Input> {
  const inner: Operations = shape;
  const holds = (value: unknown, mode: Mode): boolean => {
    if ((mode & unbound) !== 0) return true;
    if ((mode & reading) === 0) return check(value);
    return (mode & offered) === 0 || check(inner.decode(value, mode));
  };
  return shapeOf({
    ...inner,
    accepts: (value, mode, depth) => inner.accepts(value, mode, depth) && holds(value, mode),
    structure: { kind: 'check', of: inner, check },
    parts() {
      const parts = inner.parts();
      const bind = (other: Operations, tag: string): Operations =>
        constrained<unknown>(parts?.bind?.(other, tag) ?? other, withoutTag(tag, check));
      return parts && { ...parts, bind };
    },
    explain(value, mode, problems) {
      inner.explain(value, mode, problems);
      if (inner.accepts(value, mode, 0) && !holds(value, mode)) explainCheck(check, problems);
    },
  });
}

/** What a variant of a union declares is constrained; the tag is the union's. */
function withoutTag(tag: string, check: Check): Check {
  const untagged: Check = (data) => {
    // Checks are asked only about what the shape accepts: an object.
    const { [tag]: _tag, ...declared } = data as PlainObject;
    const holds = check(declared);
    untagged.errors = check.errors;
    return holds;
  };
  return untagged;
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
