import type { Context } from '../command/context.js';
import { InvalidUseError } from '../errors/command-errors.js';

/** Shared by all copies of this package, so that one finds the contexts of another. */
const opened: unique symbol = Symbol.for('@varve/runtime/context') as never;

/** What users get of a context, with what it runs on out of their sight, for `openApplication`. */
export function exposeContext<Api extends object>(context: Context, api: Api): Api {
  return Object.defineProperty(api, opened, { value: context });
}

/** What an application was opened with, for tools. */
const openedAll: unique symbol = Symbol.for('@varve/runtime/contexts') as never;

export function exposeContexts<App extends object>(contexts: readonly Context[], application: App): App {
  return Object.defineProperty(application, openedAll, { value: contexts });
}

/** The context behind what a `create…` function returned; `undefined` for anything else. */
export function openedContext(api: object): Context | undefined {
  const context: unknown = Reflect.get(api, opened);
  return typeof context === 'object' && context !== null ? (context as Context) : undefined;
}

/** The contexts that an application was opened with; none for anything else. */
export function openedContexts(application: object): readonly Context[] {
  const contexts: unknown = Reflect.get(application, openedAll);
  return Array.isArray(contexts) ? (contexts as readonly Context[]) : [];
}

/** @throws InvalidUseError for anything that no `create…` function returned */
export function contextOf(name: string, api: object): Context {
  const context = openedContext(api);
  if (context === undefined) {
    throw new InvalidUseError(`${name} is no context: pass what its create function returned.`);
  }
  return context;
}
