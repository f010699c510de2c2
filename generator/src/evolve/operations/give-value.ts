/** `set` and `fill`: a constant, or what is known of the stored event. */
import type { Expression } from '../../model/evolution-model.js';
import type { StepValue } from '../../model/step-model.js';
import type { Filling, Slot, StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import { pathText } from '../paths/path.js';
import { constant } from './constant.js';
import { fact, type Given } from './fact.js';
import type { OperationOf } from './operation.js';

export function set({ slot, operation }: OperationOf<'set'>, context: StepContext): Filling {
  const given = valueOf(operation.value, slot, context);
  if (given?.mayBeAbsent !== true)
    return given === undefined ? { kind: 'broken' } : { kind: 'always', value: given.value };
  if (slot.optional) return { kind: 'where-converted', value: given.value };
  refuseAbsent(operation.value, slot, context);
  return { kind: 'broken' };
}

/** A value for certain; `undefined` where there is none, which is reported. */
export function giveValue(value: StepValue, slot: Slot, context: StepContext): Expression | undefined {
  const given = valueOf(value, slot, context);
  if (given?.mayBeAbsent !== true) return given?.value;
  refuseAbsent(value, slot, context);
  return undefined;
}

function valueOf(value: StepValue, slot: Slot, context: StepContext): Given | undefined {
  if (value.kind === 'fact') return fact(value, slot, context);
  const given = constant(value, slot, context);
  return given === undefined ? undefined : { value: given, mayBeAbsent: false };
}

function refuseAbsent(value: StepValue, slot: Slot, { findings }: StepContext): void {
  if (value.kind !== 'fact' || value.fact.kind !== 'metadata') return;
  const { key } = value.fact;
  findings.add(slot.path, () => {
    const path = pathText(slot.path);
    const help = `Say what it is without one: ${path}: { from: $metadata.${key}, else: … }`;
    return report('fact-may-be-absent', { key, path }, value.place, { help });
  });
}
