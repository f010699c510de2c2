/**
 * A view that cannot be misread. Handlebars' own strict mode lets `{{#if mistyped}}` and `{{#each mistyped}}` pass and
 * prints nothing; this wrapper throws for every key that the view does not have, at any depth.
 */
export function strictView(view: object, path: string): object {
  const mustHave = (target: object, key: string): void => {
    if (!Object.hasOwn(target, key)) throw new Error(`The view has no ${path}.${key}.`);
  };
  return new Proxy(view, {
    has(target, key) {
      if (typeof key !== 'symbol') mustHave(target, key);
      return Reflect.has(target, key);
    },
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol') return value;
      mustHave(target, key);
      return strictValue(value, `${path}.${key}`);
    },
  });
}

function strictValue(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return strictView(value, path);
  return value.map((item: unknown, index) => strictValue(item, `${path}[${String(index)}]`));
}
