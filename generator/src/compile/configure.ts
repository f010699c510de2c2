import type { GeneratorConfig } from '../config/generator-config.js';
import { loadConfig } from '../config/load-config.js';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { pointOut } from './point-out.js';
import { during } from './stage-error.js';

export interface Configured {
  /** `undefined` when the configuration has errors. */
  readonly config: GeneratorConfig | undefined;
  /** Sorted. */
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Stage 0: the text of the configuration, and the absolute folder everything in it is relative to. */
export async function configure(file: SourceFile, root: string): Promise<Configured> {
  const loaded = during('config', file.path, () => loadConfig({ root, file }));
  if (loaded.ok) return { config: loaded.value, diagnostics: await pointOut(loaded.diagnostics) };
  const { loadThoroughly } = await import('../source/load-thoroughly.js');
  const again = during('config', file.path, () => loadConfig({ root, file, load: loadThoroughly }));
  return { config: undefined, diagnostics: await pointOut(again.diagnostics) };
}
