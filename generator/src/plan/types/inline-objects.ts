import type { ObjectType, TypeModel } from '../../model/type-model.js';
import { pascalCase } from '../../naming/letter-case.js';
import type { Exported, ModuleScope } from '../names/module-scope.js';

/** Names of an object that is written inside another type and gets an interface of its own. */
export interface InlineNames {
  readonly data: Exported;
  readonly input: Exported | undefined;
}

/** An object inside a declared type. */
export interface InlineObject {
  readonly type: ObjectType;
  readonly names: InlineNames;
  /** For a variant of a tagged union: the tag it carries. */
  readonly tag: { readonly discriminator: string; readonly value: string } | undefined;
}

export interface InlineScope {
  readonly scope: ModuleScope;
  readonly hasInput: (type: TypeModel) => boolean;
}

/**
 * Finds the objects written inside `type` (not `type` itself) and names each after the way to it: `OrderPlacedV1Rows`
 * for the field `rows`, `…Item` for what a list and `…Value` for what a map in it holds, outer before inner.
 */
export function inlineObjects(ownerName: string, type: TypeModel, into: InlineScope): readonly InlineObject[] {
  const inlines: InlineObject[] = [];
  const declare = (name: string, object: ObjectType, tag: InlineObject['tag']): void => {
    const data = into.scope.declare('type', name);
    const input = into.hasInput(object) ? into.scope.declare('type', `${name}Input`) : undefined;
    inlines.push({ type: object, names: { data, input }, tag });
    enter(name, object);
  };
  const visit = (name: string, inner: TypeModel): void => {
    if (inner.kind === 'object') declare(name, inner, undefined);
    else enter(name, inner);
  };
  const enter = (name: string, inner: TypeModel): void => {
    if (inner.kind === 'list') visit(`${name}Item`, inner.of);
    if (inner.kind === 'map') visit(`${name}Value`, inner.of);
    if (inner.kind === 'union') for (const member of inner.members) visit(name, member);
    if (inner.kind === 'object') enterFields(name, inner);
    if (inner.kind !== 'tagged') return;
    for (const { tag, type: variant } of inner.variants) {
      if (variant.kind === 'object')
        declare(name + pascalCase(tag), variant, { discriminator: inner.discriminator, value: tag });
    }
  };
  const enterFields = (name: string, { shape }: ObjectType): void => {
    for (const field of shape.fields) {
      if (mayHoldObjects(field.type)) visit(name + pascalCase(field.name), field.type);
    }
    if (shape.open !== undefined) visit(`${name}Extra`, shape.open);
  };
  enter(ownerName, type);
  return inlines;
}

/** Spares the many fields whose type holds nothing the making of a name. */
const mayHoldObjects = ({ kind }: TypeModel): boolean =>
  kind !== 'scalar' && kind !== 'ref' && kind !== 'enum' && kind !== 'null';
