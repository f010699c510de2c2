import type { BrandableScalar, GeneratorConfig } from '../../config/generator-config.js';
import type { ScalarName, ScalarType } from '../../model/type-model.js';
import type { DoorType, DoorValue } from '../names/runtime-door.js';

export type JsonKind = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

/** How a scalar looks in TypeScript and on the wire. */
export interface ScalarForm {
  /** Type in memory: one of the language, or a brand of the door. */
  readonly type: 'string' | 'number' | 'boolean' | 'bigint' | 'Uint8Array' | { readonly door: DoorType };
  /** A brand that a maker puts on a plain string after checking it. */
  readonly takesString: boolean;
  readonly shape: DoorValue;
  /** `undefined` for any. */
  readonly jsonKind: JsonKind | undefined;
}

interface Brand {
  readonly type: DoorType;
  readonly shape: DoorValue;
}

const brands: Readonly<Record<BrandableScalar, Brand>> = {
  uuid: { type: 'Uuid', shape: 'brandedUuid' },
  uri: { type: 'Uri', shape: 'brandedUri' },
  email: { type: 'Email', shape: 'brandedEmail' },
  date: { type: 'IsoDate', shape: 'brandedDate' },
  time: { type: 'IsoTime', shape: 'brandedTime' },
  duration: { type: 'IsoDuration', shape: 'brandedDuration' },
  timezone: { type: 'Timezone', shape: 'brandedTimezone' },
  instant: { type: 'Instant', shape: 'brandedInstant' },
  datetime: { type: 'OffsetDateTime', shape: 'brandedDatetime' },
  localDatetime: { type: 'LocalDateTime', shape: 'brandedLocalDatetime' },
};

const forms: Readonly<Record<ScalarName, Pick<ScalarForm, 'type' | 'shape' | 'jsonKind'>>> = {
  string: { type: 'string', shape: 'text', jsonKind: 'string' },
  boolean: { type: 'boolean', shape: 'boolean', jsonKind: 'boolean' },
  integer: { type: 'number', shape: 'integer', jsonKind: 'number' },
  number: { type: 'number', shape: 'number', jsonKind: 'number' },
  bigint: { type: 'bigint', shape: 'bigint', jsonKind: 'string' },
  decimal: { type: { door: 'Decimal' }, shape: 'decimal', jsonKind: 'string' },
  uuid: { type: 'string', shape: 'uuid', jsonKind: 'string' },
  uri: { type: 'string', shape: 'uri', jsonKind: 'string' },
  email: { type: 'string', shape: 'email', jsonKind: 'string' },
  date: { type: 'string', shape: 'date', jsonKind: 'string' },
  time: { type: 'string', shape: 'time', jsonKind: 'string' },
  duration: { type: 'string', shape: 'duration', jsonKind: 'string' },
  timezone: { type: 'string', shape: 'timezone', jsonKind: 'string' },
  instant: { type: 'string', shape: 'instant', jsonKind: 'string' },
  datetime: { type: 'string', shape: 'datetime', jsonKind: 'string' },
  localDatetime: { type: 'string', shape: 'localDatetime', jsonKind: 'string' },
  bytes: { type: 'Uint8Array', shape: 'bytes', jsonKind: 'string' },
  json: { type: { door: 'JsonValue' }, shape: 'json', jsonKind: undefined },
};

/** Shapes of scalars that are numbers in JSON; bind lets `wire` stand on these only. */
const numberOnWire: Partial<Readonly<Record<ScalarName, DoorValue>>> = {
  bigint: 'bigintNumber',
  decimal: 'decimalNumber',
  instant: 'instantEpochMs',
};

const isBrandable = (scalar: ScalarName): scalar is BrandableScalar => Object.hasOwn(brands, scalar);

/** Whether values of the scalar carry a brand in data. */
export function isBranded(scalar: ScalarName, scalars: GeneratorConfig['scalars']): boolean {
  return scalar === 'decimal' || (isBrandable(scalar) && scalars[scalar] === 'branded');
}

/** What becomes of a scalar without a brand of the configuration's and without `wire`: one object each, for nearly all. */
const plainForms = new Map<ScalarName, ScalarForm>();

function plainForm(scalar: ScalarName): ScalarForm {
  const known = plainForms.get(scalar);
  if (known !== undefined) return known;
  const form = { ...forms[scalar], takesString: scalar === 'decimal' };
  plainForms.set(scalar, form);
  return form;
}

export function scalarForm({ scalar, wire }: ScalarType, scalars: GeneratorConfig['scalars']): ScalarForm {
  const branded = isBrandable(scalar) && scalars[scalar] === 'branded' ? brands[scalar] : undefined;
  if (branded === undefined && wire === undefined) return plainForm(scalar);
  const form = { ...forms[scalar], ...(branded === undefined ? {} : { ...branded, type: { door: branded.type } }) };
  const takesString = isBranded(scalar, scalars);
  if (wire === undefined) return { ...form, takesString };
  const shape = numberOnWire[scalar] ?? form.shape;
  if (branded !== undefined && scalar === 'instant')
    return { ...form, takesString, shape: 'brandedInstantEpochMs', jsonKind: 'number' };
  return { ...form, takesString, shape, jsonKind: 'number' };
}
