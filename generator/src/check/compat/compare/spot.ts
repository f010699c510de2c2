import type { Place, Span } from '../../../diagnostics/place.js';

/** Where a comparison stands. */
export interface Spot {
  readonly path: string;
  readonly place: Place | Span | undefined;
}

/** A path with one more name. */
export function below(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
