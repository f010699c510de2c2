import type { FieldModel, TypeModel } from '../../model/type-model.js';

/** A type as it is written in YAML, as far as a line allows. */
export function describe(type: TypeModel): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'null':
      return 'null';
    case 'enum':
      return `${type.open ? 'open enum' : 'enum'} [${shortList(type.members)}]`;
    case 'list':
      return `list<${describe(type.of)}>`;
    case 'map':
      return `map<${describe(type.of)}>`;
    case 'object':
      return `{ ${shortList(type.shape.fields.map(({ name, optional }) => `${name}${optional ? '?' : ''}`))} }`;
    case 'ref':
      return `${type.name}@${String(type.schemaVersion)}`;
    case 'union':
      return type.members.map(describe).join(' | ');
    case 'tagged':
      return `oneOf { ${shortList(type.variants.map(({ tag }) => tag))} }`;
  }
}

/** A field as an optional one, as far as its type is short to write. */
export function declaration({ name, type }: FieldModel): string {
  const plain = describe(type);
  if (type.kind === 'enum' && !type.open) return `${name}?: { enum: [${type.members.join(', ')}] }`;
  return `${name}?: ${/[{[]/.test(plain) ? '…' : plain}`;
}

const shortList = (names: readonly string[]): string =>
  names.length > 6 ? `${names.slice(0, 5).join(', ')}, …` : names.join(', ');
