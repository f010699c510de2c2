import { describe, expect, test } from 'vitest';
import type { Check } from '../../../runtime/src/shape/check.js';
import { constrained, codePointLength, equal } from '../../../runtime/src/shape/constrained.js';
import { lazy, list, nullable } from '../../../runtime/src/shape/containers.js';
import { enumeration, openEnum } from '../../../runtime/src/shape/enumeration.js';
import { optional, record } from '../../../runtime/src/shape/record.js';
import { bigint, boolean, bytes, integer, nullValue, number, text } from '../../../runtime/src/shape/scalar.js';
import { dropping, lenient, offered, reading, type Shape } from '../../../runtime/src/shape/shape.js';
import { oneOfKinds, tagged } from '../../../runtime/src/shape/union.js';
import { findingsOf, loose, problemsOf, throughJson } from './problems-of.js';

describe('enums', () => {
  const closed = enumeration(['web', 'store']);
  const open = openEnum(['web', 'store']);

  test('that are closed take their members and nothing inherited', () => {
    expect(problemsOf(closed, 'web')).toEqual([]);
    for (const other of ['phone', 'constructor', '__proto__', 'Web', ''])
      expect(problemsOf(closed, other)).toEqual([': enum']);
    expect(problemsOf(closed, 1)).toEqual([': type']);
    expect(closed.accepts('phone', reading, 0)).toBe(false);
  });

  test('that are open take any storable text', () => {
    expect(problemsOf(open, 'phone')).toEqual([]);
    expect(problemsOf(open, '\uD800')).toEqual([': unrepresentable']);
    expect(problemsOf(open, null)).toEqual([': type']);
  });
});

interface Card {
  readonly last4: string;
  readonly holder?: string;
}
interface Transfer {
  readonly iban: string;
  readonly reference: bigint;
}
type Payment =
  | ({ readonly kind: 'card' } & Card)
  | ({ readonly kind: 'transfer' } & Transfer)
  | ({ readonly kind: 'split' } & Split);
interface Split {
  readonly of: readonly Payment[];
}

const card: Shape<Card> = record({ last4: text, holder: optional(text) });
const transfer: Shape<Transfer> = record({ iban: text, reference: bigint });
const split: Shape<Split> = record({ of: list(lazy(() => payment)) });
const payment: Shape<Payment> = tagged('kind', { card, transfer, split });

describe('tagged unions', () => {
  test('carry each variant through JSON', () => {
    const both: Payment = {
      kind: 'split',
      of: [
        { kind: 'card', last4: '1' },
        { kind: 'transfer', iban: 'x', reference: 7n },
      ],
    };
    expect(throughJson(payment, both)).toEqual(both);
  });

  test.each<[string, unknown, readonly string[]]>([
    ['no tag', { last4: '1' }, ['/kind: missing']],
    ['an unknown tag', { kind: 'cash' }, ['/kind: enum']],
    ['an inherited tag', { kind: 'constructor' }, ['/kind: enum']],
    ['a tag that is no text', { kind: 1 }, ['/kind: type']],
    ["another variant's fields", { kind: 'card', iban: 'x' }, ['/last4: missing', '/iban: unknown']],
    ['a wrong field deep inside', { kind: 'split', of: [{ kind: 'card', last4: 1 }] }, ['/of/0/last4: type']],
    ['text', 'card', [': type']],
  ])('refuse %s', (_what, value, problems) => {
    expect(problemsOf(payment, value)).toEqual(problems);
  });

  test('drop or keep unknown fields of a variant', () => {
    const wire = { kind: 'card', last4: '1', colour: 'red' };
    expect(payment.accepts(wire, reading, 0)).toBe(false);
    expect(payment.decode(wire, reading | lenient)).toEqual(wire);
    expect(payment.decode(wire, reading | lenient | dropping)).toEqual({ kind: 'card', last4: '1' });
  });

  test('bind writers to what constrains a variant as a whole, its tag not counted', () => {
    const atLeastTwo: Check = (data) => {
      const holds = Object.keys(Object(data)).length >= 2;
      atLeastTwo.errors = holds
        ? null
        : [{ instancePath: '', keyword: 'minProperties', params: {}, message: 'is small' }];
      return holds;
    };
    const bounded = tagged('kind', { card: constrained(card, atLeastTwo), transfer });
    expect(problemsOf(bounded, { kind: 'card', last4: '1' })).toEqual([': constraint']);
    expect(problemsOf(bounded, { kind: 'card', last4: '1', holder: 'Ann' })).toEqual([]);
    expect(problemsOf(bounded, { kind: 'transfer', iban: 'x', reference: 1n })).toEqual([]);
    expect(bounded.accepts({ kind: 'card', last4: '1' }, reading, 0)).toBe(true);
    expect(bounded.accepts({ kind: 'card', last4: '1' }, reading | offered, 0)).toBe(false);
  });

  test('say of what kind an unknown tag is, so that readers can park it', () => {
    const [problem] = findingsOf(payment, { kind: 'cash' });
    expect(problem).toEqual({ kind: 'enum', pointer: '/kind', message: 'is none of "card", "transfer", "split"' });
  });
});

describe('unions without a tag', () => {
  const shape = oneOfKinds({
    string: text,
    number: integer,
    boolean,
    null: nullValue,
    array: list(integer),
    object: card,
  });
  const wired = oneOfKinds({ string: bigint, object: record({ raw: bytes } as never) });

  test('take one member for each kind', () => {
    for (const value of ['x', 1, true, null, [1], { last4: '1' }]) expect(throughJson(shape, value)).toEqual(value);
    expect(throughJson(wired, 7n)).toBe(7n);
    expect(throughJson(wired, { raw: new Uint8Array([1]) })).toEqual({ raw: new Uint8Array([1]) });
  });

  test('explain with the member of that kind', () => {
    expect(problemsOf(shape, [1, 'x'])).toEqual(['/1: type']);
    expect(problemsOf(shape, { last4: 1 })).toEqual(['/last4: type']);
    expect(problemsOf(oneOfKinds({ string: text, null: nullValue }), 1)).toEqual([': type']);
    expect(problemsOf(shape, undefined)).toEqual([': type']);
    expect(problemsOf(wired, true)).toEqual([': type']);
  });

  test('end on data that contains itself', () => {
    type Nested = readonly Nested[] | null;
    const nested: Shape<Nested> = oneOfKinds({ array: list(lazy(() => nested)), null: nullValue });
    const loop: unknown[] = [];
    loop.push(loop, loop);
    expect(problemsOf(nested, loop).length).toBeGreaterThan(0);
    const wiredNested: Shape<unknown> = loose(oneOfKinds({ array: list(lazy(() => wiredNested)), string: bigint }));
    expect(problemsOf(wiredNested, loop).length).toBeGreaterThan(0);
  });
});

describe('null, absent and undefined', () => {
  const shape = record({ a: optional(nullable(integer)), b: nullable(integer) } as never);

  test.each<[unknown, readonly string[]]>([
    [{ b: null }, []],
    [{ a: null, b: 1 }, []],
    [{ a: 0, b: 0 }, []],
    [{}, ['/b: missing']],
    [{ a: undefined, b: 1 }, ['/a: unrepresentable']],
    [{ b: undefined }, ['/b: unrepresentable']],
    [{ a: 'x', b: false }, ['/a: type', '/b: type']],
  ])('are three things: %o', (value, problems) => {
    expect(problemsOf(shape, value)).toEqual(problems);
    if (problems.length === 0) expect(throughJson(shape, value)).toStrictEqual(value);
  });
});

describe('constraints', () => {
  const small: Check = (data) => {
    const ok = typeof data !== 'number' || data < 10;
    small.errors = ok
      ? null
      : [{ instancePath: '', keyword: 'maximum', params: { limit: 10 }, message: 'must be < 10' }];
    return ok;
  };
  const evenItems: Check = (data) => {
    const odd = Array.isArray(data) ? data.flatMap((item, at) => (Number(item) % 2 === 0 ? [] : [at])) : [];
    evenItems.errors = odd.map((at) => ({ instancePath: `/${at}`, keyword: 'multipleOf', params: { multipleOf: 2 } }));
    return odd.length === 0;
  };

  test('bind writers only', () => {
    expect(problemsOf(constrained(number, small), 11)).toEqual([': constraint']);
    expect(constrained(number, small).accepts(11, reading, 0)).toBe(true);
  });

  test('are named with their own pointers below the place', () => {
    const shape = record({ l: constrained(list(integer), evenItems), n: constrained(number, small) } as never);
    expect(findingsOf(shape, { l: [2, 3, 5], n: 12 })).toEqual([
      { kind: 'constraint', pointer: '/l/1', message: 'breaks multipleOf {"multipleOf":2}' },
      { kind: 'constraint', pointer: '/l/2', message: 'breaks multipleOf {"multipleOf":2}' },
      { kind: 'constraint', pointer: '/n', message: 'must be < 10' },
    ]);
  });

  test('are not asked about values of the wrong type', () => {
    expect(problemsOf(constrained(number, small), 'x')).toEqual([': type']);
    expect(problemsOf(nullable(constrained(number, small)), null)).toEqual([]);
    expect(problemsOf(nullable(constrained(number, small)), 10)).toEqual([': constraint']);
  });

  test('may use lengths in code points and deep equality', () => {
    for (const [value, length] of [
      ['', 0],
      ['abc', 3],
      ['😀', 1],
      ['a😀b😀', 4],
      ['\uD83D', 1],
      ['\uDE00\uD83D', 2],
    ] as const)
      expect(codePointLength(value)).toBe(length);
    expect(equal({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBe(true);
    for (const [a, b] of [
      [[], {}],
      [{ a: 1 }, { b: 1 }],
      [[1], [1, 2]],
      [null, {}],
      ['1', 1],
      [{ a: 1 }, { a: 1, b: 2 }],
    ] as const)
      expect(equal(a, b)).toBe(false);
  });
});
