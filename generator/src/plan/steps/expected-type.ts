/** Types around expressions: what is inside of a type, and its name in TypeScript. */
import { findType } from '../../model/find-type.js';
import type { RefType, TaggedType, TaggedVariant, TypeModel } from '../../model/type-model.js';
import { typeText, unionMembers } from '../types/type-text.js';
import { found } from '../names/domain-names.js';
import type { Position, StepContext } from './step-context.js';

/** The type that a reference means, also through several; any other as it is. */
export function resolve(type: TypeModel, { plan }: Pick<StepContext, 'plan'>): Exclude<TypeModel, RefType> {
  if (type.kind !== 'ref') return type;
  return resolve(found(findType(plan.model, type), type.name).typeVersion.type, { plan });
}

export const nameOfType = (type: TypeModel, { types }: Pick<StepContext, 'types'>): string =>
  typeText(type, 'data', types);

/** TypeScript's name for the type that a position expects. */
export const expectedName = (at: Position, context: StepContext): string =>
  at.expectedName?.() ?? nameOfType(at.expected, context);

/** The members that a type may have: itself, or those of a union. */
function membersOf(type: TypeModel, context: StepContext): readonly TypeModel[] {
  const resolved = resolve(type, context);
  return resolved.kind === 'union' ? resolved.members.flatMap((member) => membersOf(member, context)) : [type];
}

/** The type without null. */
export function withoutNull(type: TypeModel, context: StepContext): TypeModel {
  const members = membersOf(type, context).filter((member) => member.kind !== 'null');
  const [only] = members;
  return members.length === 1 && only !== undefined ? only : { kind: 'union', members };
}

/** Whether null is among the values. */
export function mayBeNull(type: TypeModel, context: StepContext): boolean {
  return membersOf(type, context).some((member) => {
    const resolved = resolve(member, context);
    return resolved.kind === 'null' || (resolved.kind === 'scalar' && resolved.scalar === 'json');
  });
}

/** What a list, or a map, holds; perhaps one that stands in a union. */
export function elementOf(type: TypeModel, over: 'list' | 'map', context: StepContext): TypeModel {
  for (const member of membersOf(type, context)) {
    const resolved = resolve(member, context);
    if (resolved.kind === over) return resolved.of;
  }
  throw new Error(`A step goes over a ${over} that is none.`);
}

/** A tagged union, perhaps one that stands in a union. */
export function taggedIn(type: TypeModel, context: StepContext): TaggedType | undefined {
  for (const member of membersOf(type, context)) {
    const resolved = resolve(member, context);
    if (resolved.kind === 'tagged') return resolved;
  }
  return undefined;
}

export function nameOfVariant({ discriminator }: TaggedType, variant: TaggedVariant, context: StepContext): string {
  const only: TypeModel = { kind: 'tagged', discriminator, variants: [variant] };
  return unionMembers(only, 'data', context.types)
    .map(({ text }) => text)
    .join(' | ');
}

/** The object that a type may be, with its fields' types. */
export interface ExpectedObject {
  readonly name: () => string;
  readonly typeOf: (field: string) => TypeModel;
  /** Type of further keys. */
  readonly open: TypeModel | undefined;
}

/** The object that an object literal at this position is; `tag` is the value of its discriminator where it has one. */
export function objectAt(
  at: Position,
  tagOf: (discriminator: string) => string | undefined,
  context: StepContext,
): ExpectedObject {
  for (const member of membersOf(at.expected, context)) {
    const resolved = resolve(member, context);
    if (resolved.kind === 'object') {
      return { name: () => at.expectedName?.() ?? nameOfType(member, context), ...partsOf(resolved) };
    }
    if (resolved.kind !== 'tagged') continue;
    const tag = tagOf(resolved.discriminator);
    const variant = resolved.variants.find((each) => each.tag === tag);
    if (variant === undefined) continue;
    const parts = partsOf(resolve(variant.type, context), resolved.discriminator);
    return { name: () => nameOfVariant(resolved, variant, context), ...parts };
  }
  throw new Error('A step makes an object where none is due.');
}

function partsOf(type: TypeModel, discriminator?: string): Pick<ExpectedObject, 'typeOf' | 'open'> {
  const shape = type.kind === 'object' ? type.shape : undefined;
  return {
    typeOf: (name) =>
      // What a tag may be is said by the constant that it is.
      name === discriminator
        ? nullType
        : found(
            shape?.fields.find((field) => field.name === name),
            name,
          ).type,
    open: shape?.open,
  };
}

const nullType: TypeModel = { kind: 'null' };
