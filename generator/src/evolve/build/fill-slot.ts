/** One place of the new value: by the operation that names it, by those that name what is inside, or by inference. */
import { assignmentOf, fillOf } from '../declared/declarations.js';
import { reportNeedlessFill } from '../findings/absence.js';
import { reportMisfit } from '../findings/misfits.js';
import { runOperation } from '../operations/run-operation.js';
import { carry } from './carry.js';
import type { Filling, Inferred, Scope, Slot, SlotFill, Source, StepContext } from './context.js';
import { fillInside } from './fill-inside.js';

export function fillSlot(slot: Slot, fill: SlotFill, scope: Scope, context: StepContext): Filling {
  const { said, counterpart } = fill;
  const assigned = assignmentOf(said);
  if (assigned?.isBroken === true) return { kind: 'broken' };
  const operation = assigned?.operation;
  if (operation !== undefined && operation.kind !== 'fill') {
    return runOperation({ slot, operation, fill: fillOf(said) }, scope, context);
  }
  if (said !== undefined && said.inside.size > 0) return fillInside(slot, { said, counterpart }, scope, context);
  if (counterpart === undefined) return fillAlone(fill, context);
  const infer = (source: Source, near: Scope): Inferred => inferred(source, slot, near, context);
  return carry({ slot, source: counterpart, fill: fillOf(said), make: infer }, scope, context);
}

function inferred(source: Source, slot: Slot, scope: Scope, context: StepContext): Inferred {
  const value = context.infer(source, slot.type, { path: slot.path, scope }, context);
  if (value === 'misfit') reportMisfit({ source, slot, at: undefined }, context);
  return value;
}

/** `fill` where there was nothing that could be absent. */
function fillAlone({ said }: SlotFill, context: StepContext): Filling {
  const fill = fillOf(said);
  if (fill === undefined) return { kind: 'absent' };
  reportNeedlessFill(fill, undefined, context);
  return { kind: 'broken' };
}
