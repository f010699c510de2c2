import { type Allowed, judgeDecision, type JudgedDecision } from '../command/judge-decision.js';
import { InvalidDecisionError } from '../errors/command-errors.js';
import type { Message } from '../message/message.js';

/** A decision about a state that keeps to the schema. */
export type JudgedChange =
  | { readonly kind: 'change'; readonly state: unknown; readonly events: readonly Message[] }
  | Extract<JudgedDecision, { readonly kind: 'rejection' }>;

/** Takes what user code returned for what it is. @throws InvalidDecisionError, InvalidMessageError */
export function judgeChange(decided: unknown, allowed: Allowed): JudgedChange {
  if (Array.isArray(decided)) {
    throw new InvalidDecisionError(allowed.name, 'is a list of events; the state is wanted as well: { state, events }');
  }
  const isChange = typeof decided === 'object' && decided !== null && 'state' in decided && 'events' in decided;
  // A state itself, or anything else with a type of its own, is told from a change by what a change has.
  const judged = judgeDecision(isChange ? decided.events : decided, allowed);
  if (judged.kind === 'rejection') return judged;
  if (isChange) return { kind: 'change', state: decided.state, events: judged.events };
  throw new InvalidDecisionError(allowed.name, 'is neither a state with events nor a rejection');
}
