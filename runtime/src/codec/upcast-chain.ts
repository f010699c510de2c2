// The steps that take data of one schema version to the latest, put together once for each version that turns up. In:
// decoded data of that version. Out: data of the latest version; or a typed error that names the step.
import { FailedUpcasterError, StoredEventError, UnfitUpcastError, type UpcastStep } from '../errors/reading-errors.js';
import type { StoredFacts } from '../message/stored-facts.js';
import type { EventDefinition } from '../registry/message-definition.js';
import { problemsOf } from '../shape/make.js';
import { type Mode, type Operations, unbound } from '../shape/shape.js';
import type { StoredEvent } from '../store/stored-event.js';

/** A step as it is run; that it fits the versions it stands between was checked where it was defined. */
export type RunStep = (data: unknown, facts: StoredFacts<object> | undefined, custom: object) => unknown;

interface ChainStep extends UpcastStep {
  readonly run: RunStep;
  /** Where the user's own functions are called, the shape that their result must have. */
  readonly judge: Operations | undefined;
}

/** What all steps of one context share. */
export interface StepSettings {
  /** Functions of the user. */
  readonly custom: object;
  /** How their results are looked at. */
  readonly mode: Mode;
}

export interface UpcastChain extends StepSettings {
  readonly steps: readonly ChainStep[];
  /** Some step asks for more than the data. */
  readonly usesFacts: boolean;
}

/** How results of custom functions are looked at; `lenient` where data may carry fields that its shape does not know. */
export function judgingMode(leniency: Mode): Mode {
  return unbound | leniency;
}

/** The first schema version after `from` that nothing leads to. */
export function missingStep({ schemaVersion, versions }: EventDefinition, from: number): number | undefined {
  for (let to = from + 1; to <= schemaVersion; to += 1) {
    if (versions[to - 1] === undefined || versions[to]?.upcast === undefined) return to;
  }
  return undefined;
}

/** The steps from a schema version on, none of which is missing; `undefined` for the latest. */
export function chainFrom(
  { type, schemaVersion, versions }: EventDefinition,
  from: number,
  settings: StepSettings,
): UpcastChain | undefined {
  if (from === schemaVersion) return undefined;
  const steps: ChainStep[] = [];
  let usesFacts = false;
  for (let to = from + 1; to <= schemaVersion; to += 1) {
    const { upcast, shape } = versions[to] ?? {};
    if (upcast === undefined) continue;
    // Generated steps leave out trailing parameters that they do not use.
    usesFacts ||= upcast.length > 1;
    steps.push({ type, from: to - 1, to, run: upcast as RunStep, judge: upcast.length > 2 ? shape : undefined });
  }
  return { ...settings, steps, usesFacts };
}

/** @throws FailedUpcasterError, UnfitUpcastError */
export function runChain(
  { steps, custom, mode }: UpcastChain,
  data: unknown,
  facts: StoredFacts<object> | undefined,
  stored: StoredEvent,
): unknown {
  let value = data;
  for (const step of steps) {
    try {
      value = step.run(value, facts, custom);
    } catch (error) {
      throw upcasterError(error, step, stored);
    }
    if (step.judge?.accepts(value, mode, 0) === false) {
      throw new UnfitUpcastError(stored, placeOf(step), problemsOf(step.judge, value, mode));
    }
  }
  return value;
}

/** What is thrown for what a function of the user threw. */
export function upcasterError(error: unknown, step: UpcastStep, stored: StoredEvent): StoredEventError {
  // Asking for a fact that cannot be read says so itself.
  return error instanceof StoredEventError ? error : new FailedUpcasterError(stored, placeOf(step), error);
}

function placeOf({ type, from, to }: UpcastStep): UpcastStep {
  return { type, from, to };
}
