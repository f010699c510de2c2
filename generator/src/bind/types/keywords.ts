/** Assertion keywords of long forms: which types each fits, which values it takes, which pairs may not cross. */
import type { JsonValue, ScalarName, TypeModel } from '../../model/type-model.js';
import { compareExact } from '../../values/exact-number.js';
import { unresolvedType } from '../../values/unresolved-type.js';

interface KeywordRule {
  readonly fits: (type: TypeModel) => boolean;
  readonly expected: (type: TypeModel) => string;
  readonly accepts: (value: JsonValue, type: TypeModel) => boolean;
}

const hasScalar =
  (...names: readonly ScalarName[]) =>
  (type: TypeModel): boolean =>
    type.kind === 'scalar' && type !== unresolvedType && names.includes(type.scalar);

const isText = hasScalar('string', 'uri', 'email');
const isNumeric = hasScalar('integer', 'number', 'bigint', 'decimal');
const isList = (type: TypeModel): boolean => type.kind === 'list';
const isKeyed = (type: TypeModel): boolean => type.kind === 'map' || type.kind === 'object';

const isCount = (value: JsonValue): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const integerText = /^-?(?:0|[1-9][0-9]*)$/;
const decimalText = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/** Whether `value` is a literal of a numeric type; those of decimal and bigint are texts, which lose nothing. */
function isLiteralOf(value: JsonValue, type: TypeModel): boolean {
  if (type.kind !== 'scalar') return false;
  switch (type.scalar) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'number':
      return Number.isFinite(value);
    case 'bigint':
      return typeof value === 'string' && integerText.test(value);
    case 'decimal':
      return typeof value === 'string' && decimalText.test(value);
    default:
      return false;
  }
}

function expectedLiteral(type: TypeModel): string {
  if (type.kind !== 'scalar') return 'a number';
  if (type.scalar === 'integer') return 'a whole number';
  if (type.scalar === 'bigint') return 'a whole number in quotes';
  return type.scalar === 'decimal' ? 'a decimal number in quotes' : 'a number';
}

const isPositive = (value: JsonValue): boolean => (compareExact(value, 0) ?? 0) > 0;

const count = (fits: KeywordRule['fits']): KeywordRule => ({
  fits,
  expected: () => 'a whole number from 0',
  accepts: isCount,
});

const bound: KeywordRule = { fits: isNumeric, expected: expectedLiteral, accepts: isLiteralOf };

export const keywordRules: ReadonlyMap<string, KeywordRule> = new Map<string, KeywordRule>([
  ['minLength', count(isText)],
  ['maxLength', count(isText)],
  ['pattern', { fits: isText, expected: () => 'a text', accepts: (value) => typeof value === 'string' }],
  ['minimum', bound],
  ['maximum', bound],
  ['exclusiveMinimum', bound],
  ['exclusiveMaximum', bound],
  [
    'multipleOf',
    {
      fits: isNumeric,
      expected: (type) => `${expectedLiteral(type)} above 0`,
      accepts: (value, type) => isLiteralOf(value, type) && isPositive(value),
    },
  ],
  ['minItems', count(isList)],
  ['maxItems', count(isList)],
  ['uniqueItems', { fits: isList, expected: () => 'true or false', accepts: (value) => typeof value === 'boolean' }],
  ['minProperties', count(isKeyed)],
  ['maxProperties', count(isKeyed)],
]);

/** Pairs of which the first may not be above the second; `strict`: nor equal to it. */
export const keywordBounds: readonly { readonly low: string; readonly high: string; readonly strict: boolean }[] = [
  { low: 'minLength', high: 'maxLength', strict: false },
  { low: 'minItems', high: 'maxItems', strict: false },
  { low: 'minProperties', high: 'maxProperties', strict: false },
  { low: 'minimum', high: 'maximum', strict: false },
  { low: 'exclusiveMinimum', high: 'maximum', strict: true },
  { low: 'minimum', high: 'exclusiveMaximum', strict: true },
  { low: 'exclusiveMinimum', high: 'exclusiveMaximum', strict: true },
];

/** Keywords of a long form that are no assertions about values. */
export const modifiers: ReadonlySet<string> = new Set([
  ...['type', 'enum', 'fields', 'list', 'map', 'open', 'nullable', 'wire'],
  ...['personal', 'description', 'deprecated', 'default', 'examples'],
]);
