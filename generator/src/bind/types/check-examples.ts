import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { child, type Place } from '../../diagnostics/place.js';
import type { JsonValue, TypeModel } from '../../model/type-model.js';
import { checkValue } from '../../values/check-value.js';
import type { TypeLookup } from '../../values/type-lookup.js';
import { describeProblem, problemPlace } from '../../values/value-problem.js';
import { report } from '../bind-messages.js';

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
