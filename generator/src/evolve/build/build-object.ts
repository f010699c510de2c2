/**
 * Objects, field by field in the order of the new shape: what operations say first, then what stood under the same name.
 * What is left of the old object at the end was forgotten, and so was every required field that nothing gives a value.
 */
import type { FieldExpression, ObjectExpression } from '../../model/evolution-model.js';
import type { FieldModel, ShapeModel } from '../../model/type-model.js';
import { reportLeftovers } from '../findings/leftovers.js';
import { touchedFrom } from '../declared/declarations.js';
import { key } from '../paths/path.js';
import { nameless } from '../shapes/open-type.js';
import { unaccounted } from './accounting.js';
import { buildExtra, reportLostExtra } from './build-extra.js';
import type { Scope, ShapeTarget, Source, StepContext } from './context.js';
import { fieldExpressions, fillField } from './fill-field.js';

const noFields: readonly FieldModel[] = [];

/** Without a source the object was not there before. */
export function buildObject(
  source: Source | undefined,
  target: ShapeTarget,
  scope: Scope,
  context: StepContext,
): ObjectExpression {
  const old = source === undefined ? undefined : shapeOf(source, context);
  const { fields, missing, vacant, left } = fillFields({ source, old, target }, scope, context);
  const gone = left.flatMap((field) => {
    return unaccounted([...(source?.path ?? []), key(field.name)], field, context);
  });
  reportLeftovers({ gone, missing, vacant }, target, context);
  if (source !== undefined && old?.open !== undefined && target.shape.open === undefined) {
    reportLostExtra(source, target, context);
  }
  const extra = buildExtra(source, { target, old }, scope, context);
  return { kind: 'object', fields: [...tagField(target), ...fields], extra, type: target.type };
}

interface ObjectPair {
  readonly source: Source | undefined;
  readonly old: ShapeModel | undefined;
  readonly target: ShapeTarget;
}

interface FilledFields {
  readonly fields: readonly FieldExpression[];
  readonly missing: readonly FieldModel[];
  readonly vacant: readonly FieldModel[];
  /** Of the old object, not carried on under their names. */
  readonly left: readonly FieldModel[];
}

function fillFields({ source, old, target }: ObjectPair, scope: Scope, context: StepContext): FilledFields {
  const fields: FieldExpression[] = [];
  const missing: FieldModel[] = [];
  const vacant: FieldModel[] = [];
  const left = new Map((old?.fields ?? noFields).map((field) => [field.name, field]));
  const touches = source && touchedFrom(context.declarations, source.path);
  for (const field of target.shape.fields) {
    const segment = key(field.name);
    const isTouched = touches?.(segment) === true;
    const slot = { source, target, segment, field, old: left.get(field.name), isTouched };
    const { filling, isKept } = fillField(slot, scope, context);
    if (isKept) left.delete(field.name);
    if (filling === undefined) missing.push(field);
    else if (filling.kind === 'absent') vacant.push(field);
    else fields.push(...fieldExpressions(field.name, filling));
  }
  return { fields, missing, vacant, left: [...left.values()] };
}

function shapeOf({ read }: Source, { task: { model } }: StepContext): ShapeModel {
  const type = nameless(read.type, model);
  if (type.kind !== 'object') throw new Error('An object was to be made of something else.');
  return type.shape;
}

function tagField({ tag }: ShapeTarget): readonly FieldExpression[] {
  if (tag === undefined) return [];
  const type = { kind: 'enum', members: [tag.value], open: false } as const;
  return [{ kind: 'always', name: tag.name, value: { kind: 'constant', value: tag.value, type } }];
}
