import { carry } from '../build/carry.js';
import type { Filling, Inferred, Scope, Source, StepContext } from '../build/context.js';
import { reportMisfit } from '../findings/misfits.js';
import type { OperationOf } from './operation.js';
import { sourceAt } from './source-at.js';

/** `rename` and `copy`: the value of another place, with whatever is inferred on the way. */
export function move(run: OperationOf<'rename' | 'copy'>, scope: Scope, context: StepContext): Filling {
  const { slot, operation, fill } = run;
  const source = sourceAt(operation.from, run, scope, context);
  if (source === undefined) return { kind: 'broken' };
  const make = (there: Source, near: Scope): Inferred => {
    const value = context.infer(there, slot.type, { path: slot.path, scope: near }, context);
    if (value === 'misfit') reportMisfit({ source: there, slot, at: operation.to.place }, context);
    return value;
  };
  return carry({ slot, source, fill, make }, scope, context);
}
