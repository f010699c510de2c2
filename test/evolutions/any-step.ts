/** Any two shapes with any step between them: most are wrong, and what is not must work. */
import fc from 'fast-check';
import type { DomainModel } from '../../generator/src/model/domain-model.js';
import type { JsonValue, ShapeModel, TypeModel } from '../../generator/src/model/type-model.js';
import { follow } from '../support/memory-values.js';

const scalars = ['string', 'integer', 'number', 'decimal', 'bigint', 'boolean', 'uuid', 'json', 'instant', 'bytes'];
const names = ['a', 'b', 'c', 'd'];

const { type } = fc.letrec<{ type: unknown; shape: unknown }>((tie) => ({
  type: fc
    .tuple(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 5, arbitrary: fc.constantFrom(...scalars).map((scalar) => ({ type: scalar })) },
        { weight: 2, arbitrary: fc.subarray(['x', 'y', 'z'], { minLength: 1 }).map((members) => ({ enum: members })) },
        {
          weight: 1,
          arbitrary: fc.subarray(['x', 'y'], { minLength: 1 }).map((members) => ({ enum: members, open: true })),
        },
        {
          weight: 2,
          arbitrary: fc.constantFrom('N@1', 'N@2', 'U@1', 'U@2', 'R@1', 'R@2').map((ref) => ({ type: ref })),
        },
        {
          weight: 1,
          arbitrary: fc
            .constantFrom('string | integer', 'N@1 | boolean', 'N@2 | string')
            .map((union) => ({ type: union })),
        },
        { weight: 2, arbitrary: tie('type').map((list) => ({ list })) },
        { weight: 1, arbitrary: tie('type').map((map) => ({ map })) },
        { weight: 3, arbitrary: tie('shape') },
      ),
      fc.nat(4),
    )
    .map(([written, nullable]) =>
      nullable === 0 && 'type' in (written as object) && (written as { type: string }).type === 'json'
        ? written
        : nullable === 0
          ? { ...(written as object), nullable: true }
          : written,
    ),
  shape: fc
    .tuple(
      fc.uniqueArray(fc.tuple(fc.constantFrom(...names), fc.boolean(), tie('type')), {
        selector: ([name]) => name,
        maxLength: 3,
      }),
      fc.nat(5),
    )
    .map(([fields, open]) => ({
      fields: Object.fromEntries(fields.map(([name, optional, of]) => [`${name}${optional ? '?' : ''}`, of])),
      ...(open === 0 ? { open: true } : open === 1 ? { open: 'integer' } : {}),
    })),
}));

/** At the top a shape like any other; nullable is none. */
const root = fc
  .tuple(
    fc.uniqueArray(fc.tuple(fc.constantFrom(...names), fc.boolean(), type), {
      selector: ([name]) => name,
      minLength: 1,
      maxLength: 4,
    }),
    fc.nat(6),
  )
  .map(([fields, open]) => ({
    fields: Object.fromEntries(fields.map(([name, optional, of]) => [`${name}${optional ? '?' : ''}`, of])),
    ...(open === 0 ? { open: true } : {}),
  }));

type Root = { readonly fields: Readonly<Record<string, unknown>>; readonly open?: boolean };

/** Few changes are likelier to be right than many. */
const changed = (old: Root): fc.Arbitrary<Root> =>
  fc.oneof(
    { weight: 1, arbitrary: root },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...Object.keys(old.fields)), fc.constantFrom(...names), fc.option(type), fc.boolean())
        .map(([gone, name, other, optional]) => {
          const { [gone]: kept, ...rest } = old.fields;
          const others = Object.fromEntries(Object.entries(rest).filter(([key]) => key.replace('?', '') !== name));
          return { ...old, fields: { ...others, [`${name}${optional ? '?' : ''}`]: other ?? kept } };
        }),
    },
  );

const path = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...names) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names, '*')).map((keys) => keys.join('.')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(...names, '*'), fc.constantFrom(...names, '*'))
      .map((keys) => keys.join('.')),
  },
);

const constant: fc.Arbitrary<JsonValue> = fc.constantFrom<JsonValue>(
  'x',
  'y',
  'text',
  0,
  7,
  '12',
  true,
  null,
  [],
  {},
  ['x'],
  { a: 'x' },
  '2026-01-01T00:00:00Z',
);
const value = fc.oneof(
  { weight: 4, arbitrary: constant },
  { weight: 1, arbitrary: fc.constantFrom('$recordedAt', '$streamVersion', '$metadata.channel') },
);
const few = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(path, of, { minKeys: 1, maxKeys: 2, noNullPrototype: true });

const mapping = fc.oneof(
  fc.dictionary(fc.constantFrom('x', 'y', 'z', '_'), constant, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
  fc.record(
    {
      from: path,
      values: fc.uniqueArray(fc.tuple(fc.constantFrom<JsonValue>(null, true, false, 'x', 7), constant), {
        selector: ([old]) => old,
        minLength: 1,
      }),
      else: constant,
    },
    { requiredKeys: ['values'], noNullPrototype: true },
  ),
);

const conversion = fc.record(
  {
    from: path,
    by: fc.constantFrom(
      'to-string',
      'to-list',
      'first',
      'integer-to-decimal',
      'integer-to-bigint',
      'parse-integer',
      'parse-decimal',
    ),
    else: constant,
  },
  { requiredKeys: ['by'], noNullPrototype: true },
);

const step = fc.record(
  {
    rename: few(path),
    copy: few(path),
    set: few(value),
    fill: few(value),
    drop: fc.uniqueArray(fc.oneof(path, fc.constantFrom('extra', 'extra.a', 'a.extra')), {
      minLength: 1,
      maxLength: 3,
    }),
    map: few(mapping),
    convert: few(conversion),
    adopt: fc.uniqueArray(path, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** Operations by kind: maps of paths, or lists of them. */
export type Operations = Readonly<Record<string, object>>;

export interface AnyStep {
  readonly old: Root;
  readonly next: Root;
  readonly up: Operations;
  readonly down: Operations | undefined;
  /** Chance for whoever mends the step. */
  readonly choices: readonly number[];
}

export const anyStep: fc.Arbitrary<AnyStep> = root.chain((old) =>
  fc.record({
    old: fc.constant<Root>(old),
    next: changed(old),
    up: fc.oneof({ weight: 3, arbitrary: fc.constant<Operations>({}) }, { weight: 1, arbitrary: someOf(step) }),
    down: fc.option(someOf(step), { nil: undefined, freq: 4 }),
    choices: fc.array(fc.nat(999), { minLength: 12, maxLength: 12 }),
  }),
);

function someOf(steps: fc.Arbitrary<Record<string, object | undefined>>): fc.Arbitrary<Operations> {
  return fc.tuple(steps, fc.nat(7)).map(([all, at]) => {
    const entries = Object.entries(all).flatMap(([name, said]) => (said === undefined ? [] : [[name, said] as const]));
    const chosen = entries[at % Math.max(1, entries.length)];
    return chosen === undefined ? {} : { [chosen[0]]: chosen[1] };
  });
}

export const anyTypes = {
  N: {
    1: { a: 'integer' },
    2: { a: 'decimal', 'b?': 'string' },
    upcast: { 2: { convert: { b: { from: 'a', by: 'to-string' } } } },
  },
  V: { 1: { 'c?': 'integer' }, 2: { 'c?': 'bigint' } },
  U: {
    1: { oneOf: { v: 'V@1', w: { fields: { d: 'N@1' } } }, discriminator: 'kind' },
    2: { oneOf: { w: { fields: { d: 'N@2' } }, v: 'V@2' }, discriminator: 'kind' },
  },
  R: {
    1: { 'next?': 'R@1', l: 'list<R@1>' },
    2: { 'next?': 'R@2', l: 'list<R@2>', x: 'integer' },
    upcast: { 2: { set: { x: 1 } } },
  },
};

/** JSON values of a type. */
export function jsonOf(of: TypeModel, model: DomainModel, depth = 3): fc.Arbitrary<JsonValue> {
  const open = follow(of, model);
  const inner = (part: TypeModel): fc.Arbitrary<JsonValue> => jsonOf(part, model, depth - 1);
  const size = depth <= 0 ? 0 : 2;
  switch (open.kind) {
    case 'null':
      return fc.constant(null);
    case 'enum':
      return open.open ? fc.constantFrom(...open.members, 'unheard') : fc.constantFrom(...open.members);
    case 'list':
      return depth <= 0 ? fc.constant([]) : fc.array(inner(open.of), { maxLength: size });
    case 'map':
      if (depth <= 0) return fc.constant({});
      return fc.dictionary(fc.constantFrom('k', 'a'), inner(open.of), { maxKeys: size, noNullPrototype: true });
    case 'object':
      return shapeJson(open.shape, model, depth);
    case 'union':
      return fc.oneof(...open.members.map((member) => jsonOf(member, model, depth)));
    case 'tagged':
      return fc.oneof(
        ...open.variants.map(({ tag, type: variant }) =>
          jsonOf(variant, model, depth).map((fields): JsonValue => ({
            [open.discriminator]: tag,
            ...(fields as object),
          })),
        ),
      );
    case 'scalar':
      return scalarJson(open.scalar);
  }
}

function shapeJson({ fields, open }: ShapeModel, model: DomainModel, depth: number): fc.Arbitrary<JsonValue> {
  const present = fields.filter(({ optional }) => !optional || depth > 0);
  const known = fc.record(
    Object.fromEntries(present.map(({ name, type: of }) => [name, jsonOf(of, model, depth - 1)])),
    { requiredKeys: fields.filter(({ optional }) => !optional).map(({ name }) => name), noNullPrototype: true },
  );
  if (open === undefined) return known;
  const further = fc.dictionary(fc.constantFrom('a', 'b', 'more'), jsonOf(open, model, depth - 1), {
    maxKeys: 2,
    noNullPrototype: true,
  });
  return fc.tuple(further, known).map(([extra, own]) => {
    const free = Object.entries(extra).filter(([name]) => fields.every((field) => field.name !== name));
    return { ...Object.fromEntries(free), ...own };
  });
}

function scalarJson(scalar: string): fc.Arbitrary<JsonValue> {
  switch (scalar) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: -9, max: 9 });
    case 'bigint':
    case 'decimal':
      return fc.constantFrom('0', '12', '-7');
    case 'uuid':
      return fc.constant('6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11');
    case 'instant':
      return fc.constant('2026-01-01T00:00:00Z');
    case 'bytes':
      return fc.constantFrom('', 'AQI=');
    case 'json':
      return fc.constantFrom<JsonValue>('x', 1, null, { a: [1] });
    default:
      return fc.constantFrom('x', '12', '');
  }
}
