import { describe, expect, test } from 'vitest';
import type { AggregateModel, EventModel } from '../../../generator/src/model/domain-model.js';
import { bound, expectFindings, order, ordering } from './bind-yaml.js';

function aggregate(body: string): AggregateModel {
  const found = bound(order(body)).contexts[0]?.aggregates[0];
  if (found === undefined) throw new Error('The aggregate is gone.');
  return found;
}

function event(body: string): EventModel {
  const found = aggregate(`events: { E: ${body} }`).events[0];
  if (found === undefined) throw new Error('The event is gone.');
  return found;
}

describe('versions of messages', () => {
  test.each([
    ['events: { «E»: {} }', 'bind/no-schema-version', 'E has no version.'],
    ['events: { «E»: { description: x } }', 'bind/no-schema-version', undefined],
    ['commands: { «C»: { emits: [] } }', 'bind/no-schema-version', undefined],
    ['«state»: { description: x }', 'bind/no-schema-version', 'The state of Order has no version.'],
    ['events: { E: { «2»: {} } }', 'bind/schema-version-gap', 'E has the versions 2; 1 is missing.'],
    [
      'events: { E: { 1: {}, 2: {}, «4»: {} } }',
      'bind/schema-version-gap',
      'E has the versions 1, 2 and 4; 3 is missing.',
    ],
    ['commands: { C: { 1: {}, «3»: {} } }', 'bind/schema-version-gap', undefined],
    ['state: { 1: {}, «3»: {} }', 'bind/schema-version-gap', undefined],
  ])('%s', (body, code, message) => {
    expectFindings(order(body), [message === undefined ? { code } : { code, message }]);
  });

  test('are put in order as numbers', () => {
    const versions = [10, 9, 2, 1, 3, 4, 8, 7, 6, 5].map((n) => `${String(n)}: { a${String(n)}: string }`).join(', ');
    const { versions: found } = event(`{ ${versions} }`);
    expect(found.map(({ schemaVersion }) => schemaVersion)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(found[9]?.shape.fields[0]?.name).toBe('a10');
  });

  test('say where they are', () => {
    const { versions, place } = event('{ 1: { a: string } }');
    expect([place.key, place.at, versions[0].place.key, versions[0].shape.fields[0]?.place.key]).toEqual([
      'E',
      'key',
      1,
      'a',
    ]);
  });
});

describe('events', () => {
  test('are stored under their full name, or what stored says', () => {
    expect(event('{ 1: {} }').type).toBe('ordering.E');
    expect(event('{ stored: old.Name, 1: {} }').type).toBe('old.Name');
  });

  test('have aliases in both forms', () => {
    expect(
      event(
        '{ aliases: [ordering.Old, { name: order-created, versions: { 10: 2, 3: 1 }, unversioned: 1 }], 1: {}, 2: {} }',
      ).aliases,
    ).toEqual([
      { name: 'ordering.Old', versions: [], unversioned: undefined },
      {
        name: 'order-created',
        versions: [
          { stored: 3, schemaVersion: 1 },
          { stored: 10, schemaVersion: 2 },
        ],
        unversioned: 1,
      },
    ]);
  });

  test('alias versions exist', () => {
    expectFindings(order('events: { E: { aliases: [{ name: a, versions: { 1: «2» }, unversioned: «3» }], 1: {} } }'), [
      { code: 'bind/unknown-schema-version', message: 'E has no version 2; it has 1.' },
      { code: 'bind/unknown-schema-version' },
    ]);
  });

  test('keep why they are retired or ignored', () => {
    expect(event('{ retired: Since May., 1: {} }')).toMatchObject({ retired: 'Since May.', ignored: undefined });
    expect(event('{ ignored: Noise., deprecated: Use F., description: D., 1: {} }')).toMatchObject({
      ignored: 'Noise.',
      deprecated: 'Use F.',
      description: 'D.',
    });
  });

  test('stored names are unique over all contexts, aliases included', () => {
    expectFindings(
      {
        'a.yaml': order(
          'events: { «A»: { aliases: [«x.Old»], 1: {} }, B: { stored: «x.Old», 1: {} }, C: { aliases: [«ordering.A», «ordering.C»], 1: {} } }',
        ),
        'b.yaml':
          'varve: 1\ncontext: shipping\naggregate: S\nid: { s: uuid }\nevents: { D: { aliases: [{ name: «ordering.A» }], 1: {} }, E: { stored: «x.Old», 1: {} } }',
      },
      [
        {
          code: 'bind/stored-name-taken',
          mark: 1,
          related: [2],
          message: 'Events are stored as x.Old already by ordering.B.',
        },
        { code: 'bind/stored-name-taken', mark: 3, related: [0] },
        { code: 'bind/stored-name-taken', mark: 4 },
        { code: 'bind/stored-name-taken', mark: 5, related: [0] },
        { code: 'bind/stored-name-taken', mark: 6, related: [2] },
      ],
    );
  });
});

describe('identity', () => {
  test('has parts in the order of the source', () => {
    const { contexts } = bound(
      ordering(
        'aggregate: Order\nid: { region: string, orderId: Digits }\ntypes: { Digits: { type: string, pattern: "^[0-9]+$" } }',
      ),
    );
    expect(contexts[0]?.aggregates[0]?.id.map(({ name, type }) => [name, type.kind])).toEqual([
      ['region', 'scalar'],
      ['orderId', 'ref'],
    ]);
  });

  test.each([
    'string',
    'integer',
    'bigint',
    'uuid',
    'uri',
    'email',
    'date',
    'timezone',
    '{ enum: [a] }',
    '{ type: string, maxLength: 9 }',
    'Ref',
  ])('may be %s', (type) => {
    bound(ordering(`aggregate: Order\nid: { x: ${type} }\ntypes: { Ref: Deep, Deep: string }`));
  });

  test.each([
    ['«number»', /is number/],
    ['«boolean»', undefined],
    ['«decimal»', undefined],
    ['«json»', undefined],
    ['«bytes»', undefined],
    ['«instant»', undefined],
    ['«string | null»', /string \| null/],
    ['«list<string>»', undefined],
    ['«map<string>»', undefined],
    ['«{ fields: { a: string } }»', /is an object/],
    ['«{ type: bigint, wire: number }»', undefined],
    ['«Obj»', /is Obj/],
    ['«Maybe»', undefined],
  ])('may not be %s', (type, message) => {
    const types = 'types: { Obj: { fields: { a: string } }, Maybe: "string | null" }';
    expectFindings(ordering(`aggregate: Order\nid: { x: ${type} }\n${types}`), [
      message === undefined ? { code: 'bind/id-part-misfit' } : { code: 'bind/id-part-misfit', message },
    ]);
  });

  test('is required and never filled in', () => {
    expectFindings(ordering('aggregate: Order\nid: { «x?»: string }'), [
      { code: 'bind/id-part-misfit', message: /optional/ },
    ]);
    expectFindings(ordering('aggregate: Order\nid: { «x»: { type: string, default: a } }'), [
      { code: 'bind/id-part-misfit' },
    ]);
  });

  test('says once what could not be bound', () => {
    expectFindings(ordering('aggregate: Order\nid: { x: «Foo» }'), [{ code: 'bind/unknown-type' }]);
  });

  test('is needed by an aggregate', () => {
    expectFindings(ordering('aggregate: «OrderLine»'), [
      { code: 'bind/aggregate-without-id', help: 'Add its identity: id: { orderLineId: uuid }' },
    ]);
  });

  test('is repeated by no event and no command, and said once for all versions', () => {
    const body =
      'events: { E: { 1: { «orderId»: uuid }, 2: { like: 1 } } }\ncommands: { C: { 1: { «orderId?»: uuid } } }\nstate: { 1: { orderId: uuid } }';
    expectFindings(ordering(`aggregate: Order\nid: { «orderId»: uuid }\n${body}`), [
      { code: 'bind/identity-redeclared', mark: 1, related: [0], message: /^E declares orderId/ },
      { code: 'bind/identity-redeclared', mark: 2, related: [0] },
    ]);
  });
});

describe('commands', () => {
  const events =
    'events: { Placed: { 1: {} }, «Gone»: { retired: Old., 1: {} }, «Noise»: { ignored: Noise., 1: {} } }\nrejections: { Empty: {}, AlreadyPlaced: {} }\n';

  test('keep what they emit and reject in their order', () => {
    const found = aggregate(
      `${events.replaceAll(/[«»]/g, '')}commands: { C: { expects: new, description: D., deprecated: X., rejects: [Empty, AlreadyPlaced], emits: [Placed], 1: { a: string } } }`,
    );
    expect(found.commands[0]).toMatchObject({
      ...{ name: 'C', type: 'ordering.C', expects: 'new', description: 'D.', deprecated: 'X.' },
      ...{ emits: ['Placed'], rejects: ['Empty', 'AlreadyPlaced'] },
    });
    expect(aggregate('commands: { C: { 1: {} } }').commands[0]).toMatchObject({
      expects: 'any',
      emits: [],
      rejects: [],
    });
  });

  test('emit and reject only what is declared and still there', () => {
    expectFindings(
      order(
        `${events}commands: { C: { emits: [«Placd», «Gone», «Noise», Placed, «Placed», «ordering.Placed», «Nope»], rejects: [«Emty», Empty, «Empty», «ordering.Empty»], 1: {} } }`,
      ),
      [
        {
          code: 'bind/unknown-event',
          mark: 2,
          help: 'Did you mean Placed?',
          message: 'C emits Placd, which is no event of Order.',
        },
        { code: 'bind/event-not-emitted-any-more', mark: 3, related: [0], message: 'C emits Gone, which is retired.' },
        { code: 'bind/event-not-emitted-any-more', mark: 4, related: [1] },
        { code: 'bind/listed-twice', mark: 5 },
        { code: 'bind/unknown-event', mark: 6, help: 'Write Placed: inside its aggregate a name has no context.' },
        { code: 'bind/unknown-event', mark: 7 },
        { code: 'bind/unknown-rejection', mark: 8, help: 'Did you mean Empty?' },
        { code: 'bind/listed-twice', mark: 9 },
        { code: 'bind/unknown-rejection', mark: 10, help: /Write Empty/ },
      ],
    );
  });

  test('emit no event of another aggregate', () => {
    const other = 'varve: 1\ncontext: ordering\naggregate: Other\nid: { o: uuid }\nevents: { Theirs: { 1: {} } }';
    expectFindings({ 'a.yaml': order('commands: { C: { emits: [«Theirs»], 1: {} } }'), 'b.yaml': other }, [
      { code: 'bind/unknown-event' },
    ]);
  });

  test('emit an event whose fields are broken: that is said where it is', () => {
    expectFindings(order('events: { E: { «2»: { a: «Foo» } } }\ncommands: { C: { emits: [E], 1: {} } }'), [
      { code: 'bind/schema-version-gap' },
      { code: 'bind/unknown-type' },
    ]);
  });

  test('are not for logs', () => {
    expectFindings(order('style: log\n«commands»: { C: { 1: {} } }\n«rejections»: { R: {} }'), [
      { code: 'bind/log-with-commands', message: 'Order is a log, which only records events; it takes no commands.' },
      { code: 'bind/log-with-commands' },
    ]);
  });
});
