/** What the runtime throws, as a problem: whose fault it is, and whether trying again helps. */
import { isRuntimeError } from '@varve/runtime';
import type { Problem } from './problem.js';

export function problemOf(error: unknown): Problem {
  if (isRuntimeError(error, 'invalid-message')) {
    const more = { problems: error.problems.map(({ pointer, message }) => ({ pointer, message })) };
    return { status: 400, kind: 'invalid-request', title: 'The request does not fit its schema.', more };
  }
  if (isRuntimeError(error, 'invalid-cursor')) {
    return { status: 400, kind: 'invalid-cursor', title: 'This is no cursor of this list.' };
  }
  if (isRuntimeError(error, 'unexpected-version')) {
    const more = { expected: error.expected, actual: error.actual };
    return { status: 412, kind: 'changed-meanwhile', title: 'It has changed since you looked at it.', more };
  }
  if (isRuntimeError(error, 'idempotency-key-reused')) {
    return { status: 422, kind: 'key-reused', title: 'This Idempotency-Key was used for another request.' };
  }
  return problemOfRequest(error) ?? problemOfStore(error) ?? unexpected;
}

function problemOfRequest(error: unknown): Problem | undefined {
  if (isRuntimeError(error, 'unknown-command') || isRuntimeError(error, 'newer-command')) {
    return { status: 400, kind: 'unknown-schema-version', title: 'We do not know this Schema-Version.' };
  }
  if (isRuntimeError(error, 'invalid-stream-name') || isRuntimeError(error, 'stream-precondition')) {
    return { status: 404, kind: 'not-found', title: 'There is no such thing.' };
  }
  if (isRuntimeError(error, 'stream-version-not-reached')) {
    return { status: 404, kind: 'not-found', title: 'It has not come that far.' };
  }
  return undefined;
}

function problemOfStore(error: unknown): Problem | undefined {
  if (isRuntimeError(error, 'wrong-expected-version') || isRuntimeError(error, 'store-busy')) {
    const title = 'Too many others are writing here. Nothing was stored.';
    return { status: 503, kind: 'busy', title, retryAfter: 1 };
  }
  if (isRuntimeError(error, 'outcome-unknown')) {
    const title = 'It cannot be told whether this was done. Repeat it with the same Idempotency-Key.';
    return { status: 503, kind: 'outcome-unknown', title, retryAfter: 1 };
  }
  if (isRuntimeError(error, 'store-unavailable') || isRuntimeError(error, 'store-closed')) {
    return { status: 503, kind: 'unavailable', title: 'The bank is closed for a moment.', retryAfter: 5 };
  }
  if (isRuntimeError(error, 'projection-building')) {
    return { status: 503, kind: 'building', title: 'This view is being built.', retryAfter: 5 };
  }
  return undefined;
}

const unexpected: Problem = { status: 500, kind: 'unexpected', title: 'Something went wrong on our side.' };
