import { isRuntimeError, type RuntimeErrors } from '../errors/is-runtime-error.js';
import type { Message } from '../message/message.js';
import { deepEqual } from './deep-equal.js';
import { ExpectationError } from './expectation-error.js';
import type { Result } from './scene.js';

/** A message without what only its class adds. */
const plain = ({ type, data }: Message): Message => ({ type, data });

/** What a result shows as, beside what was expected. */
function shown(result: Result): unknown {
  if (result.kind === 'thrown') throw result.error;
  return result.kind === 'rejected' ? { rejected: plain(result.rejection) } : result.events.map(plain);
}

export function expectEvents(result: Result, expected: readonly Message[]): void {
  const events = expected.map(plain);
  const actual = shown(result);
  if (!deepEqual(actual, events)) throw new ExpectationError('The command led to other events.', events, actual);
}

export function expectNothing(result: Result): void {
  const actual = shown(result);
  if (!deepEqual(actual, [])) throw new ExpectationError('There should have been nothing to do.', [], actual);
  if (result.kind === 'events' && result.isChanged === true) {
    throw new ExpectationError('There should have been nothing to do.', 'the state as it was', 'another state');
  }
}

export function expectRejection(result: Result, expected: Message): void {
  const rejection = { rejected: plain(expected) };
  const actual = shown(result);
  if (!deepEqual(actual, rejection)) throw new ExpectationError('The command was not rejected so.', rejection, actual);
}

export function expectFailure(result: Result, expected: keyof RuntimeErrors | ((error: unknown) => boolean)): void {
  const wanted = typeof expected === 'string' ? { thrown: expected } : { thrown: 'an error that the function accepts' };
  if (result.kind !== 'thrown') throw new ExpectationError('Deciding should have failed.', wanted, shown(result));
  const { error } = result;
  if (typeof expected === 'string' ? isRuntimeError(error, expected) : expected(error)) return;
  throw new ExpectationError('Deciding failed otherwise.', wanted, {
    thrown: error instanceof Error ? `${error.name}: ${error.message}` : error,
  });
}

export function expectState<State>(state: State, expected: State | ((state: State) => boolean | void)): void {
  if (typeof expected !== 'function') {
    if (!deepEqual(state, expected)) throw new ExpectationError('The state is another one.', expected, state);
    return;
  }
  const look: (state: State) => unknown = expected as (state: State) => boolean | void;
  if (look(state) === false)
    throw new ExpectationError('The state is not as expected.', 'what the function accepts', state);
}
