/** What a plan says besides its value, and what is said about ways down and wrong steps, in words. */
import { describe, expect, test } from 'vitest';
import type { StepPlan } from '../../../generator/src/model/evolution-model.js';
import { expectDiagnostics, expectValue } from '../../support/expect-diagnostics.js';
import { marked } from '../../support/marks.js';
import { bound } from '../bind/bind-yaml.js';
import { evolveDomain } from '../../../generator/src/evolve/evolve-domain.js';
import {
  event,
  evolveFiles,
  expectFindings,
  lastSteps,
  order,
  planned,
  typeVersionsOf,
  versionsOf,
} from './evolve-yaml.js';

const needs = ({ customPaths, needsCustom, customTypes, usesFacts, lost, isIdentity }: StepPlan): unknown => ({
  customPaths,
  needsCustom,
  customTypes,
  usesFacts,
  lost,
  isIdentity,
});

const nothing = {
  customPaths: [],
  needsCustom: false,
  customTypes: [],
  usesFacts: false,
  lost: [],
  isIdentity: false,
};

describe('what a plan says of itself', () => {
  test.each<[string, string, string, object]>([
    ['the same shape', '1: { a: string }\n2: { a: string }', '', { isIdentity: true }],
    ['a wider field is the same value', '1: { a: uuid }\n2: { a: string, b?: string }', '', { isIdentity: true }],
    ['a new value', '1: { a: integer }\n2: { a: decimal }', '', {}],
    [
      'functions of the user, sorted',
      '1: {}\n2: { b: string, a: string }\nupcast: { 2: { custom: [b, a] } }',
      '',
      { customPaths: ['a', 'b'], needsCustom: true },
    ],
    ['a function for all', '1: {}\n2: { a: string }\nupcast: { 2: { custom: true } }', '', { needsCustom: true }],
    ['facts', '1: {}\n2: { at: instant }\nupcast: { 2: { set: { at: $recordedAt } } }', '', { usesFacts: true }],
    [
      'facts in what is filled',
      '1: { at?: instant }\n2: { at: instant }\nupcast: { 2: { fill: { at: $recordedAt } } }',
      '',
      { usesFacts: true },
    ],
    [
      'what is given up, sorted',
      '1: { b: string, a: string, o: { fields: { x: string } } }\n2: { o: { fields: {} } }\nupcast: { 2: { drop: [o.x, b, a] } }',
      '',
      { lost: ['a', 'b', 'o.x'] },
    ],
    [
      'functions of types, in lists and unions and through other types',
      "1: { l: 'list<Outer@1>' }\n2: { l: 'list<Outer@2>' }",
      'Inner: { 1: { a: string }, 2: { b: string }, upcast: { 2: { custom: true } } }\nOuter: { 1: { inner?: Inner@1 }, 2: { inner?: Inner@2 } }',
      { needsCustom: true, customTypes: ['ordering'] },
    ],
    [
      'functions of types in variants',
      '1: { p: P@1 }\n2: { p: P@2 }',
      'A: { 1: { a: string }, 2: { b: string }, upcast: { 2: { custom: [b], drop: [a] } } }\nP: { 1: { oneOf: { a: A@1 }, discriminator: k }, 2: { oneOf: { a: A@2 }, discriminator: k } }',
      { needsCustom: true, customTypes: ['ordering'] },
    ],
  ])('%s', (_what, versions, types, expected) => {
    expect(needs(lastSteps(planned(event(versions, types))).up)).toEqual({ ...nothing, ...expected });
  });

  test('it stands between two versions, and knows functions of other contexts', () => {
    const { model, result } = evolveFiles({
      'schemas/a.yaml':
        'varve: 1\ncontext: money\ntypes: { M: { 1: { a: string }, 2: { b: string }, upcast: { 2: { custom: true } } } }\n',
      'schemas/b.yaml':
        'varve: 1\ncontext: ordering\nimports: [./a.yaml]\naggregate: O\nid: { oId: uuid }\ntypes: { W: { 1: { m: money.M@1 }, 2: { m: money.M@2, x: string }, upcast: { 2: { custom: [x] } } } }\nevents: { E: { 1: {}, 2: { w?: W@1 }, 3: { w?: W@2 } } }\n',
    });
    const from = { model, evolution: expectValue(result) };
    const { up } = lastSteps(from);
    expect([up.from, up.to]).toEqual([2, 3]);
    expect(needs(up)).toEqual({ ...nothing, needsCustom: true, customTypes: ['money', 'ordering'] });
    expect(from.evolution.messages.size).toBe(2);
    expect(from.evolution.types.size).toBe(2);
  });

  test('there are none for the first version, nor for what has one version', () => {
    const from = planned(order('events: { E: { 1: {} } }\ntypes: { T: { 1: { a: string } } }'));
    expect(from.evolution.messages.size + from.evolution.types.size).toBe(0);
  });

  test('events that are no longer emitted have steps all the same', () => {
    const text = order(
      'events:\n  R: { retired: Gone., 1: {}, 2: { a?: string } }\n  I: { ignored: Noise., 1: {}, 2: { a?: string } }\n  B: { 1: {}, 2: { a?: string }, becomes: [R@1] }',
    );
    const from = planned(text);
    for (const name of ['R', 'I', 'B']) expect(lastSteps(from, name).up.to).toBe(2);
    for (const state of ['retired: Gone.', 'ignored: Noise.', 'becomes: [C@1]']) {
      expectFindings(order(`events:\n  E: { ${state}, 1: {}, 2: { «a»: string } }\n  C: { 1: {} }`), [
        { code: 'field-without-source' },
      ]);
    }
  });
});

describe('the way down', () => {
  const noDown = (versions: string, types = ''): readonly string[] => lastSteps(planned(event(versions, types))).noDown;

  test.each<[string, string, readonly string[]]>([
    [
      'names everything that has no value',
      '1: { b: number, a: string }\n2: { c: string }\nupcast: { 2: { drop: [a, b], set: { c: x } } }',
      ['a', 'b'],
    ],
    ['names what a function gave', '1: { a: number }\n2: { a: number }\nupcast: { 2: { custom: [a] } }', ['a']],
    [
      'names everything that is required where a function gave all',
      '1: { a: number, b?: string }\n2: { a: number, b?: string }\nupcast: { 2: { custom: true } }',
      ['a', 'b'],
    ],
    ['names the whole of what has no fields', '1: { t: T@1 }\n2: { t: T@2 }', ['t']],
    [
      'names an optional field whose value went into something else',
      '1: { a?: string }\n2: { b: integer }\nupcast: { 2: { convert: { b: { from: a, by: parse-integer, else: 0 } } } }',
      ['a'],
    ],
    [
      'is not kept from by an optional field that was given up',
      '1: { a?: string }\n2: {}\nupcast: { 2: { drop: [a] } }',
      [],
    ],
    [
      'names fields inside objects and lists',
      '1: { o: { fields: { a: integer } }, l: { list: { fields: { a: integer } } } }\n2: { o: { fields: { a: number } }, l: { list: { fields: { a: bigint } } } }',
      ['l.*.a', 'o.a'],
    ],
    [
      'is not there for a name with another meaning',
      '1: { a: string, b: string }\n2: { a: string }\nupcast: { 2: { rename: { b: a }, drop: [a] } }',
      ['a'],
    ],
  ])('%s', (_what, versions, expected) => {
    expect(noDown(versions, 'T: { 1: string, 2: string, upcast: { 2: { custom: true } } }')).toEqual(expected);
  });

  test('needs those of all types inside, also where they need each other', () => {
    const circle = (last: string): string =>
      `A: { 1: { b?: B@1 }, 2: { b?: B@2 } }\nB: { 1: { c?: C@1 }, 2: { c?: C@2 } }\nC: { 1: { a?: A@1, n: integer }, 2: { a?: A@2, n: ${last} } }`;
    const versions = '1: { a: A@1 }\n2: { a: A@2 }';
    expect(noDown(versions, circle('integer'))).toEqual([]);
    expect(noDown(versions, circle('decimal'))).toEqual(['a']);
    const broken = planned(event(versions, circle('decimal')));
    const wayOf = (name: string): readonly string[] =>
      broken.evolution.types.get(typeVersionsOf(broken, name)[1] ?? expect.fail())?.noDown ?? [];
    expect([wayOf('A'), wayOf('B'), wayOf('C')]).toEqual([['b'], ['c'], ['a', 'n']]);
  });

  test('tells what it gives up', () => {
    const text = event(
      '1: { a: string }\n2: { a: string, c: string, b: string }\nupcast: { 2: { set: { c: x, b: y } } }',
    );
    expect(lastSteps(planned(text)).down?.lost).toEqual(['b', 'c']);
    const declared = `${text}    downcast: { 2: { lossy: [b] } }\n`;
    expect(lastSteps(planned(declared)).down?.lost).toEqual(['b', 'c']);
  });
});

describe('writeAs', () => {
  const file = { path: 'varve.config.yaml', text: 'writeAs: { ordering.E: «1» }\n' };
  const find = (versions: string, writeAs: Readonly<Record<string, number>>, text = file.text) => {
    const config = marked(text, file.path);
    return {
      ...config,
      result: evolveFiles({ 'schemas/test.yaml': event(versions) }, { writeAs, file: config.file }).result,
    };
  };

  test('needs a way down to the version', () => {
    const { span, result } = find('1: { a: integer }\n2: { a: decimal }\n3: { a: decimal, b?: string }', {
      'ordering.E': 1,
    });
    expectDiagnostics(result, [
      {
        code: 'evolve/write-as-without-way',
        span,
        message: 'E cannot be written as version 1: version 2 has no way down to 1, as nothing gives a.',
        help: 'Declare it in the event: downcast: { 2: { custom: [a] } }',
      },
    ]);
  });

  test('only as far as that, and not for names that others judge', () => {
    const versions = '1: { a: integer }\n2: { a: decimal }\n3: { a: decimal, b?: string }';
    expectDiagnostics(find(versions, { 'ordering.E': 2 }).result, []);
    expectDiagnostics(find(versions, { 'ordering.E': 3 }).result, []);
    expectDiagnostics(find(versions, { 'ordering.X': 1 }).result, []);
  });

  test('is not judged while steps are wrong', () => {
    const { result } = find('1: { a: integer }\n2: { a: decimal, b: string }', { 'ordering.E': 1 });
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['evolve/field-without-source']);
  });
});

describe('what is said', () => {
  test('about a field without a source', () => {
    const text = event(
      '1: { a: string }\n2: { a: string }\n3: { a: string, «placedAt»: instant }\nupcast: { 2: { set: { a: x }, drop: [a] } }',
    );
    expectFindings(text, [
      {
        code: 'field-without-source',
        message: 'E version 3 requires placedAt, and nothing says where old events get it.',
        help: [
          'take it from the stored event:   3: { set: { placedAt: $recordedAt } }',
          'or make it optional:             placedAt?: instant',
          'or compute it in TypeScript:     3: { custom: [placedAt] }',
        ].join('\n'),
      },
    ]);
  });

  test('names both places of what is said twice', () => {
    expectFindings(
      event('1: {}\n2: { o: { fields: { a: string } } }\nupcast: { 2: { set: { «o»: { a: x }, «o.a»: y } } }'),
      [{ code: 'assigned-inside', mark: 1, related: [0] }],
    );
    expectFindings(event('1: { a: string }\n2: { b: string }\nupcast: { 2: { rename: { «a»: b }, drop: [«a»] } }'), [
      { code: 'used-twice', mark: 1, related: [0], message: 'a is renamed, and dropped as well.' },
    ]);
  });

  test('is one finding for a misspelt name, and not what follows from it', () => {
    const text = event(
      '1: { custId: uuid, n: integer }\n2: { customerId: uuid, «n»: uuid }\nupcast: { 2: { rename: { «custID»: customerId } } }',
    );
    expectFindings(text, [{ code: 'name-reused' }, { code: 'unknown-path', help: 'Did you mean custId?' }]);
  });

  test('is said once for a type, and not again for everything that holds it', () => {
    const types = 'A: { 1: { a: string }, 2: { a: string, «b»: string } }\nB: { 1: { a: A@1 }, 2: { a: A@2 } }';
    expectFindings(event('1: { b: B@1 }\n2: { b: B@2 }', types), [{ code: 'field-without-source' }]);
  });

  test('of commands and types speaks of what they are', () => {
    const said = (text: string): string | undefined =>
      evolveFiles({ 'schemas/t.yaml': text }).result.diagnostics[0]?.message;
    expect(said(order('commands:\n  C: { 1: {}, 2: { a: string } }'))).toBe(
      'C version 2 requires a, and nothing says where old commands get it.',
    );
    expect(said(order('types:\n  T: { 1: {}, 2: { a: string } }'))).toBe(
      'T version 2 requires a, and nothing says where old values get it.',
    );
    expect(said(order('state: { 1: { b: string }, 2: { a: integer }, upcast: { 2: { drop: [b] } } }'))).toBe(
      'State of Order version 2 requires a, and nothing says where stored states get it.',
    );
  });

  test('about the whole of a value, which the empty path names', () => {
    expectFindings(order('types:\n  T: { 1: string, «2»: integer }'), [
      {
        code: 'type-changed',
        message:
          'the whole value of T version 2 is integer, was string in version 1, and nothing says how one becomes the other.',
        help: [
          "convert it:                    upcast: { 2: { convert: { '': { by: parse-integer, else: 0 } } } }",
          'or compute it in TypeScript:   upcast: { 2: { custom: true } }',
        ].join('\n'),
      },
    ]);
  });
});

test('the model is left as it was', () => {
  const model = bound(event('1: { a: integer, l: list<integer> }\n2: { a: decimal, l: list<bigint> }'));
  const before = JSON.stringify(model);
  expectValue(evolveDomain(model));
  expect(JSON.stringify(model)).toBe(before);
  expect(versionsOf({ model, evolution: { messages: new Map(), types: new Map(), states: new Map() } })).toHaveLength(
    2,
  );
});
