import type { JsonValue } from '../model/type-model.js';
import { isConfig, isDocument } from './generated/meta-schemas.js';
import type { RawConfig } from './raw-config.js';
import type { RawDocument } from './raw-schema.js';
import type { SchemaError } from './shape-error.js';

/** A compiled meta-schema. What it accepts has the type that mirrors it; this is the boundary where that is said. */
export interface Validator<T> {
  (value: unknown): value is T;
  /** Of the last call. */
  readonly errors?: readonly SchemaError[] | null;
}

/** A value whose shape is known, or why it is not. */
export type Judged<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errors: readonly SchemaError[] };

export function judgeDocument(value: JsonValue): Judged<RawDocument> {
  return judge(value, isDocument);
}

export function judgeConfig(value: JsonValue): Judged<RawConfig> {
  return judge(value, isConfig);
}

function judge<T>(value: unknown, validator: Validator<T>): Judged<T> {
  return validator(value) ? { ok: true, value } : { ok: false, errors: validator.errors ?? [] };
}
