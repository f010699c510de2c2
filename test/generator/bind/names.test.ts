import { describe, expect, test } from 'vitest';
import { bindDomain } from '../../../generator/src/bind/bind-domain.js';
import type { RawSchema } from '../../../generator/src/validate/raw-schema.js';
import { hostileTexts } from '../naming/hostile-corpus.js';
import { bound, expectFindings, order, ordering } from './bind-yaml.js';

describe('names that cannot be used', () => {
  test.each(['Object', 'Promise', 'Date', 'Error', 'String', 'Readonly', 'Map'])('%s is a global', (name) => {
    expectFindings(order(`events: { «${name}»: { 1: {} } }`), [
      {
        code: 'bind/name-not-usable',
        message: `An event cannot be named ${name}: TypeScript means something else by it.`,
      },
    ]);
  });

  test.each([
    ['types: { «class»: string }', 'A type'],
    ['types: { «uuid»: string }', 'A type'],
    ['types: { «list»: string }', 'A type'],
    ['types: { «toString»: string }', 'A type'],
    ['types: { «A-b»: string }', 'A type'],
    ['types: { «1a»: string }', 'A type'],
    ['types: { «Größe»: string }', 'A type'],
    ['commands: { «constructor»: { 1: {} } }', 'A command'],
    ['rejections: { «await»: {} }', 'A rejection'],
  ])('%s', (body, what) => {
    expectFindings(order(body), [{ code: 'bind/name-not-usable', message: new RegExp(`^${what} cannot be named`) }]);
  });

  test('an aggregate', () => {
    expectFindings(ordering('aggregate: «Object»\nid: { a: uuid }'), [
      { code: 'bind/name-not-usable', message: /^An aggregate/ },
    ]);
  });

  test.each([
    ['Store', 'a context is opened with an option named store'],
    ['NewId', 'a context is opened with an option named newId'],
    ['ToString', 'every JavaScript object has a member named toString'],
  ])('the aggregate %s, whose key is taken', (name, reason) => {
    expectFindings(ordering(`aggregate: «${name}»\nid: { a: uuid }`), [
      { code: 'bind/name-not-usable', message: `An aggregate cannot be named ${name}: ${reason}.` },
    ]);
  });

  test.each(['con', 'aux', 'a-b', 'a.b', '1a', 'a b', 'constructor', 'toString', 'größe'])(
    'the context %s',
    (context) => {
      expectFindings(`varve: 1\ncontext: «${context}»`, [
        { code: 'bind/name-not-usable', message: /^A context cannot/ },
      ]);
    },
  );

  test.each(['map', 'set', 'date', 'error', 'promise', 'record', 'symbol', 'iterator'])(
    'the context %s, whose type would be a global',
    (context) => {
      expectFindings(`varve: 1\ncontext: «${context}»`, [
        {
          code: 'bind/name-not-usable',
          message: /its type would be [A-Z]\w+, by which TypeScript means something else/,
        },
      ]);
    },
  );

  test.each([
    ['Load', '', 'every aggregate has a method load already'],
    ['Events', '', 'every aggregate has a method events already'],
    ['Then', '', 'an object with a method then passes for a promise'],
    ['ToString', '', 'every aggregate has a method toString already'],
    ['Raise', 'style: class\n', 'every aggregate class has a method raise already'],
    ['Evolve', 'style: class\n', 'every aggregate class has a method evolve already'],
    ['Handle', 'style: class\n', 'every aggregate class has a method handle already'],
  ])('the command %s, whose method is taken', (name, style, reason) => {
    expectFindings(order(`${style}events: { Done: { 1: {} } }\ncommands: { «${name}»: { emits: [Done], 1: {} } }`), [
      { code: 'bind/name-not-usable', message: `A command cannot be named ${name}: ${reason}.` },
    ]);
  });

  test('a command whose method handles an event, in a class only', () => {
    const body = 'events: { Paid: { 1: {} } }\ncommands: { «OnPaid»: { emits: [Paid], 1: {} } }';
    expectFindings(order(`style: class\n${body}`), [
      { code: 'bind/name-taken', message: /the method that handles the event Paid/ },
    ]);
    expectFindings(order(body.replaceAll(/[«»]/g, '')), []);
  });

  test.each(['Raise', 'Evolve', 'Handle'])('the command %s is one like any other for a decider', (name) => {
    expectFindings(order(`events: { Done: { 1: {} } }\ncommands: { ${name}: { emits: [Done], 1: {} } }`), []);
  });

  test('no hostile text becomes the name of anything', () => {
    for (const name of hostileTexts) {
      const types = Object.fromEntries([[name, 'string']]);
      const schema: RawSchema = { file: { path: 'a.yaml', text: '' }, document: { varve: 1, context: 'a', types } };
      const { diagnostics } = bindDomain([schema], { config: { metadata: {} }, standard: new Map() });
      expect([name, diagnostics.map(({ code }) => code)]).toEqual([
        name,
        ['then', 'con'].includes(name) ? [] : ['bind/name-not-usable'],
      ]);
    }
  });
});

describe('names that meet', () => {
  test('within one kind', () => {
    expectFindings(
      {
        'a.yaml': order('events: { «Placed»: { 1: {} } }\ntypes: { «Line»: string }'),
        'b.yaml': ordering(
          'aggregate: Other\nid: { a: uuid }\nevents: { «Placed»: { stored: x.Placed, 1: {} } }\ntypes: { «Line»: integer }',
        ),
      },
      [
        { code: 'bind/duplicate-name', mark: 2, related: [0], message: 'ordering has two events named Placed.' },
        { code: 'bind/duplicate-name', mark: 3, related: [1], message: 'ordering has two types named Line.' },
      ],
    );
  });

  test('of two events in one context are one mistake, not two', () => {
    const other = 'varve: 1\ncontext: ordering\naggregate: Other\nid: { a: uuid }\nevents: { «Placed»: { 1: {} } }';
    expectFindings({ 'a.yaml': order('events: { «Placed»: { 1: {} } }'), 'b.yaml': other }, [
      { code: 'bind/duplicate-name', mark: 1, related: [0] },
    ]);
  });

  test.each([
    [
      'types: { «X»: string }\nevents: { «X»: { 1: {} } }',
      'The event X has the name of the type of that name, and code would have both.',
    ],
    ['types: { «X»: string }\nrejections: { «X»: {} }', /^The rejection X/],
    ['events: { «X»: { 1: {} } }\ncommands: { «X»: { 1: {} } }', /^The command X has the name of the event/],
  ])('of several kinds: %s', (body, message) => {
    expectFindings(order(body), [{ code: 'bind/name-taken', mark: 1, related: [0], message }]);
  });

  test.each([
    [
      'events: { «OrderPlaced»: { 1: {} }, «Orderplaced»: { 1: {} } }',
      'The event Orderplaced and the event OrderPlaced differ only in case or separators.',
    ],
    ['events: { «Orderplaced»: { 1: {} } }\ncommands: { «OrderPlaced»: { 1: {} } }', /^The command OrderPlaced/],
    ['types: { «A_b»: string, «AB»: string }', /^The type AB and the type A_b/],
  ])('but for their case: %s', (body, message) => {
    expectFindings(order(body), [{ code: 'bind/names-alike', mark: 1, related: [0], message }]);
  });

  test.each([
    ['events: { «E»: { 1: {} }, «EV1»: { 1: {} } }', 1, 0],
    ['types: { «A»: { 1: string }, «AV1»: string }', 1, 0],
    ['rejections: { «R»: {}, «RData»: {} }', 1, 0],
    ['commands: { «C»: { 1: {} }, «CInput»: { 1: {} } }', 1, 0],
    ['types: { «EV1»: string }\nevents: { «E»: { 1: {} } }', 0, 1],
  ])('with those generated for others: %s', (body, mark, related) => {
    expectFindings(order(body), [{ code: 'bind/name-taken', mark, related: [related] }]);
  });

  test('with those generated for others, but for case', () => {
    expectFindings(order('events: { «OrderPlaced»: { 1: {} }, «OrderplacedV1»: { 1: {} } }'), [
      {
        code: 'bind/names-alike',
        mark: 1,
        related: [0],
        message: 'The event OrderplacedV1 and version 1 of the event OrderPlaced differ only in case or separators.',
      },
    ]);
  });

  test.each([
    'OrderEvent',
    'OrderCommand',
    'OrderState',
    'OrderDecider',
    'OrderRejection',
    'OrderId',
    'OrderAggregate',
  ])('%s is ours', (name) => {
    expectFindings(ordering(`aggregate: «Order»\nid: { a: uuid }\ntypes: { «${name}»: string }`), [
      {
        code: 'bind/name-taken',
        mark: 1,
        related: [0],
        message: /^The type Order\w+ has the name of the \w+ of the aggregate Order/,
      },
    ]);
  });

  test('in different contexts is fine', () => {
    const file = (context: string): string =>
      `varve: 1\ncontext: ${context}\naggregate: Order\nid: { a: uuid }\nevents: { Placed: { 1: {} } }`;
    expect(bound({ 'a.yaml': file('a'), 'b.yaml': file('b') }).contexts).toHaveLength(2);
  });

  test('an unversioned type leaves its numbered names free', () => {
    bound(ordering('types: { A: string, AV1: string }'));
  });

  test('an aggregate may be called as a type of its own', () => {
    bound(order('types: { Order: string }'));
  });
});

describe('contexts', () => {
  test('that share a folder are refused', () => {
    expectFindings({ 'a.yaml': 'varve: 1\ncontext: «billing»', 'b.yaml': 'varve: 1\ncontext: «Billing»' }, [
      { code: 'bind/contexts-alike', mark: 1, related: [0] },
    ]);
  });

  test('of the standard types are taken', () => {
    expectFindings('varve: 1\ncontext: «std»\ntypes: { A: string }', [{ code: 'bind/reserved-context' }]);
  });
});

describe('metadata', () => {
  const file = { path: 'varve.config.yaml', text: 'metadata: { x: y }' };

  test('keeps the order of the configuration, and knows optional keys', () => {
    const { metadata } = bound(ordering('types: { Channel: string }'), {
      metadata: { tenant: 'string', 'region?': 'uuid', channel: 'Channel', other: 'ordering.Channel@1' },
    });
    expect(metadata.map(({ name, optional, type }) => [name, optional, type.kind])).toEqual([
      ['tenant', false, 'scalar'],
      ['region', true, 'scalar'],
      ['channel', false, 'ref'],
      ['other', false, 'ref'],
    ]);
  });

  const codes = (metadata: Readonly<Record<string, string>>): readonly (readonly [string, string | undefined])[] => {
    const schemas = ['a', 'b'].map((context): RawSchema => {
      return { file: { path: `${context}.yaml`, text: '' }, document: { varve: 1, context, types: { A: 'string' } } };
    });
    const { diagnostics } = bindDomain(schemas, { config: { metadata, file }, standard: new Map() });
    return diagnostics.map(({ code, help }) => [code, help]);
  };

  test.each([
    'correlationId',
    'causationId',
    'commandId',
    'traceparent',
    'tracestate',
    'subjectKeys',
    'correlationId?',
  ])('%s is ours', (key) => {
    expect(codes({ [key]: 'string' })).toEqual([['bind/metadata-key-taken', 'Use another name.']]);
  });

  test('actor and tenant are texts', () => {
    expect(codes({ actor: 'string', tenant: 'string' })).toEqual([]);
    expect(codes({ actor: 'uuid', tenant: 'string | null' }).map(([code]) => code)).toEqual([
      'bind/metadata-key-taken',
      'bind/metadata-key-taken',
    ]);
  });

  test('types are helped with as everywhere', () => {
    expect(codes({ x: 'A' })).toEqual([['bind/ambiguous-type', 'Write a.A or b.A.']]);
    expect(codes({ x: 'a.A', y: 'strin' })).toEqual([['bind/unknown-type', 'Did you mean string?']]);
    expect(codes({ x: 'string?' }).map(([code]) => code)).toEqual(['bind/type-syntax']);
    expect(codes({ constructor: 'string', 'toString?': 'string' }).map(([code]) => code)).toEqual([
      'bind/field-name-not-usable',
    ]);
  });
});
