// Events written in an older schema version while others still read with older code. In: data of the latest version, which
// was checked. Out: data of the older one, checked once more, since it is written for good.
import { InvalidUseError } from '../errors/command-errors.js';
import { FailedDowncastError, InvalidMessageError } from '../errors/message-errors.js';
import type { EventId } from '../message/identifiers.js';
import type { MessageMetadata } from '../message/metadata.js';
import type { StoredFacts } from '../message/stored-facts.js';
import type { MessageVersions, Step } from '../registry/message-definition.js';
import { problemsOf } from '../shape/make.js';
import type { Operations } from '../shape/shape.js';
import { unbound } from '../shape/shape.js';
import type { RunStep } from './upcast-chain.js';

/** A message's definition as far as its versions go. */
export interface VersionedDefinition {
  readonly type: string;
  readonly schemaVersion: number;
  readonly versions: MessageVersions;
}

/** The way down to one older version. */
export interface Downcast {
  readonly type: string;
  readonly schemaVersion: number;
  readonly shape: Operations;
  readonly steps: readonly { readonly from: number; readonly run: Step }[];
}

/** @returns the version that there is no step down to, where one is missing */
export function downcastTo({ type, schemaVersion, versions }: VersionedDefinition, to: number): Downcast | number {
  const steps: { readonly from: number; readonly run: Step }[] = [];
  for (let from = schemaVersion; from > to; from -= 1) {
    const run = versions[from]?.downcast;
    if (run === undefined) return from - 1;
    steps.push({ from, run });
  }
  const shape = versions[to]?.shape;
  return shape === undefined ? to : { type, schemaVersion: to, shape, steps };
}

/** Data as the older version has it. @throws FailedDowncastError, InvalidMessageError */
export function runDowncast(
  { type, schemaVersion, shape, steps }: Downcast,
  data: unknown,
  run: (step: Step, value: unknown) => unknown,
): unknown {
  let value = data;
  for (const step of steps) {
    try {
      value = run(step.run, value);
    } catch (error) {
      throw new FailedDowncastError(type, step.from, step.from - 1, error);
    }
  }
  if (shape.accepts(value, unbound, 0)) return value;
  throw new InvalidMessageError({ type, schemaVersion }, problemsOf(shape, value, unbound));
}

/** A command in each older schema version that steps lead down to, as long as none of them fails. */
export function olderForms(
  definition: VersionedDefinition,
  data: unknown,
  custom: object,
): readonly { readonly shape: Operations; readonly value: unknown }[] {
  const forms: { readonly shape: Operations; readonly value: unknown }[] = [];
  const run = (step: Step, value: unknown): unknown =>
    (step as (newer: unknown, custom: object) => unknown)(value, custom);
  try {
    for (let to = definition.schemaVersion - 1; to >= 1; to -= 1) {
      const way = downcastTo(definition, to);
      if (typeof way === 'number') break;
      forms.push({ shape: way.shape, value: runDowncast(way, data, run) });
    }
  } catch {
    // What cannot be told in an older version was not told in it.
  }
  return forms;
}

/** A step of an event, which knows the event's facts. That it fits was checked where it was defined. */
export function runEventStep(facts: StoredFacts<object>, custom: object): (step: Step, value: unknown) => unknown {
  return (step, value) => (step as RunStep)(value, facts, custom);
}

/** What is known of an event before a store has taken it. */
export class UnstoredFacts implements StoredFacts<object> {
  readonly eventId: EventId;
  readonly id: object;
  readonly schemaVersion: number;
  readonly metadata: MessageMetadata;

  constructor(known: Pick<StoredFacts<object>, 'eventId' | 'id' | 'schemaVersion'>, metadata: MessageMetadata) {
    this.eventId = known.eventId;
    this.id = known.id;
    this.schemaVersion = known.schemaVersion;
    this.metadata = metadata;
  }

  get recordedAt(): never {
    throw unknownYet('when the event is recorded');
  }

  get streamVersion(): number {
    throw unknownYet('where in its stream the event will lie');
  }
}

function unknownYet(what: string): InvalidUseError {
  return new InvalidUseError(`Before an event is stored nobody knows ${what}: a step to an older version cannot ask.`);
}
