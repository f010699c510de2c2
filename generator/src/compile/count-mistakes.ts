import type { SourceFile } from '../diagnostics/place.js';
import { duringAsync } from './stage-error.js';

/** How many mistakes keep a file from being read at all. */
export async function countMistakes(file: SourceFile): Promise<number> {
  return duringAsync('source', file.path, async () => {
    const { loadThoroughly } = await import('../source/load-thoroughly.js');
    const loaded = loadThoroughly(file);
    return loaded.ok ? 0 : loaded.diagnostics.length;
  });
}
