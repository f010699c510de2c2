import { carry } from '../build/carry.js';
import { readAt, type Filling, type Inferred, type Scope, type Source, type StepContext } from '../build/context.js';
import { reportMisfit } from '../findings/misfits.js';
import type { OperationOf } from './operation.js';

/** `rename` and `copy`: the value of another place, with whatever is inferred on the way. */
export function move(
  { slot, operation, fill }: OperationOf<'rename' | 'copy'>,
  scope: Scope,
  context: StepContext,
): Filling {
  const source = readAt(scope, operation.from.segments, context);
  if (source === undefined) return { kind: 'broken' };
  const make = (there: Source, near: Scope): Inferred => {
    const value = context.infer(there, slot.type, { path: slot.path, scope: near }, context);
    if (value === 'misfit') reportMisfit({ source: there, slot, at: operation.to.place }, context);
    return value;
  };
  return carry({ slot, source, fill, make }, scope, context);
}
