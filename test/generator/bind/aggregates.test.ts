import { describe, expect, test } from 'vitest';
import type { AggregateModel } from '../../../generator/src/model/domain-model.js';
import { bound, expectFindings, order, ordering } from './bind-yaml.js';

function aggregate(body: string): AggregateModel {
  const found = bound(order(body)).contexts[0]?.aggregates[0];
  if (found === undefined) throw new Error('The aggregate is gone.');
  return found;
}

describe('a file', () => {
  test.each([
    'id: { a: uuid }',
    'events: {}',
    'commands: {}',
    'rejections: {}',
    'state: { 1: {} }',
    'subject: a',
    'category: a.b',
  ])('without aggregate has no %s', (section) => {
    expectFindings(ordering(section.replace(/^(\w+)/, '«$1»')), [{ code: 'bind/outside-aggregate' }]);
  });

  test('of types alone is fine', () => {
    expect(bound(ordering('types: { A: string }')).contexts[0]).toMatchObject({ name: 'ordering', aggregates: [] });
  });
});

describe('state that is stored for good', () => {
  const closing = 'events: { Closed: { 1: {} } }\ncommands: { Close: { emits: [Closed], 1: {} } }\n';

  test.each(['facts: «true»', 'persistence: «state»'])('has to be declared: %s', (asked) => {
    const said = asked.replaceAll(/[«»]/g, '');
    expectFindings(order(`${closing}${asked}`), [
      { code: 'bind/state-not-declared', message: `Order says ${said}, and does not declare its state.` },
    ]);
  });

  test.each(['facts: «true»', 'persistence: «state»'])('has to have a command that changes it: %s', (asked) => {
    const said = asked.replaceAll(/[«»]/g, '');
    expectFindings(order(`state: { 1: { open: boolean } }\n${asked}`), [
      {
        code: 'bind/state-never-stored',
        message: `Order says ${said}, and has no command that could change its state.`,
      },
    ]);
  });

  test('comes of commands, which a log does not take', () => {
    expectFindings(order('style: log\nfacts: «true»\nstate: { 1: { open: boolean } }'), [
      { code: 'bind/state-never-stored' },
    ]);
  });

  test('and is the truth has no history to fold, to cut short or to tell facts beside', () => {
    expectFindings(
      order(
        `${closing}persistence: state\nstyle: «class»\n«snapshot»: { every: 2 }\n«facts»: true\nstate: { 1: { open: boolean } }`,
      ),
      [
        {
          code: 'bind/plain-state-misfit',
          message: 'Order keeps its state and no history, with which style: class does not go together.',
        },
        {
          code: 'bind/plain-state-misfit',
          message: 'Order keeps its state and no history, with which snapshot does not go together.',
        },
        {
          code: 'bind/plain-state-misfit',
          message: 'Order keeps its state and no history, with which facts does not go together.',
        },
      ],
    );
  });

  test('and is the truth has a history neither in a log', () => {
    expectFindings(order('persistence: «state»\nstyle: «log»\nstate: { 1: { open: boolean } }'), [
      { code: 'bind/state-never-stored' },
      { code: 'bind/plain-state-misfit' },
    ]);
  });

  test('in facts has an event of its own, with streams of its own', () => {
    const facts = aggregate(`${closing}facts: true\ncategory: shop.orders\nstate: { 1: { open: boolean } }`);
    expect(facts).toMatchObject({
      ...{ persistence: 'events', category: 'shop.orders' },
      fact: { name: 'OrderFact', type: 'ordering.OrderFact', category: 'shop.ordersFact' },
    });
    expect(aggregate('persistence: events\nfacts: false')).toMatchObject({ persistence: 'events', fact: undefined });
    expect(aggregate(`${closing}persistence: state\nstate: { 1: { open: boolean } }`)).toMatchObject({
      ...{ persistence: 'state', fact: undefined },
    });
  });

  test('in facts takes names that nothing else may have', () => {
    const state = 'facts: true\nstate: { 1: { open: boolean } }';
    expectFindings(
      order(
        `${state}\nevents: { Closed: { 1: {} }, «OrderFact»: { 1: {} } }\ncommands: { Close: { emits: [Closed], 1: {} } }`,
      ),
      [{ code: 'bind/name-taken' }],
    );
    expectFindings(
      order(
        `${state}\nevents: { Closed: { stored: «ordering.OrderFact», 1: {} } }\ncommands: { Close: { emits: [Closed], 1: {} } }`,
      ),
      [{ code: 'bind/stored-name-taken' }],
    );
  });
});

describe('an aggregate', () => {
  test('has its defaults', () => {
    expect(aggregate('')).toMatchObject({
      ...{ context: 'ordering', name: 'Order', category: 'ordering.order', style: 'decider' },
      ...{ sources: ['schemas/test.yaml'], events: [], commands: [], rejections: [], subject: [] },
      ...{ state: undefined, snapshot: undefined, description: undefined },
    });
    expect(aggregate('style: class\ndescription: D.\nsnapshot: { every: 200 }')).toMatchObject({
      ...{ style: 'class', description: 'D.', snapshot: { every: 200, revision: 1 } },
    });
  });

  test.each([
    ['OrderLine', 'ordering.orderLine'],
    ['HTTPCall', 'ordering.httpCall'],
    ['V2', 'ordering.v2'],
  ])('%s has the category %s for good', (name, category) => {
    expect(bound(ordering(`aggregate: ${name}\nid: { a: uuid }`)).contexts[0]?.aggregates[0]?.category).toBe(category);
  });

  test.each([
    ['«order-line»', /has a -/],
    ['«""»', /empty/],
    ['«"a b"»', /blanks/],
    ['«"a\\u0000b"»', /control/],
  ])('cannot have the category %s', (category, message) => {
    expectFindings(order(`category: ${category}`), [{ code: 'bind/name-not-usable', message }]);
  });

  test('has a category of its own in the whole domain', () => {
    expectFindings(
      {
        'a.yaml': 'varve: 1\ncontext: ordering\naggregate: «Order»\nid: { a: uuid }',
        'b.yaml': 'varve: 1\ncontext: shipping\naggregate: Parcel\nid: { a: uuid }\ncategory: «ordering.order»',
      },
      [{ code: 'bind/category-taken', mark: 1, related: [0], message: /that of ordering.Order already/ }],
    );
  });

  test('is in one file', () => {
    const file = 'varve: 1\ncontext: ordering\naggregate: «Order»\nid: { a: uuid }';
    expectFindings({ 'a.yaml': file, 'b.yaml': file }, [
      { code: 'bind/duplicate-name', mark: 1, related: [0], message: 'ordering has two aggregates named Order.' },
    ]);
  });
});

describe('state', () => {
  test('is one shape by version', () => {
    expect(aggregate('state: { description: D., 1: { a: string } }').state).toMatchObject({
      ...{ union: undefined, description: 'D.' },
      versions: [{ schemaVersion: 1, type: { kind: 'object', shape: { fields: [{ name: 'a' }] } } }],
    });
  });

  test('is one of several states', () => {
    const { state } = aggregate(
      'states: { tag: status, initial: none, transitions: { open: [paid, none, paid], none: [open] }, 1: { open: { a: string }, none: {}, paid: {} } }',
    );
    expect(state?.union).toEqual({
      ...{ tag: 'status', initial: 'none' },
      transitions: [
        { from: 'none', to: ['open'] },
        { from: 'open', to: ['none', 'paid'] },
      ],
    });
    expect(state?.versions[0].type).toMatchObject({
      kind: 'tagged',
      discriminator: 'status',
      variants: [{ tag: 'open' }, { tag: 'none' }, { tag: 'paid' }],
    });
    expect(aggregate('states: { tag: s, initial: a, 1: { a: {} } }').state?.union?.transitions).toBeUndefined();
  });

  test('is relative to the same state of an earlier version', () => {
    const { state } = aggregate(
      'states: { tag: s, initial: a, 1: { a: { x: string } }, 2: { a: { like: 1, fields: { y: string } } } }',
    );
    expect(state?.versions[1]?.type).toMatchObject({
      variants: [{ type: { shape: { fields: [{ name: 'x' }, { name: 'y' }] } } }],
    });
    expectFindings(order('states: { tag: s, initial: a, 1: { a: {} }, 2: { a: {}, b: { like: «1» } } }'), [
      { code: 'bind/like-unknown' },
    ]);
  });

  test('is said once', () => {
    expectFindings(order('state: { 1: {} }\n«states»: { tag: s, initial: a, 1: { a: {} } }'), [
      { code: 'bind/state-twice' },
    ]);
  });

  test('has its tag to itself', () => {
    expectFindings(order('states: { tag: status, initial: a, 1: { «a»: { «status»: string }, b: {} } }'), [
      { code: 'bind/discriminator-redeclared', related: [1], message: /^The state a has a field status/ },
    ]);
  });

  test('names states of the newest version', () => {
    expectFindings(
      order(
        'states: { tag: s, initial: «nne», transitions: { none: [«opn», none], «closed»: [] }, 1: { none: {}, closed: {} }, 2: { none: {}, open: {} } }',
      ),
      [
        {
          code: 'bind/unknown-state',
          help: 'Did you mean none?',
          message: 'initial names nne, which is no state of version 2.',
        },
        { code: 'bind/unknown-state', help: 'Did you mean open?', message: /^the transition from none names opn/ },
        { code: 'bind/unknown-state', message: /^transitions names closed/ },
      ],
    );
  });
});

describe('subject', () => {
  const events =
    'events: { A: { 1: { who: uuid, maybe?: uuid } }, B: { 1: { other: uuid } }, «C»: { 1: {} }, D: { ignored: x, 1: {} } }\n';
  const plain = events.replaceAll(/[«»]/g, '');

  test('is a field or a part of the identity, by event', () => {
    expect(aggregate(`subject: $id.orderId\n${plain}`).subject).toEqual(
      ['A', 'B', 'C'].map((event) => ({ event, source: { kind: 'id', part: 'orderId' } })),
    );
    expect(aggregate(`subject: { C: $id.orderId, B: other, A: who }\n${plain}`).subject).toEqual([
      { event: 'A', source: { kind: 'field', name: 'who' } },
      { event: 'B', source: { kind: 'field', name: 'other' } },
      { event: 'C', source: { kind: 'id', part: 'orderId' } },
    ]);
  });

  test('is there and required in every event', () => {
    expectFindings(order(`subject: «who»\n${plain}`), [
      { code: 'bind/subject-unknown', mark: 0, message: /^The subject of B is who, which is no field of it/ },
      { code: 'bind/subject-unknown', mark: 0, message: /^The subject of C/ },
    ]);
    expectFindings(order(`subject: { A: «maybe», B: «othr», C: «$id.order» }\n${plain}`), [
      { code: 'bind/subject-unknown', message: /optional/, help: /\$id\.orderId/ },
      { code: 'bind/subject-unknown', help: 'Did you mean other?' },
      { code: 'bind/subject-unknown', message: /no part of the identity/ },
    ]);
  });

  test('is said for events that there are, and for all of them', () => {
    expectFindings(order(`«subject»: { A: who, B: other, «Cc»: who }\n${events}`), [
      { code: 'bind/subject-missing', mark: 0, related: [2], help: 'Add it: C: $id.orderId' },
      { code: 'bind/subject-of-unknown-event', mark: 1 },
    ]);
  });

  test('follows the newest version', () => {
    expect(aggregate('subject: who\nevents: { A: { 1: {}, 2: { who: uuid } } }').subject).toHaveLength(1);
    expectFindings(order('subject: «who»\nevents: { A: { 1: { who: uuid }, 2: {} } }'), [
      { code: 'bind/subject-unknown' },
    ]);
  });
});
