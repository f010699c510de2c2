/** Changes of a field's type that lose something, or look at values. */
import { isScalar, mapped, type Operator, pick, replaced, required, textOf } from './change.js';
import { type Json, type JsonObject, scalar, type Type } from './shapes.js';

interface Converted {
  readonly from: readonly string[];
  readonly to: Type;
  readonly by: JsonObject;
  readonly change: (value: Json) => Json;
}

const conversions: readonly Converted[] = [
  { from: ['integer', 'boolean'], to: scalar('string'), by: { by: 'to-string' }, change: textOf },
  {
    from: ['number'],
    to: scalar('decimal'),
    by: { by: 'number-to-decimal', scale: 2, round: 'half-even' },
    change: twoPlaces,
  },
  {
    from: ['integer'],
    to: scalar('instant'),
    by: { by: 'epoch-s-to-instant' },
    change: (value) => instantOf(Number(value) * 1_000),
  },
  {
    from: ['integer'],
    to: scalar('instant'),
    by: { by: 'epoch-ms-to-instant' },
    change: (value) => instantOf(Number(value)),
  },
  { from: ['string'], to: scalar('integer'), by: { by: 'parse-integer', else: -1 }, change: integerOf },
];

function twoPlaces(value: Json): Json {
  const cents = Number(value) * 100;
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function instantOf(milliseconds: number): string {
  // Without zeros at the end.
  return new Date(milliseconds).toISOString().replace(/(?:\.0+|(\.[0-9]*?)0+)Z$/, '$1Z');
}

function integerOf(value: Json): Json {
  return /^-?(?:0|[1-9][0-9]{0,14})$/.test(textOf(value)) && value !== '-0' ? Number(value) : -1;
}

export const convert: Operator = (fields, world) => {
  const [first, ...others] = conversions;
  if (first === undefined) return undefined;
  const { from, to, by, change } = world.random.pick([first, ...others]);
  const field = pick(fields, world, required(isScalar(...from)));
  if (field === undefined) return undefined;
  return {
    kind: `convert-${textOf(by['by'])}`,
    fields: replaced(fields, field, { ...field, type: to }),
    step: { convert: { [field.name]: { from: field.name, ...by } } },
    apply: (old) => mapped(old, field.name, change),
  };
};

export const toList: Operator = (fields, world) => {
  const field = pick(
    fields,
    world,
    required(({ type }) => type.kind === 'scalar' && type.scalar !== 'json'),
  );
  if (field === undefined) return undefined;
  return {
    kind: 'convert-to-list',
    fields: replaced(fields, field, { ...field, type: { kind: 'list', of: field.type } }),
    step: { convert: { [field.name]: { from: field.name, by: 'to-list' } } },
    apply: (old) => mapped(old, field.name, (value) => [value]),
  };
};

export const custom: Operator = (fields, world) => {
  const field = pick(fields, world, required(isScalar('string')));
  if (field === undefined) return undefined;
  const name = world.freshName();
  return {
    kind: 'custom',
    fields: [...fields, { name, optional: false, type: scalar('integer') }],
    step: { custom: [name] },
    custom: { [name]: `old.${field.name}.length` },
    apply: (old) => ({ ...old, [name]: textOf(old[field.name]).length }),
  };
};
