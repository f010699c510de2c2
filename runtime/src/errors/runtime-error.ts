/** Shared by all copies of this package, so that one recognises the errors of another. */
export const errorMark: unique symbol = Symbol.for('@varve/runtime/error');

/** Base of every error this package throws on purpose. `code` is stable, messages are not; compare codes, which also works across copies of the package. */
export abstract class RuntimeError extends Error {
  abstract readonly code: string;

  /** The class's name, also where a bundler has shortened it. */
  override get name(): string {
    const code: unknown = this.code;
    // While the stack is captured there is no code yet.
    if (typeof code !== 'string') return this.constructor.name;
    return `${code.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Error`;
  }

  get [errorMark](): true {
    return true;
  }
}
