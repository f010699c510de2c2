import type { Operation } from './operation.js';
import { type Paper, widthOf } from './table.js';

/** Standard output, as wide as it is. */
export function paperOf({ context: { terminal }, surroundings }: Operation): Paper {
  return { ...terminal, width: widthOf(surroundings) };
}
