/**
 * Shapes of the model's types: the expressions that make them of the runtime's combinators. A shape takes what its
 * declared type says: with `input` it fills defaults, with `data` every field must be given.
 */
import type { DomainModel } from '../../model/domain-model.js';
import type { FieldModel, RefType, ShapeModel, TaggedType, TypeModel } from '../../model/type-model.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import { array, arrow, call, object, type Code } from '../layout/code.js';
import type { ContextChecks } from '../checks/context-checks.js';
import { defaultCode } from './default-code.js';
import { inlineObject, type TypeContext, type TypeSide } from './type-text.js';
import { jsonKinds } from './json-kinds.js';
import { scalarForm } from './scalar-table.js';

export interface ShapeContext extends TypeContext {
  readonly model: DomainModel;
  readonly side: TypeSide;
  readonly checks: ContextChecks;
  /** Whether the shape of a type is not made yet where this one is, so that it must be asked for later. */
  readonly isLater: (ref: RefType) => boolean;
}

/** Any type's shape. Objects name their type, as nothing around them tells the compiler. */
export function shapeCode(type: TypeModel, context: ShapeContext): Code {
  const { scope } = context;
  switch (type.kind) {
    case 'scalar':
      return constrained(scope.door(scalarForm(type, context.scalars).shape), type, context);
    case 'null':
      return scope.door('nullValue');
    case 'enum':
      return call(scope.door(type.open ? 'openEnum' : 'enumeration'), array(type.members.map(literal)));
    case 'list':
      return constrained(call(scope.door('list'), shapeCode(type.of, context)), type, context);
    case 'map':
      return constrained(call(scope.door('map'), shapeCode(type.of, context)), type, context);
    case 'object':
      return constrained(recordCode(type.shape, context, typeArguments(type, context)), type, context);
    case 'ref':
      return refCode(type, context);
    case 'union':
      return unionCode(type.members, context);
    case 'tagged':
      return taggedCode(type, context);
  }
}

/** The shape of an object's fields. `argumentsText` stands behind the combinator's name, such as `<Tunnel>`. */
export function recordCode(shape: ShapeModel, context: ShapeContext, argumentsText = ''): Code {
  const fields = object(shape.fields.map((field) => fieldEntry(field, context)));
  if (shape.open === undefined) return call(context.scope.door('record') + argumentsText, fields);
  return call(context.scope.door('openRecord') + argumentsText, fields, shapeCode(shape.open, context));
}

/** An entry of an object literal, a shorthand where key and value are one word. */
export function entry(key: string, value: Code): readonly [string, Code?] {
  return key === value ? [key] : [key, value];
}

function fieldEntry(field: FieldModel, context: ShapeContext): readonly [string, Code?] {
  const shape = shapeCode(field.type, context);
  const key = propertyKey(field.name);
  if (field.optional) return [key, call(context.scope.door('optional'), shape)];
  if (field.defaultValue === undefined || context.side === 'data') return entry(key, shape);
  const value = defaultCode(field.defaultValue, field.type, context.model);
  return [key, call(context.scope.door('withDefault'), shape, value)];
}

function constrained(shape: Code, type: TypeModel, { scope, checks }: ShapeContext): Code {
  const check = checks.of(type);
  return check === undefined ? shape : call(scope.door('constrained'), shape, scope.value(check));
}

function refCode(type: RefType, { scope, names, isLater }: ShapeContext): Code {
  const shape = scope.value(names.type(type).shape);
  return isLater(type) ? call(scope.door('lazy'), arrow('()', shape)) : shape;
}

/** `T | null` and the like; otherwise members by the kind of JSON value they have on the wire. */
function unionCode(members: readonly TypeModel[], context: ShapeContext): Code {
  const { scope, model, scalars } = context;
  const values = members.filter((member) => member.kind !== 'null');
  const [only] = values;
  if (values.length === 1 && only !== undefined) return call(scope.door('nullable'), shapeCode(only, context));
  const entries = members.flatMap((member) =>
    jsonKinds(member, model, scalars).map((kind) => [kind, shapeCode(member, context)] as const),
  );
  return call(scope.door('oneOfKinds'), object([...new Map(entries)].map(([kind, shape]) => entry(kind, shape))));
}

function taggedCode({ discriminator, variants }: TaggedType, context: ShapeContext): Code {
  const entries = variants.map(({ tag, type }) => {
    if (type.kind === 'ref') return entry(propertyKey(tag), refCode(type, context));
    const shape = recordCode(type.shape, context, variantArguments(type, discriminator, context));
    return entry(propertyKey(tag), constrained(shape, type, context));
  });
  return call(context.scope.door('tagged'), literal(discriminator), object(entries));
}

type Inline = Extract<TypeModel, { kind: 'object' }>;

function typeArguments(type: Inline, context: ShapeContext, wrap = (name: string): string => name): string {
  const names = inlineObject(type, context);
  const data = wrap(context.scope.type(names.data));
  if (context.side === 'data' || names.input === undefined) return `<${data}>`;
  return `<${data}, ${wrap(context.scope.type(names.input))}>`;
}

/** The interface of a variant has the tag, which the union adds to its shape. */
function variantArguments(type: Inline, discriminator: string, context: ShapeContext): string {
  return typeArguments(type, context, (name) => `Omit<${name}, ${literal(discriminator)}>`);
}
