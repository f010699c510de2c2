import { findType } from '../../model/find-type.js';
import type { DomainModel } from '../../model/domain-model.js';
import type { TypeModel } from '../../model/type-model.js';
import type { GeneratorConfig } from '../../config/generator-config.js';
import { scalarForm, type JsonKind } from './scalar-table.js';

/** The kinds of JSON value a type may have on the wire, in the order of its members. */
export function jsonKinds(
  type: TypeModel,
  model: DomainModel,
  scalars: GeneratorConfig['scalars'],
): readonly JsonKind[] {
  switch (type.kind) {
    case 'scalar': {
      const { jsonKind } = scalarForm(type, scalars);
      return jsonKind === undefined ? ['string', 'number', 'boolean', 'null', 'array', 'object'] : [jsonKind];
    }
    case 'null':
      return ['null'];
    case 'enum':
      return ['string'];
    case 'list':
      return ['array'];
    case 'map':
    case 'object':
    case 'tagged':
      return ['object'];
    case 'ref': {
      const found = findType(model, type);
      return found === undefined ? [] : jsonKinds(found.typeVersion.type, model, scalars);
    }
    case 'union':
      return type.members.flatMap((member) => jsonKinds(member, model, scalars));
  }
}
