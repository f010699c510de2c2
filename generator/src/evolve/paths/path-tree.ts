/** What is said about paths, as a tree: so that a place of a shape finds what is said about it and about what is inside. */
import type { Path } from './path.js';
import { segmentKey } from './path.js';

export interface PathTree<T> {
  readonly said: T[];
  readonly inside: Map<string, PathTree<T>>;
}

export function createPathTree<T>(): PathTree<T> {
  return { said: [], inside: new Map() };
}

/** Adds to what is said about a path. */
export function sayAt<T>(tree: PathTree<T>, path: Path, value: T): void {
  let at = tree;
  for (const segment of path) {
    const name = segmentKey(segment);
    const next = at.inside.get(name) ?? createPathTree<T>();
    at.inside.set(name, next);
    at = next;
  }
  at.said.push(value);
}

/** What is said about a path and what is inside; `undefined` where nothing is. */
export function treeAt<T>(tree: PathTree<T> | undefined, path: Path): PathTree<T> | undefined {
  let at = tree;
  for (const segment of path) at = at?.inside.get(segmentKey(segment));
  return at;
}

/** Everything that is said in a tree, outer before inner. */
export function allSaid<T>({ said, inside }: PathTree<T>): readonly T[] {
  return [...said, ...[...inside.values()].flatMap(allSaid)];
}
