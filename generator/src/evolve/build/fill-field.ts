/** One field of an object, with what stood under its name. */
import type { FieldExpression, Read } from '../../model/evolution-model.js';
import type { PathSegment } from '../../model/step-model.js';
import type { FieldModel } from '../../model/type-model.js';
import { isTakenAway, isUnlike, type Assigned } from '../declared/declarations.js';
import { isSamePath } from '../paths/path.js';
import { treeAt, type PathTree } from '../paths/path-tree.js';
import { isAssignable } from '../shapes/is-assignable.js';
import {
  bindAs,
  type Filling,
  type Scope,
  type ShapeTarget,
  type Slot,
  type Source,
  type StepContext,
} from './context.js';
import { isPaired } from './pairing.js';

export interface FieldTarget {
  /** The old object, where there was one. */
  readonly source: Source | undefined;
  readonly target: ShapeTarget;
  readonly segment: PathSegment;
  readonly field: FieldModel;
  /** The old field of the same name. */
  readonly old: FieldModel | undefined;
  /** Whether the step says something about the old field, or about what is inside. */
  readonly isTouched: boolean;
}

export interface FilledField {
  /** `undefined` for a required field that nothing gives a value. */
  readonly filling: Filling | undefined;
  /** It carries on what stood under its name. */
  readonly isKept: boolean;
}

const absent: Filling = { kind: 'absent' };

export function fillField(field: FieldTarget, scope: Scope, context: StepContext): FilledField {
  const { target, segment } = field;
  const { type, optional } = field.field;
  const said = target.said === undefined ? undefined : treeAt(target.said, [segment]);
  const still = said === undefined ? stillField(field, context) : undefined;
  if (still !== undefined) return still;
  const counterpart = counterpartOf(field, context);
  if (said === undefined && counterpart === undefined) return { filling: optional ? absent : undefined, isKept: false };
  const slot: Slot = { path: [...target.path, segment], type, optional, field: field.field };
  const filling = context.fillSlot(slot, { said, counterpart }, scope, context);
  return { filling, isKept: counterpart !== undefined && carriesOn(counterpart, said, slot, context) };
}

/** The commonest case by far, without a detour: nothing is said, and the value is what it was. */
function stillField({ source, field, old, isTouched }: FieldTarget, context: StepContext): FilledField | undefined {
  if (source === undefined || old === undefined || isTouched) return undefined;
  if (old.optional && !field.optional) return undefined;
  if (!isAssignable(old.type, field.type, context.task.model)) return undefined;
  const read = fieldRead(source, old);
  if (!old.optional) return { isKept: true, filling: { kind: 'always', value: { kind: 'read', from: read } } };
  const as = context.fresh();
  const value = { kind: 'read', from: bindAs(as, old.type) } as const;
  return { isKept: true, filling: { kind: 'where-present', from: read, as, value } };
}

function fieldRead({ read }: Source, { name, type, optional }: FieldModel): Read {
  return { variable: read.variable, keys: [...read.keys, { name, mayEnd: false }], type, mayBeAbsent: optional };
}

function counterpartOf(
  { source, target, segment, old }: FieldTarget,
  { declarations }: StepContext,
): Source | undefined {
  if (source === undefined || old === undefined) return undefined;
  const path = [...source.path, segment];
  if (isTakenAway(declarations, path)) return undefined;
  // The name says nothing any more; of something that moved as a whole its parts go along.
  if (isUnlike(declarations, path) && isSamePath(source.path, target.path)) return undefined;
  return { read: fieldRead(source, old), path };
}

/** Where an operation gives the value, that says itself what it took. */
function carriesOn(
  counterpart: Source,
  said: PathTree<Assigned> | undefined,
  { type }: Slot,
  context: StepContext,
): boolean {
  if (said === undefined) return true;
  if (said.said.some(({ operation }) => operation.kind !== 'fill')) return false;
  return said.inside.size === 0 || isPaired(counterpart.read.type, type, context);
}

/** None for what stays absent, or is broken. */
export function fieldExpressions(name: string, filling: Filling): readonly FieldExpression[] {
  switch (filling.kind) {
    case 'always':
    case 'where-converted':
      return [{ kind: filling.kind, name, value: filling.value }];
    case 'where-present':
      return [{ kind: filling.kind, name, from: filling.from, as: filling.as, value: filling.value }];
    case 'adopted':
      return [{ kind: filling.kind, name, from: filling.from, type: filling.type, otherwise: filling.otherwise }];
    case 'absent':
    case 'broken':
      return [];
  }
}
