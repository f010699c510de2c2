import type { LocatedDiagnostic } from './diagnostic.js';
import type { Span } from './place.js';

/** By file, place, code and message, so that output is the same in any order of files and stages. Without a place: first. */
export function sortDiagnostics<D extends LocatedDiagnostic>(diagnostics: readonly D[]): readonly D[] {
  return [...diagnostics].sort(compareDiagnostics);
}

function compareDiagnostics(a: LocatedDiagnostic, b: LocatedDiagnostic): number {
  return comparePlaces(a.at, b.at) || byCodeUnit(a.code, b.code) || byCodeUnit(a.message, b.message);
}

function comparePlaces(a: Span | undefined, b: Span | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return byCodeUnit(a.file.path, b.file.path) || a.start - b.start || a.end - b.end;
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
