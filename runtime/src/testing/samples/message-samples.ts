import type { AnyAggregate } from '../../decider/contract.js';
import { InvalidUseError } from '../../errors/command-errors.js';
import type { JsonValue } from '../../message/message.js';
import type { CommandDefinition, EventDefinition } from '../../registry/message-definition.js';
import { type Operations, reading } from '../../shape/shape.js';

declare const carriedData: unique symbol;

/** Names of messages in the interface that a samples file declares. */
export type NamesOf<Data> = keyof Data & string;

/** Schema versions of one of them. */
export type VersionsOf<Data, Name extends keyof Data> = keyof Data[Name] & number;

/** An aggregate, or a process, of which nothing is stored but its state. */
type SampledDefinitions = AnyAggregate | { readonly state: EventDefinition };

/** What a generated samples file holds of one context: every schema version of its events and commands, in JSON. */
export interface MessageSamples<Data> {
  readonly aggregates: readonly SampledDefinitions[];
  readonly samples: { readonly [Name in keyof Data]: { readonly [Version in keyof Data[Name]]: readonly JsonValue[] } };
  readonly [carriedData]?: Data;
}

/**
 * Samples of one schema version as its data looks in memory: first the examples of the schema, then values made up. Each
 * call gives values of its own.
 * @throws InvalidUseError for a message or a version that there is not
 */
export function samplesOf<Data, Name extends NamesOf<Data>, Version extends VersionsOf<Data, Name>>(
  samples: MessageSamples<Data>,
  name: Name,
  schemaVersion: Version,
): readonly Data[Name][Version][] {
  const shape = shapeOfSamples(samples, name, schemaVersion);
  const data = samples.samples[name][schemaVersion].map((wire) => shape.fill(shape.decode(wire, reading)));
  // The file that declares the samples names the types of the very shapes that they are decoded by.
  return data as Data[Name][Version][];
}

/** The shape of a message in one of its schema versions. @throws InvalidUseError */
export function shapeOfSamples<Data>(
  { aggregates }: MessageSamples<Data>,
  name: NamesOf<Data>,
  schemaVersion: number,
): Operations {
  const shape = aggregates.flatMap(definitionsOf).find((each) => each.name === name)?.versions[schemaVersion]?.shape;
  if (shape === undefined) throw new InvalidUseError(`There is no ${name} of schema version ${schemaVersion}.`);
  return shape;
}

/** All events and commands of an aggregate, replaced ones and stored states included; the state of a process. */
export function definitionsOf(sampled: SampledDefinitions): readonly (EventDefinition | CommandDefinition)[] {
  if (!('commands' in sampled)) return [sampled.state];
  const { events, replaced, commands, fact, state } = sampled;
  return [
    ...Object.values(events),
    ...Object.values(replaced ?? {}),
    ...(fact === undefined ? [] : [fact.definition]),
    ...(state === undefined ? [] : [state]),
    ...Object.values(commands).map(({ definition }) => definition),
  ];
}
