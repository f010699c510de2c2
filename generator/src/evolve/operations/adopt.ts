import type { Read } from '../../model/evolution-model.js';
import type { PathSegment } from '../../model/step-model.js';
import { readAt, type Filling, type Scope, type Source, type StepContext } from '../build/context.js';
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
  const why = obstacle(object, last, context);
  if (object === undefined || last?.kind !== 'key' || why !== undefined) {
    const parameters = { path: text, owner: named(task, task.from), why: why ?? 'it has no name' };
    findings.add(slot.path, () => report('adopt-misfit', parameters, place));
    return { kind: 'broken' };
  }
  const extra = stepInto(object.read.type, key('extra'), task.model);
  if (extra.kind !== 'inside') throw new Error('An open object has no further keys.');
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

function obstacle(
  object: Source | undefined,
  name: PathSegment | undefined,
  { task: { model } }: StepContext,
): string | undefined {
  if (name?.kind !== 'key') return 'elements have no names';
  if (object === undefined) return 'there is no such object';
  if (stepInto(object.read.type, name, model).kind === 'inside') return 'it is a field already';
  const extra = stepInto(object.read.type, key('extra'), model);
  return extra.kind === 'inside' && extra.isExtra === true ? undefined : 'the object is not open';
}
