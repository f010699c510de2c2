import { IllegalTransitionError } from '../errors/command-errors.js';
import type { Transitions } from '../decider/contract.js';
import type { Message } from '../message/message.js';
import type { CommandSetup } from './command-run.js';

/**
 * Folds decided events to see that each moves the state along a declared transition, or leaves it where it is. Only for
 * states that carry their tag; an aggregate class keeps its own state to itself and is not looked into.
 * @throws IllegalTransitionError
 */
export function refuseIllegalTransitions<State>(
  { aggregate: { transitions }, behaviour: { evolve } }: CommandSetup<State>,
  state: State,
  events: readonly Message[],
): void {
  if (transitions === undefined || tagOf(state, transitions) === undefined) return;
  let current = state;
  for (const event of events) {
    const next = evolve.get(event.type)?.(current, event) ?? current;
    refuseIllegal(transitions, tagOf(current, transitions) ?? '', tagOf(next, transitions) ?? '', event.type);
    current = next;
  }
}

function refuseIllegal({ from: allowed }: Transitions, from: string, to: string, event: string): void {
  const targets = Object.hasOwn(allowed, from) ? allowed[from] : undefined;
  if (from !== to && targets?.includes(to) !== true) throw new IllegalTransitionError(from, to, event);
}

/** Which of the declared states this one is. */
export function tagOf(state: unknown, { tag }: Transitions): string | undefined {
  if (typeof state !== 'object' || state === null || !Object.hasOwn(state, tag)) return undefined;
  const value: unknown = Reflect.get(state, tag);
  return typeof value === 'string' ? value : undefined;
}
