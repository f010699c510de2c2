import { IllegalTransitionError, InvalidUseError } from '../errors/command-errors.js';
import type { Message } from '../message/message.js';
import type { Behaviour } from './behaviour.js';
import type { Transitions } from './contract.js';

/**
 * Sees that each decided event moves the state along a declared transition, or leaves it where it is. A state that carries
 * its tag is folded once more; an aggregate class has said where it was behind each event.
 * @throws IllegalTransitionError
 */
export function refuseIllegalTransitions<State>(
  transitions: Transitions | undefined,
  { evolve, passed }: Behaviour<State>,
  state: State,
  events: readonly Message[],
): void {
  if (transitions === undefined) return;
  if (passed !== undefined) return refuseIllegalPath(transitions, passed(state), events);
  if (tagOf(state, transitions) === undefined) return;
  let current = state;
  for (const event of events) {
    const next = evolve.get(event.type)?.(current, event) ?? current;
    refuseIllegal(transitions, tagOf(current, transitions) ?? '', tagOf(next, transitions) ?? '', event.type);
    current = next;
  }
}

/** As `refuseIllegalTransitions`, for a state that a command puts in the place of another. @throws IllegalTransitionError */
export function refuseIllegalChange(
  transitions: Transitions | undefined,
  { from, to, by }: { readonly from: unknown; readonly to: unknown; readonly by: string },
): void {
  if (transitions === undefined) return;
  refuseIllegal(transitions, tagOf(from, transitions) ?? '', tagOf(to, transitions) ?? '', by);
}

function refuseIllegalPath(transitions: Transitions, tags: readonly string[], events: readonly Message[]): void {
  for (const [at, to] of tags.slice(1).entries())
    refuseIllegal(transitions, tags[at] ?? '', to, events[at]?.type ?? '');
}

function refuseIllegal({ from: allowed }: Transitions, from: string, to: string, event: string): void {
  const targets = Object.hasOwn(allowed, from) ? allowed[from] : undefined;
  if (from !== to && targets?.includes(to) !== true) throw new IllegalTransitionError(from, to, event);
}

/** @throws InvalidUseError when a state does not begin as declared */
export function refuseOtherInitialState(transitions: Transitions | undefined, state: unknown): void {
  if (transitions === undefined || tagOf(state, transitions) === transitions.initial) return;
  throw new InvalidUseError(
    `The initial state is not the declared one: ${transitions.tag} is to be ${transitions.initial}.`,
  );
}

/** Which of the declared states this one is. */
export function tagOf(state: unknown, { tag }: Transitions): string | undefined {
  if (typeof state !== 'object' || state === null || !Object.hasOwn(state, tag)) return undefined;
  const value: unknown = Reflect.get(state, tag);
  return typeof value === 'string' ? value : undefined;
}
