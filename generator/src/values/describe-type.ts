import type { TypeModel } from '../model/type-model.js';

/** A type in the words of the language, for messages. */
export function describeType(type: TypeModel): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'null':
      return 'null';
    case 'enum':
      return 'an enum';
    case 'list':
      return `list<${describeType(type.of)}>`;
    case 'map':
      return `map<${describeType(type.of)}>`;
    case 'object':
      return 'an object';
    case 'ref':
      return type.name;
    case 'union':
      return type.members.map(describeType).join(' | ');
    case 'tagged':
      return 'a union';
  }
}
