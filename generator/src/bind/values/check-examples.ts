import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { child, type Place } from '../../diagnostics/place.js';
import type { JsonValue, TypeModel } from '../../model/type-model.js';
import { report } from '../bind-messages.js';
import type { TypeLookup } from '../file-scope.js';
import { checkValue } from './check-value.js';
import { describeProblem, problemPlace } from './value-problem.js';

export interface ExampleCheck {
  /** As messages name it: `OrderPlaced version 1`. */
  readonly owner: string;
  /** The list of examples. */
  readonly place: Place;
  readonly lookup: TypeLookup;
  readonly problems: Diagnostic[];
}

/** Reports everything in the examples that does not fit their type, where it stands. */
export function checkExamples(examples: readonly JsonValue[], type: TypeModel, check: ExampleCheck): void {
  for (const [index, example] of examples.entries()) {
    for (const problem of checkValue(example, type, check.lookup)) {
      const parameters = { owner: check.owner, problem: describeProblem(problem) };
      const at = problemPlace(problem, child(check.place, index));
      check.problems.push(report('example-misfit', parameters, at, { help: problem.help }));
    }
  }
}
