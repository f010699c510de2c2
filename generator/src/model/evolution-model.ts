/**
 * What `evolve` gives: for each version but the first, a complete plan of how an older value becomes a newer one, and back
 * where that is known. Everything about paths, types and what is absent has been decided; `plan` prints it.
 */
import type { MessageVersionModel, StateVersionModel, TypeVersionModel } from './domain-model.js';
import type { Conversion, StoredFact } from './step-model.js';
import type { JsonValue, RefType, TypeModel } from './type-model.js';

/** Steps by the newer of the two versions they stand between. */
export interface Evolution {
  readonly messages: ReadonlyMap<MessageVersionModel, VersionSteps>;
  readonly types: ReadonlyMap<TypeVersionModel, VersionSteps>;
  /** Of states that are stored for good. */
  readonly states: ReadonlyMap<StateVersionModel, VersionSteps>;
}

export interface VersionSteps {
  /** From the version before. */
  readonly up: StepPlan;
  /** To the version before; `undefined` where nobody said how, and why stands in `noDown`. */
  readonly down: StepPlan | undefined;
  /** Fields of the older version that nothing gives a value to, sorted; empty where there is a way down. */
  readonly noDown: readonly string[];
}

export interface StepPlan {
  readonly from: number;
  readonly to: number;
  /** `undefined` for `custom: true`: the user's function gives the whole value. */
  readonly value: Expression | undefined;
  /** Paths as written of the values that functions of the user give, sorted; empty for `custom: true`. */
  readonly customPaths: readonly string[];
  /** Whether it, or a step of a type inside it, calls functions of the user. */
  readonly needsCustom: boolean;
  /** Contexts of named types whose functions are called, sorted. */
  readonly customTypes: readonly string[];
  /** Whether it reads what is known of the stored event. */
  readonly usesFacts: boolean;
  /** Paths of the old value that are given up, sorted. */
  readonly lost: readonly string[];
  /** The new value is the old one: same shape, nothing to do. */
  readonly isIdentity: boolean;
}

/** A name for a value within a step; 0 is the old value itself. Numbers are unique within a step. */
export type Variable = number;

/**
 * Properties of a variable, one after the other. Where `mayEnd`, the value before that key may be absent or null, and
 * then so is the result: `old.address?.street`.
 */
export interface Read {
  readonly variable: Variable;
  readonly keys: readonly { readonly name: string; readonly mayEnd: boolean }[];
  /** Type of the value where there is one. */
  readonly type: TypeModel;
  /** Whether it may be absent. Only expressions that say so take such a read. */
  readonly mayBeAbsent: boolean;
}

export type Expression =
  /** The value as it is; shared with the old one, as nobody changes data. */
  | { readonly kind: 'read'; readonly from: Read }
  /** As JSON of `type`. */
  | { readonly kind: 'constant'; readonly value: JsonValue; readonly type: TypeModel }
  /** `type` of the new field. `otherwise` where the fact may be absent. */
  | {
      readonly kind: 'fact';
      readonly fact: StoredFact;
      readonly type: TypeModel;
      readonly otherwise: Expression | undefined;
    }
  /** What the user's function for this path gives. */
  | { readonly kind: 'custom'; readonly path: string; readonly type: TypeModel }
  | ObjectExpression
  /** A new list or map of what each element becomes. */
  | {
      readonly kind: 'each';
      readonly over: 'list' | 'map';
      readonly from: Read;
      readonly as: Variable;
      readonly value: Expression;
    }
  /** `value` where there is something, `otherwise` where it is absent. `from` may be absent, `as` is not. */
  | {
      readonly kind: 'present';
      readonly from: Read;
      readonly as: Variable;
      readonly value: Expression;
      readonly otherwise: Expression;
    }
  /** null where it is null. */
  | { readonly kind: 'nullable'; readonly from: Read; readonly as: Variable; readonly value: Expression }
  /** By equal JSON scalars; without `otherwise` the cases are all there are, `same` passes on what no case names. */
  | {
      readonly kind: 'choose';
      readonly from: Read;
      readonly cases: readonly { readonly when: JsonValue; readonly then: Expression }[];
      readonly otherwise: Expression | 'same' | undefined;
      readonly type: TypeModel;
    }
  /** A partial conversion has an `otherwise`, or is the value of a field that is set `where-converted`. */
  | {
      readonly kind: 'convert';
      readonly from: Read;
      readonly by: Conversion;
      readonly otherwise: Expression | undefined;
      readonly type: TypeModel;
    }
  /** The steps of a named type, one after the other; downwards where `to` is less. */
  | { readonly kind: 'step'; readonly from: Read; readonly type: RefType; readonly to: number }
  /** A tagged union, variant by variant; a variant without a case is passed on. */
  | {
      readonly kind: 'variants';
      readonly from: Read;
      readonly discriminator: string;
      readonly cases: readonly VariantCase[];
      /** Whether every variant of the old union has a case. */
      readonly isComplete: boolean;
    }
  /** An untagged union, member by member; one without a case is passed on. */
  | {
      readonly kind: 'kinds';
      readonly from: Read;
      readonly cases: readonly { readonly json: JsonKind; readonly as: Variable; readonly value: Expression }[];
      readonly isComplete: boolean;
    }
  /** The value in the form of JSON, for a target of type `json`. */
  | { readonly kind: 'json'; readonly from: Read };

export interface VariantCase {
  readonly tag: string;
  /** The variant; where there are `steps`, what they give instead, which has no tag. */
  readonly as: Variable;
  /** Of a variant that is a named type and moves on: run first, one after the other, downwards where `to` is less. */
  readonly steps: { readonly type: RefType; readonly to: number } | undefined;
  /** The whole new variant with its tag. */
  readonly value: Expression;
}

/** How a value looks in memory, for telling the members of an untagged union apart. */
export type JsonKind = 'null' | 'boolean' | 'number' | 'bigint' | 'string' | 'bytes' | 'list' | 'object';

export interface ObjectExpression {
  readonly kind: 'object';
  /** In the order of the new shape; a tag first. */
  readonly fields: readonly FieldExpression[];
  /** Further keys of an open object. */
  readonly extra: ExtraExpression | undefined;
  readonly type: TypeModel;
}

export type FieldExpression =
  | { readonly kind: 'always'; readonly name: string; readonly value: Expression }
  /** Set only where `from` is there. */
  | {
      readonly kind: 'where-present';
      readonly name: string;
      readonly from: Read;
      readonly as: Variable;
      readonly value: Expression;
    }
  /**
   * Set only where the value gives something. Nothing may come from a partial conversion without `otherwise` (which takes an
   * absent `from` then, and may stand inside `nullable`), from a fact that may be absent, and from a function of the user.
   */
  | { readonly kind: 'where-converted'; readonly name: string; readonly value: Expression }
  /** Set only where an extra of this name is there and is a valid value of `type`. */
  | {
      readonly kind: 'adopted';
      readonly name: string;
      readonly from: Read;
      readonly type: TypeModel;
      readonly otherwise: Expression | undefined;
    };

/** Further keys of the new value: each of the old ones, but for those that became fields; none without `from`. */
export interface ExtraExpression {
  readonly from: Read | undefined;
  readonly without: readonly string[];
  readonly as: Variable;
  /** What each becomes. */
  readonly value: Expression;
}
