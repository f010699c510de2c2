/** Untagged unions, null among them: each old member becomes the new one that it fits. */
import type { DomainModel } from '../../model/domain-model.js';
import type { Expression, JsonKind, Variable } from '../../model/evolution-model.js';
import type { TypeModel } from '../../model/type-model.js';
import { attempt, bindAs, type Inferred, type Source, type Spot, type StepContext } from '../build/context.js';
import { hasRemovals } from '../declared/declarations.js';
import { isAssignable, isSameName } from '../shapes/is-assignable.js';
import { memoryKind } from '../shapes/memory-kind.js';
import { nameless } from '../shapes/open-type.js';

export interface Unions {
  /** Members, none of which is a union. */
  readonly olds: readonly TypeModel[];
  readonly nexts: readonly TypeModel[];
}

export function inferUnion(source: Source, { olds, nexts }: Unions, at: Spot, context: StepContext): Inferred {
  const { model } = context.task;
  const { read } = source;
  const [only] = olds;
  if (olds.length === 1 && only !== undefined) {
    return inferMember({ ...source, read: { ...read, type: only } }, nexts, at, context);
  }
  // What lost a part on the way is another value, though it would fit as it was.
  const isWhole = !hasRemovals(context.declarations, source.path);
  const stays = (old: TypeModel): boolean =>
    (isWhole || nameless(old, model).kind === 'null') && nexts.some((next) => isAssignable(old, next, model));
  const staying = olds.filter(stays);
  const changing = olds.filter((old) => !staying.includes(old));
  const [first, ...others] = staying;
  const [changes] = changing;
  if (others.length === 0 && changing.length === 1 && first?.kind === 'null' && changes !== undefined) {
    const as = context.fresh();
    const value = inferBound(source, { as, type: changes, nexts }, at, context);
    return value === 'misfit' ? value : { kind: 'nullable', from: read, as, value };
  }
  return inferKinds(source, { olds, changing, nexts }, at, context);
}

interface BoundMember {
  readonly as: Variable;
  readonly type: TypeModel;
  readonly nexts: readonly TypeModel[];
}

function inferBound(source: Source, { as, type, nexts }: BoundMember, at: Spot, context: StepContext): Inferred {
  const member: Source = { read: bindAs(as, type), path: source.path };
  return inferMember(member, nexts, { ...at, scope: [...at.scope, member] }, context);
}

interface Changing extends Unions {
  readonly changing: readonly TypeModel[];
}

function inferKinds(source: Source, { olds, changing, nexts }: Changing, at: Spot, context: StepContext): Inferred {
  const { model } = context.task;
  const cases: { json: JsonKind; as: Variable; value: Expression }[] = [];
  for (const type of changing) {
    const json = memoryKind(type, model);
    const isTold = olds.every((old) => old === type || tellsApart(old, json, model));
    if (json === undefined || !isTold) return 'misfit';
    const as = context.fresh();
    const value = inferBound(source, { as, type, nexts }, at, context);
    if (value === 'misfit') return value;
    cases.push({ json, as, value });
  }
  return { kind: 'kinds', from: source.read, cases, isComplete: cases.length === olds.length };
}

function tellsApart(other: TypeModel, json: JsonKind | undefined, model: DomainModel): boolean {
  const kind = memoryKind(other, model);
  return kind !== undefined && kind !== json;
}

/** One member as the new member that it fits best. What is wrong inside is reported where there is one that is meant. */
export function inferMember(source: Source, nexts: readonly TypeModel[], at: Spot, context: StepContext): Inferred {
  const { model } = context.task;
  const { type } = source.read;
  const same = nexts.find((next) => isAssignable(type, next, model));
  const meant =
    same ?? nexts.find((next) => isSameName(type, next)) ?? nexts.find((next) => isAlike(type, next, model));
  if (meant !== undefined) return context.infer(source, meant, at, context);
  for (const next of nexts) {
    const value = attempt(context, (trial) => context.infer(source, next, at, trial));
    if (value !== undefined && value !== 'misfit') return value;
  }
  return 'misfit';
}

function isAlike(old: TypeModel, next: TypeModel, model: DomainModel): boolean {
  if (old.kind === 'ref' && next.kind === 'ref') return false;
  const [left, right] = [nameless(old, model), nameless(next, model)];
  return left.kind === right.kind && left.kind !== 'scalar' && left.kind !== 'null';
}
