/** Old values that nobody said anything about. */
import type { Place as SourcePlace } from '../../diagnostics/place.js';
import type { FieldModel, TypeModel } from '../../model/type-model.js';
import { each, key, type Path } from '../paths/path.js';
import { treeAt } from '../paths/path-tree.js';
import { openType } from '../shapes/open-type.js';
import type { Declarations } from '../declared/declarations.js';
import type { StepContext } from './context.js';

export interface GoneField {
  readonly path: Path;
  readonly type: TypeModel;
  readonly optional: boolean;
  /** Where it is declared. */
  readonly place: SourcePlace;
}

/**
 * The old field at a path, or those parts of it that were neither taken elsewhere nor given up. A copy does not count, as
 * the word says that the old one stays.
 */
export function unaccounted(path: Path, field: FieldModel, context: StepContext): readonly GoneField[] {
  // Whoever takes the whole old value elsewhere has taken all of it.
  return isSpent(context.declarations.uses) ? [] : left(path, field, context);
}

const isSpent = (tree: Declarations['uses'] | undefined): boolean =>
  tree?.said.some(({ kind }) => kind !== 'copy') === true;

function left(path: Path, whole: Omit<GoneField, 'path'>, context: StepContext): readonly GoneField[] {
  const tree = treeAt(context.declarations.uses, path);
  if (isSpent(tree)) return [];
  const parts = tree === undefined || tree.inside.size === 0 ? undefined : partsOf(path, whole, context);
  const { type, optional, place } = whole;
  return parts ?? [{ path, type, optional, place }];
}

function partsOf(
  path: Path,
  { type, place }: Omit<GoneField, 'path'>,
  context: StepContext,
): readonly GoneField[] | undefined {
  const { type: open } = openType(type, context.task.model);
  if (open?.kind === 'list' || open?.kind === 'map') {
    return left([...path, each], { type: open.of, optional: false, place }, context);
  }
  if (open?.kind !== 'object') return undefined;
  const { fields, open: further } = open.shape;
  const extra =
    further === undefined ? [] : left([...path, key('extra')], { type: further, optional: true, place }, context);
  return [...fields.flatMap((field) => left([...path, key(field.name)], field, context)), ...extra];
}
