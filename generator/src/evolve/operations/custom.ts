import type { Filling, StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import type { OperationOf } from './operation.js';

/** A function of the user gives the value. It gets the whole older value, so it cannot know which element is meant. */
export function custom({ slot, operation }: OperationOf<'custom'>, { findings }: StepContext): Filling {
  const { text, segments, place } = operation.to;
  const list = segments.findIndex(({ kind }) => kind === 'each');
  if (list !== -1) {
    findings.add(slot.path, () => report('custom-in-each', { path: text }, place));
    return { kind: 'broken' };
  }
  const value = { kind: 'custom', path: text, type: slot.type } as const;
  return slot.optional ? { kind: 'where-converted', value } : { kind: 'always', value };
}
