import { operationsOfRecord } from './record-operations.js';
import type { DefaultedField, Operations, OptionalField, Shape } from './shape.js';

/** The shape that a field of `T` must be given: required, optional or with a default, as `T` and its `Input` say. */
export type FieldOf<T, Input, Key extends keyof T> =
  {} extends Pick<T, Key>
    ? OptionalField<Exclude<T[Key], undefined>, Key extends keyof Input ? Exclude<Input[Key], undefined> : never>
    : Key extends keyof Input
      ? {} extends Pick<Input, Key>
        ? DefaultedField<T[Key], Exclude<Input[Key], undefined>>
        : Shape<T[Key], Input[Key]>
      : never;

/** Every field of `T`, none forgotten and none more. */
export type FieldsOf<T, Input> = { readonly [Key in keyof T]-?: FieldOf<T, Input, Key> };

/** Type of an object that keeps further keys in `extra`. */
export interface Extended<Extra> {
  readonly extra: Readonly<Record<string, Extra>>;
}

/** The field may be absent. Absent is neither `undefined` nor null: both are refused. */
/* @__NO_SIDE_EFFECTS__ */
export function optional<T, Input = T>(shape: Shape<T, Input>): OptionalField<T, Input> {
  const operations: Operations = shape;
  return { ...operations, presence: 'optional' };
}

/** The field is always there; a maker fills in a copy of `value` where it is left out. Reading never does. */
/* @__NO_SIDE_EFFECTS__ */
export function withDefault<T, Input = T>(shape: Shape<T, Input>, value: NoInfer<Input>): DefaultedField<T, Input> {
  const operations: Operations = shape;
  return { ...operations, presence: { value } };
}

/** An object with exactly these fields. */
/* @__NO_SIDE_EFFECTS__ */
export function record<T extends object, Input extends object = T>(
  fields: FieldsOf<NoInfer<T>, NoInfer<Input>>,
): Shape<T, Input>;
export function record(fields: Readonly<Record<string, Operations>>): Operations {
  return operationsOfRecord({ fields, extra: undefined });
}

/** An object with these fields, whose further keys lie in `data.extra` and beside the fields in JSON. */
/* @__NO_SIDE_EFFECTS__ */
export function openRecord<T extends Extended<unknown>, Input extends Partial<Extended<unknown>> = T>(
  fields: FieldsOf<Omit<NoInfer<T>, 'extra'>, Omit<NoInfer<Input>, 'extra'>>,
  extra: Shape<NoInfer<T>['extra'][string], never>,
): Shape<T, Input>;
export function openRecord(fields: Readonly<Record<string, Operations>>, extra: Operations): Operations {
  return operationsOfRecord({ fields, extra });
}
