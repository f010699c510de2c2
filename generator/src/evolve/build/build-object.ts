/**
 * Objects, field by field in the order of the new shape: what operations say first, then what stood under the same name.
 * What is left of the old object at the end was forgotten, and so was every required field that nothing gives a value.
 */
import type { FieldExpression, ObjectExpression } from '../../model/evolution-model.js';
import type { FieldModel, ShapeModel } from '../../model/type-model.js';
import { isTakenAway, isUnlike } from '../declared/declarations.js';
import { reportLeftovers } from '../findings/leftovers.js';
import { isSamePath, key } from '../paths/path.js';
import { treeAt } from '../paths/path-tree.js';
import { readFurther } from '../paths/walk-path.js';
import { nameless } from '../shapes/open-type.js';
import { unaccounted } from './accounting.js';
import { buildExtra, reportLostExtra } from './build-extra.js';
import type { Filling, Scope, ShapeTarget, Slot, Source, StepContext } from './context.js';
import { isPaired } from './pairing.js';

interface FilledField {
  readonly field: FieldModel;
  /** What stood under its name, where it is still to be had. */
  readonly counterpart: Source | undefined;
  /** `undefined` for a required field that nothing gives a value. */
  readonly filling: Filling | undefined;
}

const noFields: readonly FieldModel[] = [];

/** Without a source the object was not there before. */
export function buildObject(
  source: Source | undefined,
  target: ShapeTarget,
  scope: Scope,
  context: StepContext,
): ObjectExpression {
  const old = source === undefined ? undefined : shapeOf(source, context);
  const filled = target.shape.fields.map((field): FilledField => {
    const counterpart = source && counterpartOf(source, field.name, target, context);
    return { field, counterpart, filling: fillField({ target, field, counterpart }, scope, context) };
  });
  const kept = new Set(filled.filter((each) => isMadeOf(each, target, context)).map(({ field }) => field.name));
  const gone = (old?.fields ?? noFields).filter(({ name }) => !kept.has(name));
  reportLeftovers(
    {
      gone: gone.flatMap((field) => unaccounted([...(source?.path ?? []), key(field.name)], field, context)),
      missing: filled.flatMap(({ field, filling }) => (filling === undefined ? [field] : [])),
      vacant: filled.flatMap(({ field, filling }) => (filling?.kind === 'absent' ? [field] : [])),
    },
    { source, target },
    context,
  );
  if (source !== undefined && old?.open !== undefined && target.shape.open === undefined) {
    reportLostExtra(source, target, context);
  }
  const fields = filled.flatMap(({ field, filling }) => asField(field.name, filling));
  const extra = buildExtra(source, { target, old }, scope, context);
  return { kind: 'object', fields: [...tagField(target), ...fields], extra, type: target.type };
}

interface FieldTarget extends Omit<FilledField, 'filling'> {
  readonly target: ShapeTarget;
}

function fillField(
  { target, field, counterpart }: FieldTarget,
  scope: Scope,
  context: StepContext,
): Filling | undefined {
  const { name, type, optional } = field;
  const said = treeAt(target.said, [key(name)]);
  if (said === undefined && counterpart === undefined) return optional ? { kind: 'absent' } : undefined;
  const slot: Slot = { path: [...target.path, key(name)], type, optional, field };
  return context.fillSlot(slot, { said, counterpart }, scope, context);
}

function shapeOf({ read }: Source, { task: { model } }: StepContext): ShapeModel {
  const type = nameless(read.type, model);
  if (type.kind !== 'object') throw new Error('An object was to be made of something else.');
  return type.shape;
}

function counterpartOf(source: Source, name: string, target: ShapeTarget, context: StepContext): Source | undefined {
  const path = [...source.path, key(name)];
  const { declarations, task } = context;
  const isThere = shapeOf(source, context).fields.some((field) => field.name === name);
  if (!isThere || isTakenAway(declarations, path)) return undefined;
  // The name says nothing any more; of something that moved as a whole its parts go along.
  if (isSamePath(source.path, target.path) && isUnlike(declarations, path)) return undefined;
  const read = readFurther(source.read, [key(name)], task.model);
  return read === undefined ? undefined : { read, path };
}

/** Whether a field carries on what stood under its name. Where an operation gives the value, that says what it took. */
function isMadeOf({ field, counterpart, filling }: FilledField, target: ShapeTarget, context: StepContext): boolean {
  if (filling === undefined || counterpart === undefined) return false;
  const said = treeAt(target.said, [key(field.name)]);
  if (said?.said.some(({ operation }) => operation.kind !== 'fill') === true) return false;
  return said === undefined || said.inside.size === 0 || isPaired(counterpart.read.type, field.type, context);
}

function asField(name: string, filling: Filling | undefined): readonly FieldExpression[] {
  if (filling === undefined || filling.kind === 'absent' || filling.kind === 'broken') return [];
  return [{ ...filling, name }];
}

function tagField({ tag }: ShapeTarget): readonly FieldExpression[] {
  if (tag === undefined) return [];
  const type = { kind: 'enum', members: [tag.value], open: false } as const;
  return [{ kind: 'always', name: tag.name, value: { kind: 'constant', value: tag.value, type } }];
}
