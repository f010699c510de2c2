import type { DomainModel, IdPart } from '../model/domain-model.js';
import { findType } from '../model/find-type.js';
import type { MessageSamples, SampledVersion } from '../model/samples-model.js';
import { type FieldModel, type JsonValue, noConstraints, type RefType, type TypeModel } from '../model/type-model.js';
import { SharedSamples } from '../samples/shared-samples.js';
import { sampleValues, writableValues } from '../samples/sample-values.js';

/** Values of a version as they may lie in a log or a queue: of its form, even where no constraint can be kept. */
export function storedSamples(sampled: SampledVersion, model: DomainModel): readonly JsonValue[] {
  return sampleValues(dataType(sampled), model, { examples: examplesOf(sampled) });
}

/** Values of a version as they may be written; none where only an example could give them. */
export function createMessageSamples(model: DomainModel): MessageSamples {
  const shared = new SharedSamples();
  const lookup = (ref: RefType): TypeModel | undefined => findType(model, ref)?.typeVersion.type;
  return {
    of(sampled) {
      const type = dataType(sampled);
      return writableValues(sampleValues(type, model, { examples: examplesOf(sampled), shared }), type, lookup);
    },
    typeOf: (value) => shared.typeOf(value),
  };
}

const examplesOf = ({ messageVersion }: SampledVersion): readonly JsonValue[] =>
  'shape' in messageVersion ? messageVersion.examples : [];

/** The identity is part of every command's data. */
function dataType({ kind, aggregate: { id }, messageVersion }: SampledVersion): TypeModel {
  if (!('shape' in messageVersion)) return messageVersion.type;
  const { shape } = messageVersion;
  const fields = kind === 'command' ? [...id.map(idField), ...shape.fields] : shape.fields;
  return { kind: 'object', shape: { ...shape, fields }, constraints: noConstraints };
}

function idField({ name, type, place }: IdPart): FieldModel {
  const nothing = { defaultValue: undefined, description: undefined, deprecated: undefined, examples: [] };
  return { name, type, place, optional: false, personal: false, ...nothing };
}
