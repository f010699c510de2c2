import type { SourceFile } from '../diagnostics/place.js';
import type { Formatted } from '../source/format-yaml.js';
import { duringAsync } from './stage-error.js';

export type { Formatted };

/** A YAML file in the style of varve, or why it stays as it is. */
export async function formatSource(file: SourceFile): Promise<Formatted> {
  return duringAsync('format', file.path, async () => {
    const { formatYaml } = await import('../source/format-yaml.js');
    return formatYaml(file);
  });
}
