import type { LocatedDiagnostic } from './diagnostic.js';

/** By file, place, code and message, so that output is the same in any order of files and stages. Without a place: first. */
export function sortDiagnostics<D extends LocatedDiagnostic>(diagnostics: readonly D[]): readonly D[] {
  return [...diagnostics].sort(compareDiagnostics);
}

function compareDiagnostics(a: LocatedDiagnostic, b: LocatedDiagnostic): number {
  return (
    byCodeUnit(a.at?.file.path ?? '', b.at?.file.path ?? '') ||
    (a.at?.start ?? 0) - (b.at?.start ?? 0) ||
    (a.at?.end ?? 0) - (b.at?.end ?? 0) ||
    byCodeUnit(a.code, b.code) ||
    byCodeUnit(a.message, b.message)
  );
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
