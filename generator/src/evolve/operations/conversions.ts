/** The conversions there are, with the types on both their ends. */
import type { DomainModel } from '../../model/domain-model.js';
import type { Conversion } from '../../model/step-model.js';
import { noConstraints, type ScalarName, type ScalarType, type TypeModel } from '../../model/type-model.js';
import { nameless, type NamelessType } from '../shapes/open-type.js';

type ConversionName = Conversion['name'];

interface Ends {
  readonly from: readonly ScalarName[] | 'any' | 'list' | 'text-like';
  readonly to: ScalarName | 'list' | 'element';
  readonly partial?: true;
}

const ends: Readonly<Record<ConversionName, Ends>> = {
  'to-string': { from: 'text-like', to: 'string' },
  'to-list': { from: 'any', to: 'list' },
  'integer-to-number': { from: ['integer'], to: 'number' },
  'integer-to-decimal': { from: ['integer'], to: 'decimal' },
  'integer-to-bigint': { from: ['integer'], to: 'bigint' },
  'number-to-decimal': { from: ['number', 'integer'], to: 'decimal' },
  'minor-units': { from: ['decimal', 'number', 'integer'], to: 'integer' },
  'from-minor-units': { from: ['integer', 'bigint'], to: 'decimal' },
  'epoch-ms-to-instant': { from: ['integer', 'number'], to: 'instant' },
  'epoch-s-to-instant': { from: ['integer', 'number'], to: 'instant' },
  'date-to-instant': { from: ['date'], to: 'instant' },
  'parse-integer': { from: ['string'], to: 'integer', partial: true },
  'parse-number': { from: ['string'], to: 'number', partial: true },
  'parse-decimal': { from: ['string'], to: 'decimal', partial: true },
  'parse-instant': { from: ['string'], to: 'instant', partial: true },
  first: { from: 'list', to: 'element', partial: true },
};

/** May give nothing. */
export const isPartial = ({ name }: Conversion): boolean => ends[name].partial === true;

/** Whether a conversion takes values of a type, none of which is null. */
export function accepts({ name }: Conversion, type: NamelessType): boolean {
  const { from } = ends[name];
  if (from === 'any') return true;
  if (from === 'list') return type.kind === 'list';
  if (from === 'text-like') return type.kind === 'enum' || (type.kind === 'scalar' && !noText.has(type.scalar));
  return type.kind === 'scalar' && from.includes(type.scalar);
}

const noText: ReadonlySet<ScalarName> = new Set(['bytes', 'json']);

/** To stand behind `takes`. */
export function acceptedWords({ name }: Conversion): string {
  const { from } = ends[name];
  if (from === 'any') return 'anything';
  if (from === 'list') return 'a list';
  return from === 'text-like' ? 'any scalar but bytes and json' : from.join(' or ');
}

export function resultOf({ name }: Conversion, from: TypeModel, model: DomainModel): TypeModel {
  const { to } = ends[name];
  if (to === 'list') return { kind: 'list', of: from, constraints: noConstraints };
  if (to !== 'element') return scalar(to);
  const list = nameless(from, model);
  return list.kind === 'list' ? list.of : from;
}

const scalar = (name: ScalarName): ScalarType => ({
  kind: 'scalar',
  scalar: name,
  wire: undefined,
  constraints: noConstraints,
});
