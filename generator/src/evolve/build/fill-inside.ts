/** A place of which operations name parts: the parts they name, and around them what stood at the same place before. */
import type { Expression } from '../../model/evolution-model.js';
import type { ListType, MapType, ObjectType, TypeModel } from '../../model/type-model.js';
import { fillOf, sourceOf, type Assigned } from '../declared/declarations.js';
import { reportConditional } from '../findings/absence.js';
import { reportNoElements } from '../findings/elements.js';
import { reportMisfit, reportNull } from '../findings/misfits.js';
import { each, isSamePath, pathKey, startsWith, type Path } from '../paths/path.js';
import { allSaid, type PathTree } from '../paths/path-tree.js';
import { openType } from '../shapes/open-type.js';
import { carry } from './carry.js';
import {
  attempt,
  bindAs,
  readAt,
  type Filling,
  type Inferred,
  type Scope,
  type Slot,
  type SlotFill,
  type Source,
  type StepContext,
} from './context.js';
import { isPaired } from './pairing.js';

type Said = PathTree<Assigned>;

interface Inside extends Pick<SlotFill, 'counterpart'> {
  readonly said: Said;
}

export function fillInside(slot: Slot, { said, counterpart }: Inside, scope: Scope, context: StepContext): Filling {
  const { type, named } = openType(slot.type, context.task.model);
  if (type?.kind === 'list' || type?.kind === 'map') {
    return fillElements({ slot, said, type, counterpart }, scope, context);
  }
  if (type?.kind !== 'object') return { kind: 'broken' };
  const part: ObjectPart = { slot, said, type, named };
  if (counterpart === undefined || !isPaired(counterpart.read.type, slot.type, context)) {
    return { kind: 'always', value: objectOf(undefined, part, scope, context) };
  }
  return carry(
    {
      slot,
      source: counterpart,
      fill: fillOf(said),
      make: (source, near) =>
        unlessNull(source, slot, (there) => objectOf(there, part, [...near, there], context), context),
      otherwise: () => whereNew(part, counterpart, scope, context),
    },
    scope,
    context,
  );
}

interface ObjectPart {
  readonly slot: Slot;
  readonly said: Said;
  readonly type: ObjectType;
  /** The same with its name. */
  readonly named: TypeModel;
}

function objectOf(
  source: Source | undefined,
  { slot, said, type, named }: ObjectPart,
  scope: Scope,
  context: StepContext,
): Expression {
  const target = { shape: type.shape, type: named, tag: undefined, path: slot.path, said };
  return context.buildObject(source, target, scope, context);
}

/**
 * Where the old object is absent: made of what comes from elsewhere, if that is enough. Otherwise a required one has no
 * value, and an optional one stays absent; what was to go into it must not be lost silently.
 */
function whereNew(part: ObjectPart, counterpart: Source, scope: Scope, context: StepContext): Expression | undefined {
  const { slot, said } = part;
  const moved = movedFromOutside(said, counterpart.path);
  if (slot.optional && moved === undefined) return undefined;
  const made = attempt(context, (trial) => objectOf(undefined, part, scope, trial));
  if (made === undefined && slot.optional && moved !== undefined) reportConditional(moved, slot, context);
  return made;
}

function movedFromOutside(said: Said, path: Path): Assigned['operation'] | undefined {
  return allSaid(said).find(({ operation }) => {
    const source = operation.kind === 'rename' ? sourceOf(operation) : undefined;
    return source !== undefined && !startsWith(source.segments, path);
  })?.operation;
}

interface ElementsPart {
  readonly slot: Slot;
  readonly said: Said;
  readonly type: ListType | MapType;
  readonly counterpart: Source | undefined;
}

function fillElements(part: ElementsPart, scope: Scope, context: StepContext): Filling {
  const { slot, said, counterpart } = part;
  const source = elementSource(part, scope, context);
  if (source === undefined) return { kind: 'broken' };
  const isOwn = source === counterpart;
  const make = (there: Source, near: Scope): Inferred =>
    unlessNull(there, slot, (list) => elementsOf(list, { ...part, isOwn }, near, context), context);
  return carry({ slot, source, fill: fillOf(said), make }, scope, context);
}

/** The list that gives the elements: the one that operations name, or the one of the same place. */
function elementSource(
  { slot, said, counterpart, type }: ElementsPart,
  scope: Scope,
  context: StepContext,
): Source | undefined {
  const pair = context.declarations.pairs.get(pathKey([...slot.path, each]));
  const isOwn = pair === undefined || (counterpart !== undefined && isSamePath(pair.slice(0, -1), counterpart.path));
  const found = isOwn ? counterpart : readAt(scope, pair.slice(0, -1), context);
  if (found === undefined) {
    reportNoElements({ slot, said }, context);
    return undefined;
  }
  if (openType(found.read.type, context.task.model).type?.kind === type.kind) return found;
  reportMisfit({ source: found, slot, at: undefined }, context);
  return undefined;
}

function elementsOf(
  list: Source,
  { slot, said, type, isOwn }: ElementsPart & { readonly isOwn: boolean },
  scope: Scope,
  context: StepContext,
): Inferred {
  const { type: old } = openType(list.read.type, context.task.model);
  if (old?.kind !== 'list' && old?.kind !== 'map') return 'misfit';
  const as = context.fresh();
  const element: Source = { read: bindAs(as, old.of), path: [...list.path, each] };
  const inner: Slot = { path: [...slot.path, each], type: type.of, optional: false, field: undefined };
  const counterpart = isOwn ? element : undefined;
  const fill = { said: said.inside.get('*'), counterpart };
  const filling = context.fillSlot(inner, fill, [...scope, element], context);
  if (filling.kind !== 'always') return 'misfit';
  return { kind: 'each', over: type.kind, from: list.read, as, value: filling.value };
}

/** Null stays null where it may. */
function unlessNull(source: Source, slot: Slot, make: (source: Source) => Inferred, context: StepContext): Inferred {
  const { model } = context.task;
  const old = openType(source.read.type, model);
  if (!old.nullable) return make(source);
  if (!openType(slot.type, model).nullable) {
    reportNull({ source, slot, at: undefined }, context);
    return 'misfit';
  }
  const as = context.fresh();
  const value = make({ read: bindAs(as, old.named), path: source.path });
  return value === 'misfit' ? value : { kind: 'nullable', from: source.read, as, value };
}
