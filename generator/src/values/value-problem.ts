import { atKey, child, type Place } from '../diagnostics/place.js';

/** Why a JSON value does not fit a type. */
export interface ValueProblem {
  /** Keys and indexes from the value that was checked to the part that is wrong. */
  readonly path: readonly (string | number)[];
  /** What is wrong there, to stand behind the part's name: `is no number`. */
  readonly problem: string;
  /** The key itself is wrong, not what stands under it. */
  readonly atKey: boolean;
  readonly help?: string | undefined;
}

/** `lines.0.quantity is no whole number`; `it is no number` for the value itself. */
export function describeProblem({ path, problem }: ValueProblem): string {
  return `${path.length === 0 ? 'it' : path.join('.')} ${problem}`;
}

/** Where the problem lies, in a value that stands at `place`. */
export function problemPlace(problem: ValueProblem, place: Place): Place {
  const at = problem.path.reduce<Place>(child, place);
  return problem.atKey ? atKey(at) : at;
}
