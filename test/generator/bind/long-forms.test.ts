import { describe, expect, test } from 'vitest';
import { bindDomain } from '../../../generator/src/bind/bind-domain.js';
import type { RawSchema } from '../../../generator/src/validate/raw-schema.js';
import { expectFindings, fieldOf, order, typeOf } from './bind-yaml.js';

const field = (type: string, head = ''): string => order(`${head}events: { E: { 1: { field: ${type} } } }`);
const string = { kind: 'scalar', scalar: 'string', wire: undefined, constraints: {} };

describe('structures', () => {
  test('of long forms', () => {
    expect(typeOf('{ type: string }')).toEqual(string);
    expect(typeOf('{ enum: [web, store] }')).toEqual({ kind: 'enum', members: ['web', 'store'], open: false });
    expect(typeOf('{ enum: [b, a], open: true }')).toEqual({ kind: 'enum', members: ['b', 'a'], open: true });
    expect(typeOf('{ list: string, minItems: 1 }')).toEqual({ kind: 'list', of: string, constraints: { minItems: 1 } });
    expect(typeOf('{ map: { list: string } }')).toMatchObject({ kind: 'map', of: { kind: 'list', of: string } });
    expect(typeOf('{ fields: { a: string }, open: decimal }')).toMatchObject({
      kind: 'object',
      shape: { fields: [{ name: 'a' }], open: { scalar: 'decimal' } },
    });
    expect(typeOf('{ fields: {}, open: true }')).toMatchObject({ shape: { open: { scalar: 'json' } } });
    expect(typeOf('{ fields: {}, open: false }')).toMatchObject({ shape: { open: undefined } });
  });

  test('nullable adds null, once', () => {
    const members = [string, { kind: 'null' }];
    expect(typeOf('{ type: string, nullable: true }')).toEqual({ kind: 'union', members });
    expect(typeOf('{ type: string | null, nullable: true }')).toEqual({ kind: 'union', members });
    expect(typeOf('{ type: string, nullable: false }')).toEqual(string);
    expect(typeOf('{ enum: [a], nullable: true }')).toMatchObject({
      kind: 'union',
      members: [{ kind: 'enum' }, { kind: 'null' }],
    });
  });

  test('what is said about a field is kept', () => {
    expect(
      fieldOf('{ type: email, personal: true, description: Where., deprecated: Use mail., examples: [a@b.c] }'),
    ).toMatchObject({
      personal: true,
      description: 'Where.',
      deprecated: 'Use mail.',
      examples: ['a@b.c'],
      defaultValue: undefined,
      optional: false,
    });
    expect(fieldOf('{ list: { type: email, personal: true } }').personal).toBe(true);
    expect(fieldOf('{ type: string, default: web }').defaultValue).toBe('web');
  });
});

describe('assertion keywords', () => {
  test.each([
    ['{ type: string, minLength: 1, maxLength: 9, pattern: "^a" }', { maxLength: 9, minLength: 1, pattern: '^a' }],
    ['{ type: integer, minimum: 1, maximum: 1 }', { maximum: 1, minimum: 1 }],
    ['{ type: number, exclusiveMinimum: 0.5, multipleOf: 0.1 }', { exclusiveMinimum: 0.5, multipleOf: 0.1 }],
    ['{ type: decimal, minimum: "0.01", maximum: "10" }', { maximum: '10', minimum: '0.01' }],
    ['{ type: bigint, minimum: "-9007199254740993" }', { minimum: '-9007199254740993' }],
    ['{ type: "string[]", minItems: 1, uniqueItems: true }', { minItems: 1, uniqueItems: true }],
    ['{ map: string, maxProperties: 3 }', { maxProperties: 3 }],
    ['{ fields: { a?: string }, minProperties: 1 }', { minProperties: 1 }],
  ])('%s', (type, constraints) => {
    const bound = typeOf(type);
    expect('constraints' in bound ? Object.entries(bound.constraints) : []).toEqual(Object.entries(constraints));
  });

  test('in a union go to the members they fit', () => {
    expect(typeOf('{ type: string | integer | null, maxLength: 3, minimum: 1 }')).toMatchObject({
      members: [{ constraints: { maxLength: 3 } }, { constraints: { minimum: 1 } }, { kind: 'null' }],
    });
  });

  test.each([
    ['{ type: integer, «maxLength»: 3 }', /minimum, maximum/],
    ['{ type: boolean, «minimum»: 1 }', undefined],
    ['{ type: uuid, «pattern»: a }', undefined],
    ['{ type: bytes, «maxLength»: 3 }', undefined],
    ['{ type: string, «minItems»: 1 }', /minLength, maxLength and pattern/],
    ['{ list: string, «maxLength»: 1 }', /minItems/],
    ['{ type: Sku, «maxLength»: 1 }', 'Put it where Sku is declared.'],
    ['{ type: Sku | null, «maxLength»: 1 }', 'Put it where Sku is declared.'],
    ['{ type: string, «mexLength»: 1 }', 'Did you mean maxLength?'],
    ['{ type: string, wire: «number» }', 'It fits bigint and decimal.'],
    ['{ type: decimal, wire: «epoch-ms» }', 'It fits instant.'],
    ['{ type: string, open: «true» }', 'Enums and objects can be open.'],
  ])('%s does not fit', (type, help) => {
    expectFindings(field(type, 'types: { Sku: string }\n'), [
      help === undefined ? { code: 'bind/keyword-misfit' } : { code: 'bind/keyword-misfit', help },
    ]);
  });

  test.each([
    ['{ type: integer, minimum: «1.5» }', 'minimum must be a whole number.'],
    ['{ type: integer, minimum: «"1"» }', 'minimum must be a whole number.'],
    ['{ type: decimal, minimum: «1» }', 'minimum must be a decimal number in quotes.'],
    ['{ type: decimal, minimum: «"1e3"» }', 'minimum must be a decimal number in quotes.'],
    ['{ type: bigint, maximum: «"1.5"» }', 'maximum must be a whole number in quotes.'],
    ['{ type: number, minimum: «"1"» }', 'minimum must be a number.'],
    ['{ type: number, multipleOf: «0» }', 'multipleOf must be a number above 0.'],
    ['{ type: decimal, multipleOf: «"-0.1"» }', 'multipleOf must be a decimal number in quotes above 0.'],
    ['{ type: string, maxLength: «-1» }', 'maxLength must be a whole number from 0.'],
    ['{ type: string, maxLength: «1.5» }', 'maxLength must be a whole number from 0.'],
    ['{ list: string, uniqueItems: «1» }', 'uniqueItems must be true or false.'],
    ['{ type: string, pattern: «1» }', 'pattern must be a text.'],
  ])('%s has no such value', (type, message) => {
    expectFindings(field(type), [{ code: 'bind/keyword-value', message }]);
  });

  test.each([
    ['{ type: integer, minimum: «2», maximum: 1 }'],
    ['{ type: string, minLength: «2», maxLength: 1 }'],
    ['{ list: string, minItems: «2», maxItems: 1 }'],
    ['{ map: string, minProperties: «2», maxProperties: 1 }'],
    ['{ type: number, exclusiveMinimum: «1», maximum: 1 }'],
    ['{ type: number, minimum: «1», exclusiveMaximum: 1 }'],
    ['{ type: decimal, minimum: «"10"», maximum: "9.99" }'],
    ['{ type: bigint, minimum: «"9007199254740993"», maximum: "9007199254740992" }'],
  ])('%s leaves no value', (type) => {
    expectFindings(field(type), [{ code: 'bind/bounds-crossed' }]);
  });

  test.each(['(', '[a', '\\p{Nope}', '(?<a>.)(?<a>.)', '{1}', '\\a', 'a{2,1}'])('the pattern %s is none', (pattern) => {
    expectFindings(field(`{ type: string, pattern: «'${pattern}'» }`), [{ code: 'bind/pattern-invalid' }]);
  });

  test('say nothing about a type that could not be bound', () => {
    expectFindings(field('{ type: «Foo», maxLength: 3, default: 1, examples: [2] }'), [{ code: 'bind/unknown-type' }]);
    expectFindings(field('{ type: «Foo» | integer, maxLength: 3 }'), [{ code: 'bind/unknown-type' }]);
  });

  test('wire is kept where it fits', () => {
    expect(typeOf('{ type: decimal, wire: number }')).toMatchObject({ wire: 'number' });
    expect(typeOf('{ type: instant | null, wire: epoch-ms }')).toMatchObject({ members: [{ wire: 'epoch-ms' }, {}] });
  });
});

test('an enum has each member once', () => {
  expectFindings(field('{ enum: [a, b, «a»] }'), [
    { code: 'bind/enum-member-twice', message: 'The enum has a twice.' },
  ]);
});

describe('untagged unions', () => {
  test.each([
    'string | integer | boolean | null',
    '"string | string[] | Obj"',
    'Obj | Text | null',
    '{ type: instant | string, wire: epoch-ms }',
    'Maybe | integer',
  ])('%s', (type) => {
    const types = 'types: { Obj: { fields: { a: string } }, Text: string, Maybe: "string | null" }\n';
    expect(typeOf(type, types)).toMatchObject({ kind: 'union' });
  });

  test.each([
    ['string | uuid', 'string and uuid are both string in JSON, so that reading cannot tell them apart.'],
    ['integer | number', /both number/],
    ['decimal | string', /both string/],
    ['instant | bytes', /both string/],
    ['Obj | map<string>', 'Obj and map<string> are both object in JSON, so that reading cannot tell them apart.'],
    ['string[] | integer[]', /both array/],
    ['Text | string', /Text and string are both string/],
    ['Maybe | null', /both null/],
    ['null | null', /both null/],
    ['string | null | integer | null', /both null/],
    ['json | null', /json and null are both null/],
    ['string | json', /both string/],
    ['Obj | Pay', /both object/],
  ])('%s cannot be read', (type, message) => {
    const types =
      'types: { Obj: { fields: { a: string } }, Text: string, Maybe: "string | null", Pay: { oneOf: { o: Obj }, discriminator: k } }\n';
    expectFindings(field(`«"${type}"»`, types), [{ code: 'bind/union-ambiguous', message }]);
  });

  test('are found inside lists, maps and other unions', () => {
    expectFindings(field('«list<string | uuid>»'), [{ code: 'bind/union-ambiguous' }]);
    expectFindings(field('{ map: { list: «string | uuid» } }'), [{ code: 'bind/union-ambiguous' }]);
    expectFindings(field('«"null | list<string | uuid>"»'), [{ code: 'bind/union-ambiguous' }]);
  });

  test('are found where nullable says null a second time', () => {
    expectFindings(field('{ type: «json», nullable: true }'), [
      { code: 'bind/union-ambiguous', help: 'json alone takes every value, also null.' },
    ]);
    expectFindings(field('{ type: «Maybe», nullable: true }', 'types: { Maybe: "string | null" }\n'), [
      { code: 'bind/union-ambiguous', help: 'Null is said already; say it once.' },
    ]);
  });

  test('are reported at each place, also when the same text stands there', () => {
    expectFindings(order('events: { E: { 1: { a: «string | uuid», b: «string | uuid» } } }'), [
      { code: 'bind/union-ambiguous' },
      { code: 'bind/union-ambiguous' },
    ]);
  });
});

describe('field names', () => {
  test.each(['a b', 'a-b', '', '1', 'größe', 'constructor', 'toString', 'then', 'class', "x':[1],", '注文'])(
    '%j is exact',
    (name) => {
      expect(fieldNames(`{ ${JSON.stringify(name)}: string }`)).toEqual([name]);
    },
  );

  test('keep the order of the source, also digits', () => {
    expect(fieldNames('{ b: string, 10: string, a: string, 2: string }')).toEqual(['b', '10', 'a', '2']);
  });

  test('end in ? where the field may be absent', () => {
    expect(fieldNames('{ "a?": string, "b??": string }')).toEqual(['a', 'b?']);
  });

  test('stand once, with and without ?', () => {
    expectFindings(order('events: { E: { 1: { a: string, «a?»: string } } }'), [{ code: 'bind/field-twice' }]);
  });

  test('may not be __proto__, wherever it comes from', () => {
    const file = { path: 'a.yaml', text: '' };
    const proto = (name: string): Readonly<Record<string, string>> => Object.fromEntries([[name, 'string']]);
    const types = { A: proto('__proto__'), B: { fields: proto('__proto__?') } };
    const schema: RawSchema = { file, document: { varve: 1, context: 'a', types } };
    const { diagnostics } = bindDomain([schema], { config: { metadata: {} }, standard: new Map() });
    expect(diagnostics.map(({ code }) => code)).toEqual(['bind/field-name-not-usable', 'bind/field-name-not-usable']);
  });

  test('that objects inherit are refused where the field may be absent', () => {
    expectFindings(order('events: { E: { 1: { «constructor?»: string, «toString?»: string } } }'), [
      { code: 'bind/field-name-not-usable' },
      { code: 'bind/field-name-not-usable' },
    ]);
  });

  test('may not be extra in an open object, whose further keys lie there', () => {
    const refused = { code: 'bind/field-name-not-usable', message: /extra/ };
    expectFindings(order('events: { E: { 1: { fields: { «extra»: string }, open: true } } }'), [refused]);
    expectFindings(order('events: { E: { 1: { a: { fields: { «extra?»: string }, open: string } } } }'), [refused]);
    // In a closed one it is a field like any other.
    expect(fieldNames('{ extra: string }')).toEqual(['extra']);
  });

  function fieldNames(fields: string): readonly string[] {
    const type = typeOf(`{ fields: ${fields} }`);
    return type.kind === 'object' ? type.shape.fields.map(({ name }) => name) : [];
  }
});
