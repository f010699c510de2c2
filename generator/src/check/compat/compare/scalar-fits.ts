/** Which scalars hold all values of which others, on the wire. */
import type { ScalarName, ScalarType } from '../../../model/type-model.js';

const numbers = ['integer', 'number', 'bigint', 'decimal'] as const;

/** Scalars whose values are JSON strings without `wire`. */
export function isTextual({ scalar, wire }: ScalarType): boolean {
  return wire === undefined && !['boolean', 'integer', 'number', 'json'].includes(scalar);
}

/** Texts that are values of another textual scalar, besides `string`, which holds all. */
const texts: Partial<Readonly<Record<ScalarName, readonly ScalarName[]>>> = {
  instant: ['datetime'],
  bigint: ['decimal'],
};

/** Whether every value of `inner` is one of `outer`; constraints aside. */
export function scalarFits(inner: ScalarType, outer: ScalarType): boolean {
  if (outer.scalar === 'json') return true;
  if (inner.scalar === outer.scalar && inner.wire === outer.wire) return true;
  if (isTextual(inner) && isTextual(outer)) {
    return outer.scalar === 'string' || (texts[inner.scalar] ?? []).includes(outer.scalar);
  }
  return numbersFit(formOf(inner), formOf(outer));
}

/** Wire forms that are numbers, by what they hold. */
type NumberForm = 'epoch-ms' | (typeof numbers)[number];

function formOf({ scalar, wire }: ScalarType): NumberForm | undefined {
  if (wire === 'epoch-ms') return 'epoch-ms';
  if (wire === 'number' || scalar === 'integer' || scalar === 'number') return numbers.find((each) => each === scalar);
  return undefined;
}

const holders: Readonly<Record<NumberForm, readonly NumberForm[]>> = {
  'epoch-ms': ['integer', 'number', 'bigint', 'decimal'],
  integer: ['number', 'bigint', 'decimal'],
  number: ['decimal'],
  bigint: ['decimal'],
  decimal: [],
};

function numbersFit(inner: NumberForm | undefined, outer: NumberForm | undefined): boolean {
  return inner !== undefined && outer !== undefined && holders[inner].includes(outer);
}
