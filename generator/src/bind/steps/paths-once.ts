import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { Place } from '../../diagnostics/place.js';
import type { StepModel, StepOperation, StepPath } from '../../model/step-model.js';
import { report } from '../bind-messages.js';

/** Reports paths that are assigned, moved or given up a second time, however they are written. */
export function checkPathsOnce({ operations, lossy }: Pick<StepModel, 'operations' | 'lossy'>, problems: Diagnostic[]) {
  checkOnce('assigns', operations.flatMap(targetOf), problems);
  checkOnce('fills', operations.flatMap(fillOf), problems);
  checkOnce('renames', operations.flatMap(sourceOf('rename')), problems);
  checkOnce('drops', operations.flatMap(sourceOf('drop')), problems);
  checkOnce('loses', lossy, problems);
}

/** What fills a path where its value is absent may go with what gives it; `evolve` knows which. */
const targetOf = (operation: StepOperation): readonly StepPath[] =>
  operation.kind === 'drop' || operation.kind === 'fill' ? [] : [operation.to];

const fillOf = (operation: StepOperation): readonly StepPath[] => (operation.kind === 'fill' ? [operation.to] : []);

const sourceOf =
  (kind: 'rename' | 'drop') =>
  (operation: StepOperation): readonly StepPath[] =>
    operation.kind === kind ? [operation.from] : [];

function checkOnce(what: string, paths: readonly StepPath[], problems: Diagnostic[]): void {
  const first = new Map<string, Place>();
  for (const { text, segments, place } of paths) {
    const key = JSON.stringify(segments);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, place);
      continue;
    }
    const related = [{ at: earlier, message: 'First here:' }];
    problems.push(report('step-path-twice', { what, path: text }, place, { related }));
  }
}
