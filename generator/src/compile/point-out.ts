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
    return withoutRepeats(sortDiagnostics(locate(diagnostics)));
  });
}

/** What an anchor holds is met again at each of its aliases, and a mistake in it as often. Expects sorted findings. */
function withoutRepeats(sorted: readonly LocatedDiagnostic[]): readonly LocatedDiagnostic[] {
  return sorted.filter((each, index) => {
    const before = sorted[index - 1];
    return before === undefined || each.at === undefined || !isSame(each, before);
  });
}

function isSame({ code, message, at }: LocatedDiagnostic, other: LocatedDiagnostic): boolean {
  if (code !== other.code || message !== other.message) return false;
  return at?.file === other.at?.file && at?.start === other.at?.start && at?.end === other.at?.end;
}
