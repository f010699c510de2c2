import { RuntimeError } from '../../errors/runtime-error.js';

/** A store does not keep the contract; the message says which promise, what was expected and what came. */
export class ContractViolationError extends RuntimeError {
  override readonly code = 'contract-violation';
}

/**
 * A case did not bring about the situation that it is about, so that it says nothing of the store: run it again, on a
 * machine that does something else meanwhile, or find out why it cannot happen there.
 */
export class InconclusiveCaseError extends RuntimeError {
  override readonly code = 'inconclusive-case';
}

/** @throws InconclusiveCaseError unless what the case is about has really happened */
export function reached(happened: boolean, situation: string): void {
  if (!happened) throw new InconclusiveCaseError(`It never came about: ${situation}`);
}

export function claim(holds: boolean, promise: string): asserts holds {
  if (!holds) throw new ContractViolationError(promise);
}

/** Compares plain data, key order aside. */
export function claimSame(actual: unknown, expected: unknown, promise: string): void {
  const difference = differenceOf(actual, expected, 'value');
  if (difference !== undefined) throw new ContractViolationError(`${promise}\n  ${difference}`);
}

/** @returns the error that the operation failed with. */
export async function claimFails(operation: Promise<unknown>, code: string, promise: string): Promise<Error> {
  let answer: unknown;
  try {
    answer = await operation;
  } catch (error) {
    if (error instanceof Error && codeOf(error) === code) return error;
    const options = { cause: error };
    throw new ContractViolationError(`${promise}\n  expected the error ${code}, got ${describe(error)}`, options);
  }
  throw new ContractViolationError(`${promise}\n  expected the error ${code}, got the answer ${show(answer)}`);
}

/** Stable code of one of this package's errors. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${codeOf(error) ?? error.name}: ${error.message}` : show(error);
}

function differenceOf(actual: unknown, expected: unknown, path: string): string | undefined {
  if (Object.is(actual, expected)) return undefined;
  if (!isObject(actual) || !isObject(expected) || Array.isArray(actual) !== Array.isArray(expected)) {
    return `${path}: expected ${show(expected)}, got ${show(actual)}`;
  }
  if (Array.isArray(actual) && Array.isArray(expected) && actual.length !== expected.length) {
    return `${path}: expected ${expected.length} items, got ${actual.length}: ${show(actual)}`;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const difference = differenceOf(Reflect.get(actual, key), Reflect.get(expected, key), `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  const text = value === undefined ? 'undefined' : JSON.stringify(value, (_key, inner: unknown) => shown(inner));
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

function shown(value: unknown): unknown {
  return typeof value === 'bigint' || value === undefined ? String(value) : value;
}
