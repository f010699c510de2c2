import { describe, expect, test } from 'vitest';
import type { NamedTypeModel } from '../../../generator/src/model/domain-model.js';
import { bound, expectFindings, order, ordering } from './bind-yaml.js';

function typeNamed(types: string, name: string): NamedTypeModel {
  const found = bound(ordering(`types: { ${types} }`)).contexts[0]?.types.find((type) => type.name === name);
  if (found === undefined) throw new Error('The type is gone.');
  return found;
}

describe('a named type', () => {
  test.each([
    ['A: string', { kind: 'scalar', scalar: 'string' }],
    ['A: "string[]"', { kind: 'list' }],
    ['A: { enum: [a] }', { kind: 'enum' }],
    ['A: { type: string, maxLength: 3 }', { kind: 'scalar', constraints: { maxLength: 3 } }],
    ['A: { list: string }', { kind: 'list' }],
    ['A: { fields: { a: string } }', { kind: 'object', shape: { fields: [{ name: 'a' }] } }],
    [
      'A: { a: string, description: string }',
      { kind: 'object', shape: { fields: [{ name: 'a' }, { name: 'description' }] } },
    ],
    ['A: { 1: string }', { kind: 'scalar' }],
    ['A: { 1: { enum: [a] } }', { kind: 'enum' }],
    ['A: { 1: { list: string, minItems: 1 } }', { kind: 'list', constraints: { minItems: 1 } }],
    ['A: { 1: { a: string } }', { kind: 'object' }],
    ['A: { 1: { fields: { a: string }, open: true } }', { kind: 'object', shape: { open: { scalar: 'json' } } }],
  ])('%s', (types, expected) => {
    const type = typeNamed(types, 'A');
    expect(type.versions[0].type).toMatchObject(expected);
    expect([type.versioned, type.versions[0].schemaVersion]).toEqual([types.includes('1:'), 1]);
  });

  test('keeps what is said about it', () => {
    const type = typeNamed(
      'A: { type: email, description: Where., deprecated: Use B., personal: true, examples: [a@b] }',
      'A',
    );
    expect(type).toMatchObject({ description: 'Where.', deprecated: 'Use B.' });
    expect(type.versions[0]).toMatchObject({ personal: true, examples: ['a@b'] });
    expect(typeNamed('A: { a: string, description: string }', 'A').description).toBeUndefined();
    expect(typeNamed('A: { description: Old., 1: { a: string } }', 'A').description).toBe('Old.');
  });

  test('has versions without gaps', () => {
    expectFindings(order('types: { A: { «2»: { a: string } }, B: { 1: string, 2: string, «4»: string, 7: string } }'), [
      { code: 'bind/schema-version-gap', message: 'A has the versions 2; 1 is missing.' },
      { code: 'bind/schema-version-gap', message: 'B has the versions 1, 2, 4 and 7; 3 is missing.' },
    ]);
  });

  test('whose versions are broken makes no further trouble where it is used', () => {
    const events = 'events: { E: { 1: { a: A@2, b: "B | null" }, examples: { 1: [{ a: 1, b: { x: 2 } }] } } }';
    expectFindings(order(`types: { A: { «2»: { a: string } }, B: { x: «Foo» } }\n${events}`), [
      { code: 'bind/schema-version-gap' },
      { code: 'bind/unknown-type' },
    ]);
  });
});

describe('a tagged union', () => {
  const parts = 'Card: { last4: string }, Transfer: { fields: { iban: string } }, Text: string, Same: Card';

  test('keeps its variants in the order of the source', () => {
    const type = typeNamed(
      `${parts}, P: { oneOf: { transfer: Transfer, card: Card@1, 1: Same, other: { fields: { x: string } } }, discriminator: kind }`,
      'P',
    );
    expect(type.versions[0].type).toMatchObject({
      kind: 'tagged',
      discriminator: 'kind',
      variants: [
        { tag: 'transfer', type: { kind: 'ref', name: 'Transfer' } },
        { tag: 'card', type: { kind: 'ref', name: 'Card' } },
        { tag: '1', type: { kind: 'ref', name: 'Same' } },
        { tag: 'other', type: { kind: 'object' } },
      ],
    });
  });

  test.each([
    ['{ text: «Text» }', /text is string/],
    ['{ text: «string» }', /text is string/],
    ['{ list: «"Card[]"» }', /list is list<Card>/],
    ['{ maybe: «Card | null» }', /Card \| null/],
    ['{ any: «json» }', /json/],
    ['{ map: «map<string>» }', /map<string>/],
    ['{ one: «{ enum: [a] }» }', /an enum/],
  ])('of %s has a variant that is no object', (oneOf, message) => {
    expectFindings(ordering(`types: { ${parts}, P: { oneOf: ${oneOf}, discriminator: kind } }`), [
      { code: 'bind/variant-no-object', message },
    ]);
  });

  test('may be versioned, and may not be a variant itself', () => {
    expectFindings(
      ordering(
        `types: { ${parts}, P: { 1: { oneOf: { a: Card }, discriminator: k } }, Q: { oneOf: { p: «P» }, discriminator: q } }`,
      ),
      [{ code: 'bind/variant-no-object', message: /a union/ }],
    );
  });

  test('adds its tag itself', () => {
    expectFindings(
      ordering(
        'types: { A: { «kind»: string }, B: A, P: { oneOf: { a: «A», b: «B», c: «{ fields: { «kind?»: string } }» }, discriminator: kind } }',
      ),
      [
        { code: 'bind/discriminator-redeclared', mark: 1, related: [0] },
        { code: 'bind/discriminator-redeclared', mark: 2, related: [0] },
        { code: 'bind/discriminator-redeclared', mark: 3, related: [4] },
      ],
    );
  });

  test('says nothing about a variant that could not be bound', () => {
    expectFindings(ordering('types: { P: { oneOf: { a: «Foo» }, discriminator: kind } }'), [
      { code: 'bind/unknown-type' },
    ]);
  });
});

describe('a type that holds itself', () => {
  test.each([
    'A: { a?: A }',
    'A: { a: "A | null" }',
    'A: { a: { type: A, nullable: true } }',
    'A: { a: "A[]" }',
    'A: { a: map<A> }',
    'A: "A[]"',
    'A: { list: { fields: { a: A } } }',
    'A: { b: B }, B: { c?: C }, C: { a: A }',
    'A: { fields: {}, open: A }',
    'A: { a: { fields: { b: { fields: { c?: A } } } } }',
    'Sum: { left: Expr, right: Expr }, Num: { value: number }, Expr: { oneOf: { sum: Sum, num: Num }, discriminator: op }',
    'A: { 1: { a: string }, 2: { before: A@1 } }',
    'A: { b: "string | B" }, B: { a: A }',
  ])('comes to an end: %s', (types) => {
    expect(bound(ordering(`types: { ${types} }`)).contexts[0]?.types.length).toBeGreaterThan(0);
  });

  test.each([
    ['«A»: { a: A }', 'A@1 → A@1'],
    ['«A»: { b: B }, B: { a: A }', 'A@1 → B@1 → A@1'],
    ['B: { a: A }, «A»: { b: B }', 'A@1 → B@1 → A@1'],
    ['«A»: { b: { fields: { c: A } } }', 'A@1 → A@1'],
    ['«A»: A', 'A@1 → A@1'],
    ['«A»: B, B: A', 'A@1 → B@1 → A@1'],
    ['«A»: "B | null", B: A', 'A@1 → B@1 → A@1'],
    ['«A»: { 1: { a: string }, «2»: { a: A@2 } }', 'A@2 → A@2'],
    ['Sum: { e: Expr }, «Expr»: { oneOf: { sum: Sum }, discriminator: op }', 'Expr@1 → Sum@1 → Expr@1'],
  ])('has no end: %s', (types, path) => {
    const mark = types.includes('«2»') ? 1 : 0;
    expectFindings(ordering(`types: { ${types} }`), [
      { code: 'bind/endless-type', mark, message: new RegExp(`: ${path}\\.$`) },
    ]);
  });

  test('is reported once a circle, and nothing that leads into it', () => {
    expectFindings(ordering('types: { «A»: { b: B }, B: { a: A }, C: { a: A }, «D»: { d: D }, E: { c: C, d: D } }'), [
      { code: 'bind/endless-type' },
      { code: 'bind/endless-type' },
    ]);
  });

  test('stops nothing that follows references', () => {
    expectFindings(
      order(
        'types: { «A»: A, P: { oneOf: { a: A }, discriminator: k } }\nevents: { E: { 1: { a: "A | string" }, examples: { 1: [{ a: x }] } } }',
      ),
      [{ code: 'bind/endless-type' }],
    );
  });
});
