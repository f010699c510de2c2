import type { Context } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';

/** Shared by all copies of this package, so that one finds the contexts of another. */
const opened: unique symbol = Symbol.for('@varve/runtime/context') as never;

/** What users get of a context, with what it runs on out of their sight, for `openApplication`. */
export function exposeContext<Api extends object>(context: Context, api: Api): Api {
  return Object.defineProperty(api, opened, { value: context });
}

/** @throws InvalidUseError for anything that no `create…` function returned */
export function contextOf(name: string, api: object): Context {
  const context: unknown = Reflect.get(api, opened);
  if (typeof context !== 'object' || context === null) {
    throw new InvalidUseError(`${name} is no context: pass what its create function returned.`);
  }
  return context as Context;
}
