import type { Diagnostic, LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import { isSpan, pathOf, type Place, type SourceFile, type Span } from '../diagnostics/place.js';
import { indexPositions, type PositionNode } from './position-tree.js';

/**
 * Gives every diagnostic spans for its places; each file that is mentioned is parsed once. A place that does not exist in
 * the file gets the span of its nearest ancestor that does, and at worst the start of the file.
 */
export function locate(diagnostics: readonly Diagnostic[]): readonly LocatedDiagnostic[] {
  const spanOf = spanFinder();
  return diagnostics.map((diagnostic) => ({
    ...diagnostic,
    at: diagnostic.at === undefined ? undefined : spanOf(diagnostic.at),
    related: diagnostic.related.map(({ at, message }) => ({ at: spanOf(at), message })),
  }));
}

/** Where places are. */
export function spansOf(places: readonly Place[]): readonly Span[] {
  return places.map(spanFinder());
}

/** Parses each file once. */
function spanFinder(): (at: Place | Span) => Span {
  const trees = new Map<SourceFile, PositionNode>();
  const treeOf = (file: SourceFile): PositionNode => {
    const tree = trees.get(file) ?? indexPositions(file);
    trees.set(file, tree);
    return tree;
  };
  return (at) => (isSpan(at) ? at : spanOfPlace(at, treeOf(at.file)));
}

function spanOfPlace(place: Place, tree: PositionNode): Span {
  let node = tree;
  for (const key of pathOf(place)) {
    const next = node.children.get(String(key));
    // The key of the nearest ancestor says more than everything below it.
    if (next === undefined) return node.key?.span ?? startOf(node.span);
    node = next;
  }
  const text = place.at === 'key' ? node.key : node.text;
  const part = place.within === undefined ? undefined : text?.part(place.within.start, place.within.end);
  if (part !== undefined) return part;
  return (place.at === 'key' ? node.key?.span : undefined) ?? node.span;
}

// Pointing at a whole document would underline all of it.
function startOf({ file, start, end }: Span): Span {
  const line = file.text.slice(start, end).search(/[\r\n]|$/);
  return { file, start, end: start + line };
}
