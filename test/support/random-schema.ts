import fc from 'fast-check';

/** A document of the language as JSON, which is YAML too. */
export interface RandomSchema {
  readonly document: object;
  readonly text: string;
}

const capital = fc.constantFrom('A', 'B', 'Order', 'Customer', 'Shipment', 'LongAndTellingNameOf');
const tail = fc.constantFrom('x', 'Placed', 'Requested', 'WithoutFurtherNotice', 'Line2', 'Q');
const pascalName = fc
  .tuple(capital, tail, fc.nat(99))
  .map(([first, rest, number]) => `${first}${rest}${String(number)}`);

const fieldName = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom('id', 'name', 'amountOfSomething'), fc.nat(30))
      .map(([n, i]) => `${n}${String(i)}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('a-b', "it's", 'class', '1st', 'aVeryLongFieldNameThatSaysExactlyWhatItIsFor', 'näme'),
  },
);

const scalar = fc.constantFrom(
  ...['string', 'boolean', 'integer', 'number', 'bigint', 'decimal', 'uuid', 'email', 'instant', 'bytes', 'json'],
);

const enumeration = fc.record({
  enum: fc.uniqueArray(fc.oneof(fieldName, fc.string({ maxLength: 20 })), { minLength: 1, maxLength: 12 }),
  open: fc.boolean(),
});

/** Types of fields over names of declared types. */
function fieldType(types: readonly string[]): fc.Arbitrary<unknown> {
  const base = types.length === 0 ? scalar : fc.oneof({ weight: 2, arbitrary: scalar }, fc.constantFrom(...types));
  const written = fc.oneof(
    { weight: 5, arbitrary: base },
    { weight: 1, arbitrary: base.map((type) => `list<${type}>`) },
    { weight: 1, arbitrary: base.map((type) => `map<list<${type}>>`) },
    { weight: 1, arbitrary: base.filter((type) => type !== 'json').map((type) => `${type} | null`) },
  );
  const { type } = fc.letrec<{ type: unknown }>((tie) => ({
    type: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      written,
      enumeration,
      fc.record({ type: fc.constant('integer'), minimum: fc.nat(9), default: fc.integer({ min: 10 }) }),
      fc.record({ type: fc.constant('string'), maxLength: fc.nat(9), description: fc.string() }),
      fc.record({ fields: shape(tie('type')), nullable: fc.boolean() }),
      fc.record({ list: fc.record({ fields: shape(tie('type')) }), minItems: fc.nat(3) }),
    ),
  }));
  return type;
}

const shape = (type: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .uniqueArray(fc.tuple(fieldName, fc.boolean(), type), { selector: ([name]) => name, maxLength: 9 })
    .map((fields) =>
      Object.fromEntries(fields.map(([name, optional, value]) => [fieldKey(name, optional, value), value])),
    );

/** Fields with a default are required. */
function fieldKey(name: string, optional: boolean, type: unknown): string {
  return optional && !(typeof type === 'object' && type !== null && 'default' in type) ? `${name}?` : name;
}

/** One context with an aggregate, with types, several versions and long names. All names differ. */
export const randomSchema: fc.Arbitrary<RandomSchema> = fc
  .uniqueArray(pascalName, { minLength: 8, maxLength: 12, selector: (name) => name.toLowerCase() })
  .chain(([aggregate = 'A', ...names]) => {
    const types = names.slice(0, 3);
    const events = names.slice(3, 5);
    const [rejection = 'R', command = 'C'] = names.slice(5);
    const messages = fieldType(types);
    const plain = shape(fieldType([]));
    return fc
      .record({
        types: fc.tuple(plain, shape(fieldType(types.slice(0, 1))), enumeration),
        events: fc.tuple(...events.map(() => fc.tuple(shape(messages), shape(messages)))),
        rejection: shape(messages),
        command: shape(messages),
        style: fc.constantFrom('decider', 'class'),
        description: fc.string({ maxLength: 200 }),
        run: fc.constantFrom('inline', 'async', 'live'),
        row: shape(fieldType(types)),
      })
      .map((parts) => {
        const document = {
          varve: 1,
          context: 'random',
          aggregate,
          description: parts.description,
          style: parts.style,
          id: { randomId: 'uuid' },
          types: Object.fromEntries(types.map((name, index) => [name, declared(parts.types[index])])),
          events: Object.fromEntries(
            events.map((name, index) => [
              name,
              {
                1: fields(parts.events[index]?.[0]),
                2: fields(parts.events[index]?.[1]),
                upcast: { 2: { custom: true } },
              },
            ]),
          ),
          rejections: { [rejection]: fields(parts.rejection) },
          projections: {
            [`${aggregate}Rows`]: {
              description: parts.description,
              on: events,
              run: parts.run,
              key: { key: '$id.randomId' },
              fields: fields(withoutDoubt(parts.row)),
            },
          },
          commands: { [command]: { emits: events, rejects: [rejection], 1: fields(parts.command) } },
        };
        // Versions are written without quotes.
        return { document, text: JSON.stringify(document).replace(/(?<=[{,])"([12])":/g, '$1: ') };
      });
  });

/** In a table null is one thing: what may be null is there. And nobody makes a row without saying all of it. */
const withoutDoubt = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, type]) => {
      const { default: _default, ...rest } = typeof type === 'object' && type !== null ? { ...type } : { default: 0 };
      return [key.replace(/\?$/, ''), typeof type === 'string' ? type : rest];
    }),
  );

/** Under `fields`, so that no field is taken for a keyword. */
const fields = (shape: unknown): unknown => ({ fields: shape });

const declared = (type: unknown): unknown =>
  typeof type === 'object' && type !== null && 'enum' in type ? type : fields(type);
