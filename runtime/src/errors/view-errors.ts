import { RuntimeError } from './runtime-error.js';

/** A generation of a view was never opened in this store, or was dropped. */
export class ViewMissingError extends RuntimeError {
  override readonly code = 'view-missing';
  /** Of the view. */
  readonly viewName: string;
  /** Of the generation. */
  readonly hash: string;

  constructor(viewName: string, hash: string, options?: ErrorOptions) {
    super(`View ${viewName} has no generation ${hash} in this store: it was not opened, or it was dropped.`, options);
    this.viewName = viewName;
    this.hash = hash;
  }
}
