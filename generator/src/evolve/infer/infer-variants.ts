/** Tagged unions: each old variant becomes the new one of the same tag. */
import type { VariantCase } from '../../model/evolution-model.js';
import type { TaggedType, TaggedVariant, TypeModel } from '../../model/type-model.js';
import { bindAs, type Inferred, type Source, type Spot, type StepContext } from '../build/context.js';
import { isAssignable, isSameName } from '../shapes/is-assignable.js';
import { nameless } from '../shapes/open-type.js';

export interface TaggedPair {
  readonly old: TaggedType;
  readonly wanted: TaggedType;
  /** With its name. */
  readonly next: TypeModel;
}

export function inferVariants(source: Source, pair: TaggedPair, at: Spot, context: StepContext): Inferred {
  const { old, wanted, next } = pair;
  if (old.discriminator !== wanted.discriminator) return 'misfit';
  const cases: VariantCase[] = [];
  for (const variant of old.variants) {
    const target = wanted.variants.find(({ tag }) => tag === variant.tag);
    if (target === undefined) return 'misfit';
    if (isAssignable(variant.type, target.type, context.task.model)) continue;
    const found = caseOf({ source, variant, target, discriminator: old.discriminator, next }, at, context);
    if (found === 'misfit') return found;
    cases.push(found);
  }
  const isComplete = cases.length === old.variants.length;
  return { kind: 'variants', from: source.read, discriminator: old.discriminator, cases, isComplete };
}

interface VariantPair {
  readonly source: Source;
  readonly variant: TaggedVariant;
  readonly target: TaggedVariant;
  readonly discriminator: string;
  readonly next: TypeModel;
}

function caseOf(pair: VariantPair, at: Spot, context: StepContext): VariantCase | 'misfit' {
  const { source, variant, target, discriminator, next } = pair;
  const { task } = context;
  const as = context.fresh();
  const steps = stepsOf(variant, target, context);
  if (steps === 'misfit') return steps;
  const type = steps === undefined ? variant.type : target.type;
  const { kind } = nameless(type, task.model);
  const wanted = nameless(target.type, task.model);
  if (kind !== 'object' || wanted.kind !== 'object') return 'misfit';
  const read = bindAs(as, type);
  const value = context.buildObject(
    { read, path: source.path },
    {
      shape: wanted.shape,
      type: next,
      tag: { name: discriminator, value: variant.tag },
      path: at.path,
      said: undefined,
    },
    [...at.scope, { read, path: source.path }],
    context,
  );
  return { tag: variant.tag, as, steps, value };
}

function stepsOf(variant: TaggedVariant, target: TaggedVariant, context: StepContext): VariantCase['steps'] | 'misfit' {
  if (variant.type.kind !== 'ref' || target.type.kind !== 'ref') return undefined;
  if (!isSameName(variant.type, target.type)) return 'misfit';
  const { direction, named } = context.task;
  const to = target.type.schemaVersion;
  const isBack = to < variant.type.schemaVersion;
  if (isBack && (direction === 'up' || !named.leadTo(variant.type, to))) return 'misfit';
  return { type: variant.type, to };
}
