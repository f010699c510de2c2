/** The whole new value of a step, as one expression over the old one. */
import type { Expression, Variable } from '../../model/evolution-model.js';
import { buildObject } from '../build/build-object.js';
import type { Slot, Source, StepContext } from '../build/context.js';
import { fillSlot } from '../build/fill-slot.js';
import { declare, type Declaring } from '../declared/declare.js';
import type { Declarations } from '../declared/declarations.js';
import { infer } from '../infer/infer.js';
import type { Findings, StepTask } from '../step-task.js';

export interface MadeValue {
  /** `undefined` where it cannot be made, which is reported. */
  readonly value: Expression | undefined;
  readonly declarations: Declarations;
}

export function makeValue(task: StepTask, declaring: Declaring, findings: Findings): MadeValue {
  const declarations = declare(declaring, task, findings);
  let last = 0;
  const fresh = (): Variable => (last += 1);
  const context: StepContext = { task, declarations, findings, fresh, infer, buildObject, fillSlot };
  const { assigned } = declarations;
  const said = assigned.said.length + assigned.inside.size === 0 ? undefined : assigned;
  const whole: Slot = { path: [], type: task.to.type, optional: false, field: undefined };
  const old: Source = { read: { variable: 0, keys: [], type: task.from.type, mayBeAbsent: false }, path: [] };
  const filling = fillSlot(whole, { said, counterpart: old }, [old], context);
  return { value: filling.kind === 'always' ? filling.value : undefined, declarations };
}
