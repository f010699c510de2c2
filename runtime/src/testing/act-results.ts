import type { Message } from '../message/message.js';
import { isPlainObject } from '../shape/plain-object.js';
import { ExpectationError } from './expectation-error.js';
import type { Result } from './scene.js';

/** What an act came to: what a command answers, or the error that it threw; anything else is nothing to look at. */
export async function resultOf(act: () => Promise<unknown>): Promise<Result> {
  try {
    const answer = await act();
    if (!isPlainObject(answer)) return { kind: 'events', events: [] };
    const { kind, rejection, events } = answer;
    if (kind === 'rejected' && isMessage(rejection)) return { kind: 'rejected', rejection };
    return { kind: 'events', events: Array.isArray(events) ? events.filter(isMessage) : [] };
  } catch (error) {
    return { kind: 'thrown', error };
  }
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'type' in value && 'data' in value;

/** @throws what an act threw, and ExpectationError for a rejection that nobody expected */
export function refuseUnexpected(result: Result): void {
  if (result.kind === 'thrown') throw result.error;
  if (result.kind === 'events') return;
  const { type, data } = result.rejection;
  throw new ExpectationError(
    'A command was rejected, which nobody expected.',
    { accepted: true },
    { rejected: { type, data } },
  );
}
