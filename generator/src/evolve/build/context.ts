/**
 * What the parts of the engine hand each other while they make one step. The functions here call one another in circles, as
 * types hold types; each stands in a file of its own and is reached through the context.
 */
import type { Expression, ObjectExpression, Read, Variable } from '../../model/evolution-model.js';
import type { FieldModel, ShapeModel, TypeModel } from '../../model/type-model.js';
import type { Assigned, Declarations } from '../declared/declarations.js';
import { startsWith, type Path } from '../paths/path.js';
import type { PathTree } from '../paths/path-tree.js';
import { readFurther } from '../paths/walk-path.js';
import type { Findings, StepTask } from '../step-task.js';

/** A value of the older version, and where it stood there. */
export interface Source {
  readonly read: Read;
  readonly path: Path;
}

/** Values within reach of the place that is being filled, the nearest last. */
export type Scope = readonly Source[];

/** A place of the new value: a field, an element, or the whole. */
export interface Slot {
  readonly path: Path;
  readonly type: TypeModel;
  readonly optional: boolean;
  /** `undefined` for elements and the whole. */
  readonly field: FieldModel | undefined;
}

/** What a place gets. `broken`: reported. */
export type Filling =
  | { readonly kind: 'always'; readonly value: Expression }
  | { readonly kind: 'where-present'; readonly from: Read; readonly as: Variable; readonly value: Expression }
  | { readonly kind: 'where-converted'; readonly value: Expression }
  | {
      readonly kind: 'adopted';
      readonly from: Read;
      readonly type: TypeModel;
      readonly otherwise: Expression | undefined;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'broken' };

export interface ShapeTarget {
  readonly shape: ShapeModel;
  readonly type: TypeModel;
  /** For the variant of a tagged union. */
  readonly tag: { readonly name: string; readonly value: string } | undefined;
  readonly path: Path;
  readonly said: PathTree<Assigned> | undefined;
}

/** `misfit`: nothing is inferred between these types, which is left to the caller to say. Mistakes further in are reported. */
export type Inferred = Expression | 'misfit';

export interface StepContext {
  readonly task: StepTask;
  readonly declarations: Declarations;
  readonly findings: Findings;
  readonly fresh: () => Variable;
  /** The value of a source, which is there, as one of another type. */
  readonly infer: (source: Source, next: TypeModel, at: Spot, context: StepContext) => Inferred;
  /** The new object of an old one; without a source it was not there before. */
  readonly buildObject: (
    source: Source | undefined,
    target: ShapeTarget,
    scope: Scope,
    context: StepContext,
  ) => ObjectExpression;
  /** `counterpart`: what stood at the same place, where it is still to be had. */
  readonly fillSlot: (slot: Slot, fill: SlotFill, scope: Scope, context: StepContext) => Filling;
}

export interface SlotFill {
  readonly said: PathTree<Assigned> | undefined;
  readonly counterpart: Source | undefined;
}

/** Where an inferred value goes to, and what is within reach there. */
export interface Spot {
  readonly path: Path;
  readonly scope: Scope;
}

/** A value that is there, under a variable of its own. */
export function bindAs(variable: Variable, type: TypeModel): Read {
  return { variable, keys: [], type, mayBeAbsent: false };
}

/** What stands at an old path, read from the nearest value that leads there; `undefined` inside another list. */
export function readAt(scope: Scope, path: Path, { task: { model } }: StepContext): Source | undefined {
  const near = scope.findLast((source) => startsWith(path, source.path));
  const read = near === undefined ? undefined : readFurther(near.read, path.slice(near.path.length), model);
  return read === undefined ? undefined : { read, path };
}

const ignore = (): void => undefined;

/** Runs something that may find it cannot be done, without a trace of it where it cannot. */
export function attempt<T>(context: StepContext, run: (context: StepContext) => T): T | undefined {
  const found: Path[] = [];
  const result = run({ ...context, findings: { add: (about) => found.push(about), note: ignore, lose: ignore } });
  return found.length > 0 ? undefined : result;
}
