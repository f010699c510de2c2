import type { Place } from '../diagnostics/place.js';

export const scalarNames = [
  'string',
  'boolean',
  'integer',
  'number',
  'bigint',
  'decimal',
  'uuid',
  'uri',
  'email',
  'date',
  'time',
  'duration',
  'timezone',
  'instant',
  'datetime',
  'localDatetime',
  'bytes',
  'json',
] as const;

export type ScalarName = (typeof scalarNames)[number];

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** JSON Schema assertion keywords, as written; they bind writers only and are no part of the frozen shape. Sorted by key. */
export type Constraints = Readonly<Record<string, JsonValue>>;

/** What nearly all types have: one object, so that asking costs nothing. */
export const noConstraints: Constraints = Object.freeze({});

export interface ScalarType {
  readonly kind: 'scalar';
  readonly scalar: ScalarName;
  /** Another form on the wire than the usual one. */
  readonly wire: 'number' | 'epoch-ms' | undefined;
  readonly constraints: Constraints;
}

export interface NullType {
  readonly kind: 'null';
}

export interface EnumType {
  readonly kind: 'enum';
  /** In the order of the source. */
  readonly members: readonly string[];
  /** Unknown strings are accepted too. */
  readonly open: boolean;
}

export interface ListType {
  readonly kind: 'list';
  readonly of: TypeModel;
  readonly constraints: Constraints;
}

export interface MapType {
  readonly kind: 'map';
  readonly of: TypeModel;
  readonly constraints: Constraints;
}

export interface ObjectType {
  readonly kind: 'object';
  readonly shape: ShapeModel;
  readonly constraints: Constraints;
}

/** A version of a named type, wherever it is declared. Recursion goes through refs only. */
export interface RefType {
  readonly kind: 'ref';
  readonly context: string;
  readonly name: string;
  readonly schemaVersion: number;
}

/** Untagged: at most one member has each JSON kind. `T | null` is a union too. At least two members. */
export interface UnionType {
  readonly kind: 'union';
  readonly members: readonly TypeModel[];
}

/** The union adds `discriminator` to each variant's own fields on the wire. */
export interface TaggedType {
  readonly kind: 'tagged';
  readonly discriminator: string;
  readonly variants: readonly TaggedVariant[];
}

export interface TaggedVariant {
  readonly tag: string;
  readonly type: RefType | ObjectType;
}

export type TypeModel =
  ScalarType | NullType | EnumType | ListType | MapType | ObjectType | RefType | UnionType | TaggedType;

export interface FieldModel {
  readonly name: string;
  readonly type: TypeModel;
  /** May be absent. */
  readonly optional: boolean;
  /** Filled in when a message is made and the field is left out; the field is required in data. */
  readonly defaultValue: JsonValue | undefined;
  readonly personal: boolean;
  readonly description: string | undefined;
  readonly deprecated: string | undefined;
  readonly examples: readonly JsonValue[];
  readonly place: Place;
}

export interface ShapeModel {
  /** In the order of the source. */
  readonly fields: readonly FieldModel[];
  /** Type of further keys, which lie in `data.extra`; `undefined` for a closed object. */
  readonly open: TypeModel | undefined;
  readonly description: string | undefined;
  readonly deprecated: string | undefined;
}
