import type { StepPath } from '../../model/step-model.js';
import { readAt, type Scope, type Source, type StepContext } from '../build/context.js';
import { report } from '../evolve-messages.js';
import type { Operation } from './operation.js';

/** What an operation reads; says so where that lies in another list than the one that is being gone through. */
export function sourceAt(
  path: StepPath,
  { slot, operation }: Operation,
  scope: Scope,
  context: StepContext,
): Source | undefined {
  const source = readAt(scope, path.segments, context);
  if (source === undefined) {
    context.findings.add(slot.path, () => {
      const why = `the elements of ${path.text} are not at hand there`;
      return report('each-misfit', { path: operation.to.text, why }, operation.to.place);
    });
  }
  return source;
}
