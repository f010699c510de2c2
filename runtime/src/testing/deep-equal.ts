/** Whether two values are alike: plain data by content, class instances by class and content, −0 like 0. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b) || Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  const inner = contentOf(a);
  return inner === undefined ? sameMembers(a, b) : deepEqual(inner, contentOf(b));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What an object holds that is not among its properties. */
function contentOf(value: object): unknown {
  if (value instanceof Date) return value.getTime();
  return value instanceof Map || value instanceof Set ? [...value] : undefined;
}

function sameMembers(a: object, b: object): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && deepEqual(Reflect.get(a, key), Reflect.get(b, key)))
  );
}
