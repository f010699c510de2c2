/** What a step's operations say, by the paths they say it about. */
import type { PathSegment, StepOperation, StepPath } from '../../model/step-model.js';
import { segmentKey, startsWith, type Path } from '../paths/path.js';
import { allSaid, treeAt, type PathTree } from '../paths/path-tree.js';

/** An operation that gives a value to a path of the new shape. */
export type Assignment = Exclude<StepOperation, { readonly kind: 'drop' | 'fill' }>;
export type Fill = Extract<StepOperation, { readonly kind: 'fill' }>;

export interface Assigned {
  readonly operation: Assignment | Fill;
  /** Something about it was reported; the path counts as assigned all the same. */
  readonly isBroken: boolean;
}

/** That a path of the old shape is read or given up. */
export interface Use {
  /** `move`: it is somewhere else now. `take`: something was made of it. `copy`: it is still to be kept. */
  readonly kind: 'move' | 'take' | 'copy' | 'drop';
  readonly path: StepPath;
  readonly operation: StepOperation | undefined;
}

export interface Declarations {
  readonly assigned: PathTree<Assigned>;
  readonly uses: PathTree<Use>;
  /** Of each `*` of the new shape, by `pathKey`: the `*` of the old one that gives its elements, where operations say so. */
  readonly pairs: ReadonlyMap<string, Path>;
  /** On the way down: paths to which the step up gave another meaning, so that nothing follows from the name. */
  readonly unlike: readonly Path[];
  /** On the way down: paths of the older shape whose value the step up took elsewhere. */
  readonly mustComeBack: readonly Path[];
  /** On the way down: whether a path of the newer shape holds nothing that the older one had. */
  readonly mayGo: (path: Path) => boolean;
  /** Some path could not be understood, so that what is left over may have been meant by it. */
  readonly hasUnknownSource: boolean;
  readonly hasUnknownTarget: boolean;
}

export function assignmentOf(tree: PathTree<Assigned> | undefined): Assigned | undefined {
  return tree?.said.find(({ operation }) => operation.kind !== 'fill');
}

export function fillOf(tree: PathTree<Assigned> | undefined): Fill | undefined {
  for (const { operation } of tree?.said ?? []) if (operation.kind === 'fill') return operation;
  return undefined;
}

/** What gives the value that is there before a step reads it; `undefined` for what reads nothing. */
export function sourceOf(operation: StepOperation): StepPath | undefined {
  switch (operation.kind) {
    case 'rename':
    case 'copy':
    case 'convert':
    case 'drop':
      return operation.from;
    case 'map':
      return operation.from ?? operation.to;
    case 'custom':
    case 'adopt':
      return operation.to;
    case 'set':
    case 'fill':
      return undefined;
  }
}

/** Whether the old value at a path went elsewhere, or was given up. */
export function isTakenAway({ uses }: Declarations, path: Path): boolean {
  if (uses.inside.size === 0) return false;
  return treeAt(uses, path)?.said.some(({ kind }) => kind === 'move' || kind === 'drop') === true;
}

/** Of an object at a path: whether something is said about what a segment leads to, or about what is inside of that. */
export function touchedFrom({ uses, unlike }: Declarations, path: Path): (segment: PathSegment) => boolean {
  const inside = treeAt(uses, path)?.inside;
  const near = unlike.filter((other) => startsWith(other, path) || startsWith(path, other));
  if (near.length === 0) return inside === undefined ? never : (segment) => inside.has(segmentKey(segment));
  return (segment) => {
    const name = segmentKey(segment);
    const isNear = near.some((other) => segmentKey(other[path.length] ?? segment) === name);
    return isNear || inside?.has(name) === true;
  };
}

const never = (): boolean => false;

/** Whether a path means another thing in the new shape than in the old one. */
export function isUnlike({ unlike }: Declarations, path: Path): boolean {
  return unlike.some((other) => startsWith(path, other));
}

/** Whether parts of the old value at a path are not to be found at the same place in the new one. */
export function hasRemovals({ uses, unlike }: Declarations, path: Path): boolean {
  // Of the whole value too: what a function made of it may look the same and be another.
  const isInside = (other: Path): boolean => other.length > path.length || path.length === 0;
  if (unlike.some((other) => isInside(other) && startsWith(other, path))) return true;
  if (uses.inside.size === 0) return false;
  const tree = treeAt(uses, path);
  if (tree === undefined) return false;
  return [...tree.inside.values()].flatMap(allSaid).some(({ kind }) => kind === 'move' || kind === 'drop');
}
