/** Shared by all copies of this package, so that one recognises the errors of another. */
export const errorMark: unique symbol = Symbol.for('@varve/runtime/error');

/** Base of every error this package throws on purpose. `code` is stable, messages are not; compare codes, which also works across copies of the package. */
export abstract class RuntimeError extends Error {
  abstract readonly code: string;

  override get name(): string {
    return this.constructor.name;
  }

  get [errorMark](): true {
    return true;
  }
}
