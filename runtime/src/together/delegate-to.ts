/**
 * An object with everything that another one has, inherited methods included, each of them called on the other one: copying
 * its own properties would lose what a class has, and inheriting from it would call methods on what has none of its private
 * fields. What is no method is taken as it stands.
 */
export function delegateTo<T extends object>(target: T): T {
  const delegate: Record<PropertyKey, unknown> = {};
  for (
    let at: object | null = target;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    for (const name of Reflect.ownKeys(at)) {
      if (name === 'constructor' || Object.hasOwn(delegate, name)) continue;
      const value: unknown = Reflect.get(target, name);
      const own: unknown = typeof value === 'function' ? value.bind(target) : value;
      Object.defineProperty(delegate, name, { value: own, enumerable: true, writable: true, configurable: true });
    }
  }
  return delegate as T;
}
