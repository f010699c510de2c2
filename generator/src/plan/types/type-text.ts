/**
 * TypeScript types of the model's types. A type is given as the members of a union, so that whoever prints it can break
 * at the bars, add a member or parenthesise.
 */
import type { GeneratorConfig } from '../../config/generator-config.js';
import type { ObjectType, TaggedType, TypeModel } from '../../model/type-model.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import type { DomainNames } from '../names/domain-names.js';
import type { Exported, ModuleScope } from '../names/module-scope.js';
import type { InlineNames } from './inline-objects.js';
import { scalarForm } from './scalar-table.js';

/** `data`: what a message holds. `input`: what its maker takes. */
export type TypeSide = 'data' | 'input';

export interface TypeContext {
  readonly scope: ModuleScope;
  readonly names: DomainNames;
  readonly scalars: GeneratorConfig['scalars'];
  /** Names of the objects inside the type that is being printed. */
  readonly inlines: Pick<ReadonlyMap<ObjectType, InlineNames>, 'get'>;
}

/** One member of a union. */
export interface TypeMember {
  readonly text: string;
  /** `operator`: begins with `readonly`; `object`: a type literal. Both matter where lists and line breaks meet them. */
  readonly form: 'name' | 'operator' | 'object' | 'intersection';
}

const name = (text: string): TypeMember => ({ text, form: 'name' });

/** At least one member, no two alike. */
export function unionMembers(type: TypeModel, side: TypeSide, context: TypeContext): readonly TypeMember[] {
  switch (type.kind) {
    case 'scalar':
      return [name(scalarText(type, side, context))];
    case 'null':
      return [name('null')];
    case 'enum':
      return [...type.members.map(literal), ...(type.open ? [context.scope.doorType('Unrecognised')] : [])].map(name);
    case 'list':
      return [{ text: `readonly ${elementText(unionMembers(type.of, side, context))}[]`, form: 'operator' }];
    case 'map':
      return [{ text: `{ readonly [key: string]: ${typeText(type.of, side, context)} }`, form: 'object' }];
    case 'object':
      return [name(inlineText(type, side, context))];
    case 'ref':
      return [name(context.scope.type(sideOf(context.names.type(type), side)))];
    case 'union': {
      const members = type.members.flatMap((member) => unionMembers(member, side, context));
      return [...new Map(members.map((member) => [member.text, member])).values()];
    }
    case 'tagged':
      return taggedMembers(type, side, context);
  }
}

/** The type on one line. */
export function typeText(type: TypeModel, side: TypeSide, context: TypeContext): string {
  return barred(unionMembers(type, side, context)).join(' | ');
}

/** Members of one union as they stand between bars. */
export function barred(members: readonly TypeMember[]): readonly string[] {
  return members.map(({ text, form }) => (form === 'intersection' && members.length > 1 ? `(${text})` : text));
}

function elementText(members: readonly TypeMember[]): string {
  const text = barred(members).join(' | ');
  const [only] = members;
  const isSimple = members.length === 1 && (only?.form === 'name' || only?.form === 'object');
  return isSimple ? text : `(${text})`;
}

function scalarText(type: TypeModel & { kind: 'scalar' }, side: TypeSide, { scope, scalars }: TypeContext): string {
  const form = scalarForm(type, scalars);
  if (side === 'input' && form.takesString) return 'string';
  return typeof form.type === 'string' ? form.type : scope.doorType(form.type.door);
}

const sideOf = (names: InlineNames, side: TypeSide): Exported =>
  side === 'input' ? (names.input ?? names.data) : names.data;

/** Names of an object that is written inside the type being printed. */
export function inlineObject(type: ObjectType, { inlines }: TypeContext): InlineNames {
  const names = inlines.get(type);
  if (names === undefined) throw new Error('An object inside a type was not named.');
  return names;
}

const inlineText = (type: ObjectType, side: TypeSide, context: TypeContext): string =>
  context.scope.type(sideOf(inlineObject(type, context), side));

function taggedMembers(type: TaggedType, side: TypeSide, context: TypeContext): readonly TypeMember[] {
  const key = propertyKey(type.discriminator);
  return type.variants.map(({ tag, type: variant }) => {
    if (variant.kind === 'object') return name(inlineText(variant, side, context));
    const fields = context.scope.type(sideOf(context.names.type(variant), side));
    return { text: `{ readonly ${key}: ${literal(tag)} } & ${fields}`, form: 'intersection' };
  });
}
