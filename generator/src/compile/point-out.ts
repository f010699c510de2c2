import type { Diagnostic, LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import { sortDiagnostics } from '../diagnostics/sort-diagnostics.js';
import { duringAsync } from './stage-error.js';

/**
 * The findings of a run with their spans, sorted. The parser with positions is loaded here, so that a run without findings
 * never pays for it.
 */
export async function pointOut(diagnostics: readonly Diagnostic[]): Promise<readonly LocatedDiagnostic[]> {
  if (diagnostics.length === 0) return [];
  return duringAsync('locate', undefined, async () => {
    const { locate } = await import('../source/locate.js');
    return sortDiagnostics(locate(diagnostics));
  });
}
