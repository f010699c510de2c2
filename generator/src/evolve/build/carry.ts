/** A value goes from one place to another: what becomes of it where it is absent. */
import type { Expression } from '../../model/evolution-model.js';
import type { Fill } from '../declared/declarations.js';
import { reportAbsence, reportNeedlessFill } from '../findings/absence.js';
import { giveValue } from '../operations/give-value.js';
import {
  bindAs,
  type Filling,
  type Inferred,
  type Scope,
  type Slot,
  type Source,
  type StepContext,
} from './context.js';

export interface Carried {
  readonly slot: Slot;
  readonly source: Source;
  readonly fill: Fill | undefined;
  /** The new value of an old one that is there. Says itself why there is none. */
  readonly make: (source: Source, scope: Scope) => Inferred;
  /** For where the old one is absent and nothing else was said; `undefined` where that cannot be. */
  readonly otherwise?: () => Expression | undefined;
}

export function carry(carried: Carried, scope: Scope, context: StepContext): Filling {
  const { source, fill, make } = carried;
  if (!source.read.mayBeAbsent) {
    if (fill !== undefined) reportNeedlessFill(fill, source, context);
    const value = make(source, scope);
    return value === 'misfit' ? { kind: 'broken' } : { kind: 'always', value };
  }
  const as = context.fresh();
  const there: Source = { read: bindAs(as, source.read.type), path: source.path };
  const value = make(there, [...scope, there]);
  const absent = whenAbsent(carried, context);
  if (value === 'misfit' || absent === 'broken') return { kind: 'broken' };
  if (absent === undefined) return { kind: 'where-present', from: source.read, as, value };
  return { kind: 'always', value: { kind: 'present', from: source.read, as, value, otherwise: absent } };
}

/** `undefined` leaves the new one absent too. */
function whenAbsent(carried: Carried, context: StepContext): Expression | 'broken' | undefined {
  const { slot, source, fill } = carried;
  if (fill !== undefined) return giveValue(fill.value, slot, context) ?? 'broken';
  const otherwise = carried.otherwise?.();
  if (otherwise !== undefined || slot.optional) return otherwise;
  reportAbsence({ slot, source }, context);
  return 'broken';
}
