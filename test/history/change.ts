/** What a legal change of a shape is. */
import type { SeededRandom } from '../../runtime/src/testing/contract/seeded-random.js';
import type { Field, Json, JsonObject, Sample, Type } from './shapes.js';

/** What is known of a stored event besides its data. */
export interface Facts {
  readonly recordedAt: string;
  readonly eventId: string;
  readonly streamVersion: number;
  readonly thingId: string;
}

export interface Change {
  readonly kind: string;
  readonly fields: readonly Field[];
  /** The step's YAML; `undefined` where the change is inferred. */
  readonly step: JsonObject | undefined;
  /** Functions of the user by path, as TypeScript of the body's expression over `old`. */
  readonly custom?: Readonly<Record<string, string>>;
  readonly apply: (old: JsonObject, facts: Facts) => JsonObject;
}

export interface World extends Sample {
  readonly random: SeededRandom;
  readonly freshName: () => string;
  /** Types that a new field may have, at their newest version. */
  readonly names: readonly { readonly name: string; readonly schemaVersion: number }[];
  /** What a value of an older version of a type is at its newest one. */
  readonly upcastType: (value: Json, type: Type) => Json;
  /** Stored facts may be used: events only. */
  readonly hasFacts: boolean;
}

export type Operator = (fields: readonly Field[], world: World) => Change | undefined;

export const without = (object: JsonObject, ...keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

export const mapped = (object: JsonObject, key: string, change: (value: Json) => Json): JsonObject => {
  const value = object[key];
  return value === undefined ? object : { ...object, [key]: change(value) };
};

export const replaced = (fields: readonly Field[], old: Field, ...by: readonly Field[]): readonly Field[] =>
  fields.flatMap((field) => (field === old ? by : [field]));

export function pick(fields: readonly Field[], { random }: World, fits: (field: Field) => boolean): Field | undefined {
  const found = fields.filter(fits);
  return found[random.below(Math.max(1, found.length))];
}

export const isScalar =
  (...names: readonly string[]) =>
  ({ type }: Field): boolean =>
    type.kind === 'scalar' && names.includes(type.scalar);

export const required =
  (fits: (field: Field) => boolean) =>
  (field: Field): boolean =>
    !field.optional && fits(field);

/** A JSON scalar as text, without quotes. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value));
