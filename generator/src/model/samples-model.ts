import type { AggregateModel, MessageVersionModel, StateVersionModel } from './domain-model.js';
import type { JsonValue, RefType } from './type-model.js';

/** One version of one message of an aggregate. */
export interface SampledVersion {
  readonly aggregate: AggregateModel;
  readonly kind: 'command' | 'event';
  readonly messageVersion: MessageVersionModel | StateVersionModel;
}

export interface MessageSamples {
  /** Values of a version in their JSON form, constraints included; the same model gives the same ones. */
  of(sampled: SampledVersion): readonly JsonValue[];
  /** The named type whose one value this object or list is, wherever the type is used. */
  typeOf(value: JsonValue): Omit<RefType, 'kind'> | undefined;
}
