/**
 * What the meta-schema guarantees about a document: shape only. Names are not resolved, type strings not parsed,
 * version keys not ordered. Everything here is JSON; places are keys from the root.
 */
import type { SourceFile } from '../diagnostics/place.js';
import type { Conversion, Rounding } from '../model/step-model.js';
import type { JsonValue } from '../model/type-model.js';

export interface RawSchema {
  readonly file: SourceFile;
  readonly document: RawDocument;
  /**
   * Keys in the order of the source, for the mappings whose own order JavaScript changes because some keys are digits.
   * A mapping that is not in here is in order.
   */
  readonly keyOrder?: ReadonlyMap<object, readonly string[]>;
}

export interface RawDocument {
  readonly varve: 1;
  readonly context: string;
  readonly imports?: readonly string[];
  readonly aggregate?: string;
  readonly description?: string;
  readonly id?: Readonly<Record<string, RawFieldType>>;
  readonly style?: 'decider' | 'class' | 'log';
  readonly persistence?: 'events' | 'state';
  readonly category?: string;
  readonly subject?: string | Readonly<Record<string, string>>;
  readonly snapshot?: { readonly every?: number; readonly revision?: number };
  readonly facts?: boolean;
  readonly types?: Readonly<Record<string, RawNamedType>>;
  readonly events?: Readonly<Record<string, RawEvent>>;
  readonly rejections?: Readonly<Record<string, RawShape>>;
  readonly commands?: Readonly<Record<string, RawCommand>>;
  readonly state?: RawState;
  readonly states?: RawStates;
  readonly projections?: Readonly<Record<string, RawProjection>>;
  readonly processes?: Readonly<Record<string, RawProcess>>;
}

/** To the right of a field name: a type string or a long form. */
export type RawFieldType = string | RawLongForm;

/** Exactly one of `type`, `enum`, `fields`, `list`, `map`; the rest are modifiers and JSON Schema assertion keywords. */
export interface RawLongForm {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly fields?: Readonly<Record<string, RawFieldType>>;
  readonly list?: RawFieldType;
  readonly map?: RawFieldType;
  readonly open?: boolean | RawFieldType;
  readonly nullable?: boolean;
  readonly wire?: 'number' | 'epoch-ms';
  readonly personal?: boolean;
  readonly description?: string;
  readonly deprecated?: string;
  readonly default?: JsonValue;
  readonly examples?: readonly JsonValue[];
  readonly [assertionKeyword: string]: JsonValue | RawFieldType | undefined;
}

/**
 * A map of fields, none of them named `type`, `enum`, `oneOf` or `fields`; or a descriptor, when `fields` holds a map, `like`
 * a number, `without` a list or `open` a boolean.
 */
export type RawShape = Readonly<Record<string, RawFieldType>> | RawShapeDescriptor;

export interface RawShapeDescriptor {
  readonly fields?: Readonly<Record<string, RawFieldType>>;
  readonly like?: number;
  readonly without?: readonly string[];
  readonly open?: boolean | RawFieldType;
  readonly description?: string;
  readonly deprecated?: string;
}

/** Keys of digits are versions. */
export interface RawVersioned<T> {
  readonly [schemaVersion: `${number}`]: T;
}

/** Steps by the newer of the two versions they stand between. */
export interface RawDeclaredSteps {
  readonly upcast?: Readonly<Record<string, RawStep>>;
  readonly downcast?: Readonly<Record<string, RawStep>>;
}

/** Paths are not taken apart, values not looked at. */
export interface RawStep {
  /** Old path: new path; so in `copy`. */
  readonly rename?: Readonly<Record<string, string>>;
  readonly copy?: Readonly<Record<string, string>>;
  /** By new path; so in `fill`, `map` and `convert`. */
  readonly set?: Readonly<Record<string, JsonValue>>;
  readonly fill?: Readonly<Record<string, JsonValue>>;
  readonly drop?: readonly string[];
  readonly map?: Readonly<Record<string, RawMapping>>;
  readonly convert?: Readonly<Record<string, RawConversion>>;
  readonly adopt?: readonly string[];
  readonly custom?: true | readonly string[];
  /** Downcasts only. */
  readonly lossy?: readonly string[];
}

/** The long form when `values` holds a list; otherwise old texts and new values. */
export type RawMapping = Readonly<Record<string, JsonValue>> | RawLongMapping;

export interface RawLongMapping {
  readonly from?: string;
  readonly values: readonly (readonly [JsonValue, JsonValue])[];
  readonly else?: JsonValue;
}

export interface RawConversion {
  readonly from?: string;
  readonly by: Conversion['name'];
  readonly scale?: number;
  readonly round?: Rounding;
  readonly zone?: string;
  readonly else?: JsonValue;
}

export interface RawUnion {
  readonly oneOf: Readonly<Record<string, RawFieldType>>;
  readonly discriminator: string;
  readonly description?: string;
  readonly deprecated?: string;
  readonly examples?: readonly JsonValue[];
}

/**
 * Told apart in this order: a text; `oneOf`: a union; a key of digits: versions; one of `type`, `enum`, `fields`, `list`,
 * `map`: a long form; anything else: a map of fields. A single version is told apart in the same order, but there `fields`
 * makes the descriptor of a shape.
 */
export type RawNamedType = RawFieldType | RawShape | RawUnion | RawVersionedType;

export interface RawVersionedType extends RawVersioned<RawShape | RawFieldType | RawUnion>, RawDeclaredSteps {
  readonly description?: string;
  readonly deprecated?: string;
  readonly examples?: Readonly<Record<string, readonly JsonValue[]>>;
}

export interface RawEvent extends RawVersioned<RawShape>, RawDeclaredSteps {
  readonly description?: string;
  readonly deprecated?: string;
  readonly stored?: string;
  readonly aliases?: readonly (string | RawAlias)[];
  readonly retired?: string;
  readonly ignored?: string;
  /** Events with their versions, as in `Withdrawn@1`. */
  readonly becomes?: readonly string[];
  readonly examples?: Readonly<Record<string, readonly JsonValue[]>>;
}

export interface RawAlias {
  readonly name: string;
  readonly versions?: Readonly<Record<string, number>>;
  readonly unversioned?: number;
}

export interface RawCommand extends RawVersioned<RawShape>, RawDeclaredSteps {
  readonly description?: string;
  readonly deprecated?: string;
  readonly expects?: 'new' | 'existing' | 'any';
  readonly emits?: readonly string[];
  readonly rejects?: readonly string[];
  readonly examples?: Readonly<Record<string, readonly JsonValue[]>>;
}

export interface RawState extends RawVersioned<RawShape>, RawDeclaredSteps {
  readonly description?: string;
}

/** Each version maps state names to shapes. */
export interface RawStates extends RawVersioned<Readonly<Record<string, RawShape>>>, RawDeclaredSteps {
  readonly description?: string;
  readonly tag: string;
  readonly initial: string;
  readonly transitions?: Readonly<Record<string, readonly string[]>>;
}

export interface RawProjection {
  readonly description?: string;
  /** Events of this context by their local name, those of others with their context. */
  readonly on: readonly string[];
  readonly run?: 'inline' | 'async' | 'live';
  /** By column: a field, or `$id.<part>`; a map by event where they differ. */
  readonly key: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly fields: RawShape;
  readonly indexes?: readonly (readonly string[])[];
  readonly revision?: number;
  readonly errors?: { readonly retry?: number; readonly then?: 'stop' | 'skip' | 'park' };
}

export interface RawProcess {
  readonly description?: string;
  /** By event, where the id is: a field, or `$id.<part>`. */
  readonly correlate: Readonly<Record<string, string>>;
  readonly starts: readonly string[];
  /** Events, and `<Command>/<Rejection>`. */
  readonly on?: readonly string[];
  readonly ends?: readonly string[];
  readonly sends?: readonly string[];
  readonly timeouts?: Readonly<Record<string, RawTimeout>>;
  readonly state: RawState;
  readonly errors?: { readonly retry?: number; readonly then?: 'stop' | 'skip' | 'park' };
  readonly within?: string;
}

export interface RawTimeout {
  readonly description?: string;
  readonly after?: string;
  readonly at?: string;
}
