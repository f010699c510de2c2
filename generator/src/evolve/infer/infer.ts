/**
 * What follows from two types alone: the same value, or one that holds all of it. Never loses anything, and never guesses:
 * types with other names are other types.
 */
import type { TypeModel } from '../../model/type-model.js';
import type { Inferred, Source, Spot, StepContext } from '../build/context.js';
import { hasRemovals } from '../declared/declarations.js';
import { isAssignable, isSameName } from '../shapes/is-assignable.js';
import { membersOf, nameless } from '../shapes/open-type.js';
import { inferElements } from './infer-elements.js';
import { inferScalar } from './infer-scalar.js';
import { inferUnion } from './infer-union.js';
import { inferVariants } from './infer-variants.js';

export function infer(source: Source, next: TypeModel, at: Spot, context: StepContext): Inferred {
  const { read, path } = source;
  const { model } = context.task;
  const isWhole = !hasRemovals(context.declarations, path);
  if (isWhole && isAssignable(read.type, next, model)) return { kind: 'read', from: read };
  const [olds, nexts] = [membersOf(read.type, model), membersOf(next, model)];
  const [old, only] = [olds[0], nexts[0]];
  if (olds.length > 1 || nexts.length > 1 || old === undefined || only === undefined) {
    return inferUnion(source, { olds, nexts }, at, context);
  }
  return inferSingle({ ...source, read: { ...read, type: old } }, only, at, context);
}

/** Neither type is a union. */
function inferSingle(source: Source, next: TypeModel, at: Spot, context: StepContext): Inferred {
  const { read, path } = source;
  if (read.type.kind === 'ref' && next.kind === 'ref') {
    if (!isSameName(read.type, next)) return 'misfit';
    // What was said about paths inside goes before the type's own steps.
    if (!hasRemovals(context.declarations, path)) return ownSteps(source, next.schemaVersion, context);
  }
  return inferNameless(source, next, at, context);
}

function ownSteps({ read }: Source, to: number, { task: { direction, named } }: StepContext): Inferred {
  if (read.type.kind !== 'ref') return 'misfit';
  const isBack = to < read.type.schemaVersion;
  if (isBack && (direction === 'up' || !named.leadTo(read.type, to))) return 'misfit';
  return { kind: 'step', from: read, type: read.type, to };
}

function inferNameless(source: Source, next: TypeModel, at: Spot, context: StepContext): Inferred {
  const { model } = context.task;
  const [old, wanted] = [nameless(source.read.type, model), nameless(next, model)];
  if (wanted.kind === 'scalar') return inferScalar(source.read, old, { type: next, scalar: wanted.scalar });
  if (old.kind === 'object' && wanted.kind === 'object') {
    const target = { shape: wanted.shape, type: next, tag: undefined, path: at.path, said: undefined };
    return context.buildObject(source, target, at.scope, context);
  }
  if (old.kind === 'tagged' && wanted.kind === 'tagged')
    return inferVariants(source, { old, wanted, next }, at, context);
  if ((old.kind === 'list' || old.kind === 'map') && old.kind === wanted.kind) {
    return inferElements(source, { over: old.kind, old: old.of, next: wanted.of }, at, context);
  }
  return 'misfit';
}
