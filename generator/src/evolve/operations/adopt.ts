import type { Read } from '../../model/evolution-model.js';
import { readAt, type Filling, type Scope, type StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import { reportAbsence } from '../findings/absence.js';
import { stepInto } from '../shapes/step-into.js';
import { key } from '../paths/path.js';
import { named } from '../step-task.js';
import { giveValue } from './give-value.js';
import type { OperationOf } from './operation.js';

/** A further key of an open object becomes a declared field, where it is there and fits. */
export function adopt({ slot, operation, fill }: OperationOf<'adopt'>, scope: Scope, context: StepContext): Filling {
  const { segments, text, place } = operation.to;
  const { findings, task } = context;
  const last = segments.at(-1);
  const object = readAt(scope, segments.slice(0, -1), context);
  if (object === undefined || last?.kind !== 'key') return { kind: 'broken' };
  const extra = stepInto(object.read.type, key('extra'), task.model);
  const own = stepInto(object.read.type, last, task.model);
  if (extra.kind !== 'inside' || extra.isExtra !== true || own.kind === 'inside') {
    const why = own.kind === 'inside' ? `${text} is a field of it already` : 'it has no further keys';
    findings.add(slot.path, () => report('adopt-misfit', { path: text, owner: named(task, task.from), why }, place));
    return { kind: 'broken' };
  }
  const from: Read = {
    variable: object.read.variable,
    keys: [
      ...object.read.keys,
      { name: 'extra', mayEnd: object.read.mayBeAbsent || extra.mayBeNull },
      { name: last.name, mayEnd: false },
    ],
    type: extra.type,
    mayBeAbsent: true,
  };
  const otherwise = fill === undefined ? undefined : giveValue(fill.value, slot, context);
  if (fill === undefined && !slot.optional) {
    reportAbsence({ slot, source: { read: from, path: segments }, at: place }, context);
    return { kind: 'broken' };
  }
  return { kind: 'adopted', from, type: slot.type, otherwise };
}
