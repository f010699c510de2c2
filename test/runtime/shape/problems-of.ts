import { make } from '../../../runtime/src/shape/make.js';
import type { Problem } from '../../../runtime/src/shape/problem.js';
import { isRuntimeError } from '../../../runtime/src/errors/is-runtime-error.js';
import { type Operations, type Shape, shapeOf } from '../../../runtime/src/shape/shape.js';

/** Any shape, as one that takes whatever it is given: for trying out what types would forbid. */
export function loose(shape: Operations): Shape<unknown> {
  return shapeOf(shape);
}

/** What `make` finds wrong, as `pointer: kind`; nothing when it accepts. */
export function problemsOf(shape: Operations, input: unknown): readonly string[] {
  return findingsOf(shape, input).map(({ pointer, kind }) => `${pointer}: ${kind}`);
}

export function findingsOf(shape: Operations, input: unknown): readonly Problem[] {
  try {
    make(loose(shape), input, 'test.Made');
    return [];
  } catch (error) {
    if (isRuntimeError(error, 'invalid-message')) return error.problems;
    throw error;
  }
}

/** Data as it is after a round through JSON text. */
export function throughJson(shape: Operations, input: unknown): unknown {
  const data = make(loose(shape), input, 'test.Made');
  const text = JSON.stringify(shape.encode(data));
  const wire: unknown = JSON.parse(text);
  if (!shape.accepts(wire, 1, 0)) throw new Error(`Not readable: ${text}`);
  return shape.decode(wire, 1);
}
