import type { AggregateModel, CommandModel, EventModel } from './domain-model.js';
import type { JsonValue, RefType } from './type-model.js';

/** A schema version of an event or a command. */
export type MessageVersionModel = EventModel['versions'][number] | CommandModel['versions'][number];

/** One version of one message of an aggregate. */
export interface SampledVersion {
  readonly aggregate: AggregateModel;
  readonly kind: 'command' | 'event';
  readonly version: MessageVersionModel;
}

export interface MessageSamples {
  /** Values of a version in their JSON form, constraints included; the same model gives the same ones. */
  of(sampled: SampledVersion): readonly JsonValue[];
  /** The named type whose one value this object or list is, wherever the type is used. */
  typeOf(value: JsonValue): Omit<RefType, 'kind'> | undefined;
}
