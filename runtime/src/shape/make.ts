import { InvalidMessageError } from '../errors/message-errors.js';
import { Problems } from './problem.js';
import { type Mode, type Operations, type Shape, writing } from './shape.js';

/** Which message data belongs to, for its errors. */
export interface MessageName {
  readonly type: string;
  readonly schemaVersion?: number;
}

/**
 * Checks `input` and returns data of its own: a copy with defaults filled in, that shares nothing changeable with the
 * input. The copy is not frozen; its type is deeply read-only.
 * @throws InvalidMessageError naming every problem by JSON pointer
 */
export function make<T, Input>(shape: Shape<T, Input>, input: NoInfer<Input>, type: string, schemaVersion?: number): T {
  const name = schemaVersion === undefined ? { type } : { type, schemaVersion };
  // The shape carries its type as a promise; here it is taken at its word.
  return makeData(shape, input, name) as T;
}

/** As `make`, without types. @throws InvalidMessageError */
export function makeData(shape: Operations, input: unknown, name: MessageName): unknown {
  if (!shape.accepts(input, writing, 0)) throw new InvalidMessageError(name, problemsOf(shape, input, writing));
  return shape.fill(input);
}

/** Everything that is wrong with a refused value; never empty. */
export function problemsOf(shape: Operations, value: unknown, mode: Mode): Problems {
  const problems = new Problems();
  shape.explain(value, mode, problems);
  if (problems.found.length === 0) problems.add('unrepresentable', 'changes while it is read');
  return problems;
}
