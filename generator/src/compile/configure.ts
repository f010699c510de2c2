import type { GeneratorConfig } from '../config/generator-config.js';
import { loadConfig } from '../config/load-config.js';
import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { sortDiagnostics } from '../diagnostics/sort-diagnostics.js';
import { locate } from '../source/locate.js';
import { during } from './stage-error.js';

export interface Configured {
  /** `undefined` when the configuration has errors. */
  readonly config: GeneratorConfig | undefined;
  /** Sorted. */
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** Stage 0: the text of the configuration, and the absolute folder everything in it is relative to. */
export function configure(file: SourceFile, root: string): Configured {
  const loaded = during('config', file.path, () => loadConfig({ root, file }));
  return {
    config: loaded.ok ? loaded.value : undefined,
    diagnostics: sortDiagnostics(locate(loaded.diagnostics)),
  };
}
