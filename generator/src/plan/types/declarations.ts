/** Interfaces and aliases for a shape or a type, each with those of the objects written inside it. */
import type { FieldModel, ObjectType, ShapeModel, TypeModel } from '../../model/type-model.js';
import { literal } from '../../naming/literal.js';
import { propertyKey } from '../../naming/property-key.js';
import { docComment, type DocParts } from '../layout/doc-comment.js';
import { layOutUnion } from '../layout/type-text.js';
import type { Exported } from '../names/module-scope.js';
import type { InlineNames, InlineObject } from './inline-objects.js';
import { barred, typeText, unionMembers, type TypeContext, type TypeSide } from './type-text.js';

/** One property of an interface. */
export interface FieldView {
  readonly doc: string;
  /** `readonly name?: Type;`, its later lines indented. */
  readonly text: string;
}

export interface InterfaceView {
  readonly doc: string;
  readonly name: string;
  readonly hasFields: boolean;
  readonly fields: readonly FieldView[];
}

/** An exported type: one of both. */
export interface DeclarationView {
  readonly interfaces: readonly InterfaceView[];
  /** Whole statements. */
  readonly aliases: readonly { readonly doc: string; readonly text: string }[];
}

export interface DeclaredObject {
  readonly shape: ShapeModel;
  readonly name: Exported;
  readonly doc: DocParts;
  /** Properties in front of the shape's own. */
  readonly first?: readonly FieldView[];
}

/** The interface of a shape. */
export function interfaceView(declared: DeclaredObject, side: TypeSide, context: TypeContext): InterfaceView {
  const { shape, name, doc, first = [] } = declared;
  const fields = [
    ...first,
    ...shape.fields.map((field) => fieldView(field, side, context)),
    ...extraView(shape, side, context),
  ];
  return { doc: docComment(doc), name: name.name, hasFields: fields.length > 0, fields };
}

/** The same among other declarations. */
export function objectDeclaration(declared: DeclaredObject, side: TypeSide, context: TypeContext): DeclarationView {
  return { interfaces: [interfaceView(declared, side, context)], aliases: [] };
}

/** A name for any type; an interface for an object. */
export function typeDeclaration(
  type: TypeModel,
  { name, doc }: { readonly name: Exported; readonly doc: DocParts },
  side: TypeSide,
  context: TypeContext,
): DeclarationView {
  if (type.kind === 'object') return objectDeclaration({ shape: type.shape, name, doc }, side, context);
  const members = barred(unionMembers(type, side, context));
  const text = layOutUnion(`export type ${name.name} =`, members);
  return { interfaces: [], aliases: [{ doc: docComment(doc), text }] };
}

/** Interfaces of the objects inside a type; with `input` only of those that differ from their data. */
export function inlineDeclarations(
  inlines: readonly InlineObject[],
  side: TypeSide,
  context: TypeContext,
): readonly DeclarationView[] {
  return inlines.flatMap(({ type, names, tag }) => {
    const name = side === 'data' ? names.data : names.input;
    if (name === undefined) return [];
    const { shape } = type;
    const first = tag === undefined ? [] : [tagView(tag)];
    const doc = { description: shape.description, deprecated: shape.deprecated };
    return [objectDeclaration({ shape, name, doc, first }, side, context)];
  });
}

export const inlineMap = (inlines: readonly InlineObject[]): ReadonlyMap<ObjectType, InlineNames> =>
  new Map(inlines.map(({ type, names }) => [type, names]));

/** A property of 2 blanks' indentation. */
export function fieldView(field: FieldModel, side: TypeSide, context: TypeContext): FieldView {
  const mayMiss = field.optional || (side === 'input' && field.defaultValue !== undefined);
  const head = `readonly ${propertyKey(field.name)}${mayMiss ? '?' : ''}:`;
  const members = barred(unionMembers(field.type, side, context));
  const notes = side === 'input' && field.defaultValue !== undefined ? ['May be left out: it has a default.'] : [];
  return {
    doc: docComment({ description: field.description, notes, deprecated: field.deprecated }, 2),
    text: layOutUnion(head, members, 2),
  };
}

function tagView({ discriminator, value }: NonNullable<InlineObject['tag']>): FieldView {
  return { doc: '', text: `readonly ${propertyKey(discriminator)}: ${literal(value)};` };
}

/** Further keys of an open object; they may be none. */
function extraView({ open }: ShapeModel, side: TypeSide, context: TypeContext): readonly FieldView[] {
  if (open === undefined) return [];
  const mark = side === 'input' ? '?' : '';
  const doc = docComment({ description: 'Further keys; in JSON they lie beside the fields.' }, 2);
  return [{ doc, text: `readonly extra${mark}: { readonly [key: string]: ${typeText(open, side, context)} };` }];
}
