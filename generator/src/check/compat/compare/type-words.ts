import type { TypeModel } from '../../../model/type-model.js';

/** A type as a short text that tells it apart from any other, for messages: `list<Line@2>`, `instant as epoch-ms`. */
export function typeWords(type: TypeModel): string {
  switch (type.kind) {
    case 'scalar':
      return type.wire === undefined ? type.scalar : `${type.scalar} as ${type.wire}`;
    case 'null':
      return 'null';
    case 'enum':
      return type.open ? 'an open enum' : 'an enum';
    case 'list':
      return `list<${typeWords(type.of)}>`;
    case 'map':
      return `map<${typeWords(type.of)}>`;
    case 'object':
      return 'an object';
    case 'ref':
      return `${type.name}@${String(type.schemaVersion)}`;
    case 'union':
      return type.members.map(typeWords).join(' | ');
    case 'tagged':
      return `a union by ${type.discriminator}`;
  }
}
