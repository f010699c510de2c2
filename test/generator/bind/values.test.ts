import { describe, expect, test } from 'vitest';
import { checkValue } from '../../../generator/src/values/check-value.js';
import type { JsonValue } from '../../../generator/src/model/type-model.js';
import { compareExact, isMultipleOf } from '../../../generator/src/values/exact-number.js';
import { bound, expectFindings, fieldOf, order, typeOf } from './bind-yaml.js';

const nothing = (): undefined => undefined;

const fits = (type: string, value: JsonValue): boolean => checkValue(value, typeOf(type), nothing).length === 0;

describe('values of scalars', () => {
  test.each<[string, readonly JsonValue[], readonly JsonValue[]]>([
    ['string', ['', 'a', '\u0000'], [1, null, true, [], {}]],
    ['boolean', [true, false], ['true', 0, null]],
    ['integer', [0, -1, 9007199254740991], [1.5, '1', 9007199254740992, null]],
    ['number', [0.5, 1e300], ['1', null]],
    ['bigint', ['0', '-12', '9007199254740993'], [1, '01', '1.0', '', '-', '+1']],
    ['decimal', ['0', '12.50', '-0.1'], [12.5, '1e3', '.5', '1.', '01.5', 'NaN']],
    ['{ type: bigint, wire: number }', [1, '9007199254740993'], [1.5, 'x']],
    ['{ type: decimal, wire: number }', [1.5, '0.1'], ['x', null]],
    ['uuid', ['6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11'], ['6f1c0f3e0a514f0e9d5c0f6f8a3d2b11', 'x', '']],
    ['uri', ['https://a.b/c?d#e', 'urn:x:y', 'mailto:a@b'], ['a.b/c', '//a', 'http://a b', '']],
    ['email', ['a@b', 'a+b@c.de'], ['a', '@b', 'a@', 'a b@c', 'a@b@c']],
    [
      'date',
      ['2026-03-31', '2024-02-29', '0001-01-01'],
      ['2026-02-29', '2026-13-01', '2026-00-10', '26-1-1', '2026-03-31T00:00'],
    ],
    ['time', ['14:05:00', '23:59:60', '00:00:00.123'], ['24:00:00', '14:05', '14:60:00', '1:05:00']],
    ['duration', ['P3D', 'PT1H30M', 'P1Y2M3DT4H5M6.7S', 'P2W', '-P1D'], ['P', 'PT', '3D', 'P1H', 'PD', 'P1DT']],
    [
      'timezone',
      ['UTC', 'Europe/Berlin', 'America/Argentina/Ushuaia', 'Etc/GMT+1'],
      ['Berlin!', '', '+01:00', 'Europe/'],
    ],
    [
      'instant',
      ['2026-03-31T14:05:00Z', '2026-03-31T14:05:00.123456Z'],
      ['2026-03-31T14:05:00+00:00', '2026-03-31T14:05Z', '2026-02-30T00:00:00Z', '2026-03-31 14:05:00Z'],
    ],
    ['{ type: instant, wire: epoch-ms }', [0, 1774965900000], ['2026-03-31T14:05:00Z', 1.5]],
    [
      'datetime',
      ['2026-03-31T14:05:00+02:00', '2026-03-31T14:05:00Z'],
      ['2026-03-31T14:05:00', '2026-03-31T14:05:00+2'],
    ],
    ['localDatetime', ['2026-03-31T14:05:00'], ['2026-03-31T14:05:00Z', '2026-03-31']],
    ['bytes', ['', 'QQ==', 'QUI=', 'QUJD'], ['Q', 'QQ', 'QQ=', 'QUJ*', 'QQ== ']],
    ['json', [null, 1, 'a', [], {}, { a: [null] }], []],
  ])('%s', (type, good, bad) => {
    for (const value of good) expect([value, fits(type, value)]).toEqual([value, true]);
    for (const value of bad) expect([value, fits(type, value)]).toEqual([value, false]);
  });
});

describe('assertion keywords', () => {
  test.each<[string, readonly JsonValue[], readonly JsonValue[]]>([
    ['{ type: string, minLength: 2, maxLength: 3 }', ['ab', 'abc', '😀😀'], ['a', 'abcd', '😀']],
    ['{ type: string, pattern: "^[a-z]+$" }', ['a'], ['A', '']],
    ['{ type: string, pattern: "b" }', ['abc'], ['ac']],
    ['{ type: integer, minimum: 1, exclusiveMaximum: 3 }', [1, 2], [0, 3]],
    ['{ type: number, exclusiveMinimum: 1, maximum: 3 }', [1.1, 3], [1, 3.1]],
    ['{ type: number, multipleOf: 0.1 }', [0.3, 1.1, 0, -0.7], [0.35]],
    ['{ type: decimal, minimum: "0.10", multipleOf: "0.05" }', ['0.1', '0.150'], ['0.099', '0.12']],
    ['{ type: bigint, maximum: "9007199254740993" }', ['9007199254740993'], ['9007199254740994']],
    ['{ list: integer, minItems: 1, maxItems: 2, uniqueItems: true }', [[1], [1, 2]], [[], [1, 2, 3], [1, 1]]],
    [
      '{ list: json, uniqueItems: true }',
      [[1, '1', [1]]],
      [
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      ],
    ],
    ['{ map: integer, minProperties: 1, maxProperties: 1 }', [{ a: 1 }], [{}, { a: 1, b: 2 }]],
  ])('%s', (type, good, bad) => {
    for (const value of good) expect([value, fits(type, value)]).toEqual([value, true]);
    for (const value of bad) expect([value, fits(type, value)]).toEqual([value, false]);
  });
});

describe('structures', () => {
  test.each<[string, readonly JsonValue[], readonly JsonValue[]]>([
    ['{ enum: [a, b] }', ['a'], ['c', 1, null]],
    ['{ enum: [a, b], open: true }', ['a', 'c'], [1]],
    ['list<string>', [[], ['a']], [[1], 'a', {}]],
    ['map<string>', [{}, { a: 'b', __proto__x: 'c' }], [{ a: 1 }, [], null]],
    ['string | null', ['a', null], [1, {}]],
    ['string | integer', ['a', 1], [1.5, null]],
    [
      '{ fields: { a: string, "b?": string } }',
      [{ a: 'x' }, { a: 'x', b: 'y' }],
      [{}, { a: 'x', c: 1 }, { a: 'x', b: null }, [], null],
    ],
    ['{ fields: { a: string }, open: integer }', [{ a: 'x', c: 1 }], [{ a: 'x', c: 'y' }]],
    ['{ fields: { toString: string } }', [{ toString: 'x' }], [{}]],
  ])('%s', (type, good, bad) => {
    for (const value of good) expect([value, fits(type, value)]).toEqual([value, true]);
    for (const value of bad) expect([value, fits(type, value)]).toEqual([value, false]);
  });
});

describe('examples and defaults', () => {
  test('are reported where they do not fit, down to the field', () => {
    expectFindings(
      order(`
types: { Line: { fields: { sku: string, quantity: { type: integer, minimum: 1 } } } }
events:
  E:
    1: { lines: "Line[]", channel: { enum: [web, store] }, note?: string }
    examples:
      1:
        - { lines: [{ sku: a, quantity: «0» }, { sku: b, «quantty»: 1 }], channel: «stor» }
        - { lines: [], channel: web, «nte»: x }
`),
      [
        {
          code: 'bind/example-misfit',
          message: 'This example of E version 1 does not fit: lines.0.quantity is below 1.',
        },
        {
          code: 'bind/example-misfit',
          mark: 1,
          message: /lines.1.quantty is no field/,
          help: 'Did you mean quantity?',
        },
        { code: 'bind/example-misfit', mark: 2, message: /channel is none of web, store/, help: 'Did you mean store?' },
        { code: 'bind/example-misfit', mark: 3, help: 'Did you mean note?' },
      ],
    );
  });

  test('lack nothing that is required', () => {
    expectFindings(order('events: { E: { 1: { a: string }, examples: { 1: [«{ }»] } } }'), [
      { code: 'bind/example-misfit', message: 'This example of E version 1 does not fit: it lacks a.' },
    ]);
  });

  test('of a version that does not exist are reported', () => {
    expectFindings(order('events: { E: { 1: {}, examples: { «2»: [{}] } } }'), [
      { code: 'bind/unknown-schema-version' },
    ]);
  });

  test('of commands have the identity among their data', () => {
    const command = (example: string): string =>
      order(`commands: { C: { 1: { a: string }, examples: { 1: [${example}] } } }`);
    bound(command('{ orderId: 6f1c0f3e-0a51-4f0e-9d5c-0f6f8a3d2b11, a: b }'));
    expectFindings(command('«{ a: b }»'), [{ code: 'bind/example-misfit', message: /lacks orderId/ }]);
  });

  test('of fields, of inner types and of named types are checked as well', () => {
    expectFindings(order('events: { E: { 1: { a: { type: integer, examples: [1, «x»] } } } }'), [
      { code: 'bind/example-misfit', message: /example of a does not fit: it must be a whole number/ },
    ]);
    expectFindings(order('events: { E: { 1: { a: { list: { type: integer, examples: [«x»] } } } } }'), [
      { code: 'bind/example-misfit' },
    ]);
    expectFindings(
      order('types: { A: { type: integer, examples: [«x»] }, B: { 1: { a: string }, examples: { 1: [{ a: «1» }] } } }'),
      [{ code: 'bind/example-misfit' }, { code: 'bind/example-misfit', message: /example of B version 1/ }],
    );
    expectFindings(
      order(
        'types: { P: { oneOf: { a: { fields: { x: string } } }, discriminator: k, examples: [{ k: a, x: y }, { k: «b» }, «{ x: y }»] } }',
      ),
      [
        { code: 'bind/example-misfit', message: /k is none of a/ },
        { code: 'bind/example-misfit', message: /lacks k/ },
      ],
    );
  });

  test('long values are cut in messages', () => {
    expectFindings(order(`events: { E: { 1: { a: { type: integer, examples: [«${'x'.repeat(500)}»] } } } }`), [
      { code: 'bind/example-misfit', message: /x{50,60}…\.$/ },
    ]);
  });

  test('a default fits its type, with its constraints', () => {
    expect(fieldOf('{ type: decimal, default: "1.50" }').defaultValue).toBe('1.50');
    expectFindings(order('events: { E: { 1: { a: { type: integer, minimum: 1, default: «0» } } } }'), [
      { code: 'bind/default-misfit', message: 'The default of a does not fit: it is below 1.' },
    ]);
    expectFindings(order('events: { E: { 1: { a: { type: string, default: «null» } } } }'), [
      { code: 'bind/default-misfit' },
    ]);
    expectFindings(order('events: { E: { 1: { a: { enum: [store], default: «stor» } } } }'), [
      { code: 'bind/default-misfit', help: 'Did you mean store?' },
    ]);
  });

  test('a default is for a field that is required', () => {
    expectFindings(order('events: { E: { 1: { a?: { type: string, «default»: x } } } }'), [
      { code: 'bind/default-on-optional' },
    ]);
  });

  test('a default stands under a field only', () => {
    expectFindings(order('events: { E: { 1: { a: { list: { type: string, «default»: x } } } } }'), [
      { code: 'bind/keyword-out-of-place' },
    ]);
    expectFindings(order('types: { A: { type: string, «default»: x } }'), [{ code: 'bind/keyword-out-of-place' }]);
  });
});

test('numbers are compared as they are written', () => {
  expect(compareExact('0.1', '0.10')).toBe(0);
  expect(compareExact('9007199254740993', '9007199254740992')).toBe(1);
  expect(compareExact('-1e-7', '0')).toBe(-1);
  expect(compareExact('1e21', '999999999999999999999')).toBe(1);
  expect(compareExact('x', '1')).toBeUndefined();
  expect(isMultipleOf('0.3', '0.1')).toBe(true);
  expect(isMultipleOf('1', '0')).toBeUndefined();
});
