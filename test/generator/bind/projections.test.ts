import { describe, expect, test } from 'vitest';
import type { StageResult } from '../../../generator/src/diagnostics/diagnostic.js';
import { bindFiles, bound, expectFindings, order, ordering, type Files } from './bind-yaml.js';
import { payments, projection, rows } from './projection-yaml.js';

function bindOf(files: Files): StageResult<unknown> {
  const texts = typeof files === 'string' ? { 'schemas/test.yaml': files } : files;
  return bindFiles(Object.entries(texts).map(([path, text]) => ({ path, text })));
}

describe('a projection', () => {
  test('has its defaults', () => {
    expect(
      projection(rows('{ on: [OrderPlaced], key: { orderId: $id.orderId }, fields: { a: string } }')),
    ).toMatchObject({
      ...{ context: 'ordering', name: 'Orders', run: 'async', revision: 1, errors: undefined, indexes: [] },
      ...{ description: undefined, category: 'ordering.order', sources: ['schemas/test.yaml'] },
      on: [{ name: 'OrderPlaced', key: [{ column: 'orderId', source: { kind: 'id', part: 'orderId' } }] }],
      key: [{ name: 'orderId', type: { kind: 'scalar', scalar: 'uuid' }, optional: false }],
      fields: [{ name: 'a' }],
    });
  });

  test('keeps everything it says', () => {
    const body = `{ description: D., on: [OrderLost, OrderClosed], run: inline, key: { orderId: $id.orderId }, revision: 4,
      fields: { fields: { b?: string, a: integer }, description: One row., deprecated: Use another. }, indexes: [[b], [a, b]] }`;
    expect(projection(rows(body))).toMatchObject({
      ...{ description: 'D.', run: 'inline', revision: 4 },
      on: [{ name: 'OrderClosed' }, { name: 'OrderLost' }],
      fields: [
        { name: 'b', optional: true },
        { name: 'a', optional: false },
      ],
      row: { description: 'One row.', deprecated: 'Use another.' },
      indexes: [['a', 'b'], ['b']],
    });
  });

  test('keeps what becomes of failures', () => {
    const body = '{ on: [OrderPlaced], key: { a: other }, fields: {}, errors: { retry: 0, then: skip } }';
    expect(projection(rows(body)).errors).toEqual({ retry: 0, outcome: 'skip' });
  });

  test('may stand in a file of its own, and in a context that has nothing else', () => {
    const files = {
      'a.yaml': payments,
      'b.yaml':
        'varve: 1\ncontext: reports\nprojections: { Taken: { on: [payments.PaymentTaken], key: { shop: $id.shop }, fields: {} } }',
    };
    const { contexts } = bound(files);
    expect(contexts.map(({ name, projections }) => [name, projections.length])).toEqual([
      ['payments', 0],
      ['reports', 1],
    ]);
    expect(projection(files)).toMatchObject({ on: [{ name: 'payments.PaymentTaken' }], category: undefined });
  });

  test('reads events of all aggregates of its context, whichever file they stand in', () => {
    const files = {
      'a.yaml': payments,
      'b.yaml':
        'varve: 1\ncontext: payments\nprojections: { Taken: { on: [PaymentTaken], key: { shop: $id.shop, number: $id.number }, fields: {} } }',
    };
    expect(projection(files)).toMatchObject({
      category: 'payments.payment',
      key: [{ name: 'shop' }, { name: 'number' }],
    });
  });

  test.each([
    ['a part is missing', '{ shop: $id.shop }'],
    ['the order is another', '{ number: $id.number, shop: $id.shop }'],
    ['a field stands for a part', '{ shop: $id.shop, number: $id.number, order: orderId }'],
    ['a part is there twice', '{ shop: $id.shop, number: $id.number, again: $id.shop }'],
  ])('is no row a stream where %s', (_what, key) => {
    const body = `projections: { Taken: { on: [PaymentTaken], key: ${key}, fields: {} } }`;
    expect(projection(payments + body).category).toBeUndefined();
  });

  test('is a row a stream whatever its columns are called', () => {
    const body = 'projections: { Taken: { on: [PaymentTaken], key: { a: $id.shop, b: $id.number }, fields: {} } }';
    expect(projection(payments + body).category).toBe('payments.payment');
  });
});

describe('on', () => {
  const on = (names: string): string => rows(`{ on: ${names}, key: { orderId: $id.orderId }, fields: {} }`);

  test.each([
    ['[«OrderPlacd»]', 'Did you mean OrderPlaced?', { from: 'OrderPlacd', to: 'OrderPlaced' }],
    ['[«Nothing»]', 'Correct the name, or declare it under events.', undefined],
    [
      '[«ordering.OrderPlaced»]',
      'Events of this context have their own name only: OrderPlaced',
      { from: 'ordering.OrderPlaced', to: 'OrderPlaced' },
    ],
    ['[«shop.OrderPlaced»]', 'Did you mean OrderPlaced?', undefined],
  ])('%s names no event', (names, help, fix) => {
    expectFindings(on(names), [{ code: 'bind/projection-of-unknown-event', help, ...(fix && { fix }) }]);
  });

  test('names an event of another context with it', () => {
    const file = on('[OrderPlaced, «PaymentTaken»]');
    expectFindings({ 'a.yaml': file, 'b.yaml': payments }, [
      { code: 'bind/projection-of-unknown-event', help: 'Did you mean payments.PaymentTaken?' },
    ]);
  });

  test('says nothing of an event whose own declaration is broken', () => {
    const broken = order(`events: { OrderPlaced: { 1: {}, «3»: {} } }
projections: { Orders: { on: [OrderPlaced], key: { orderId: $id.orderId }, fields: {} } }`);
    expectFindings(broken, [{ code: 'bind/schema-version-gap' }]);
    const outside = ordering(`«events»: { OrderPlaced: { 1: {} } }
projections: { Orders: { on: [OrderPlaced], key: { orderId: $id.orderId }, fields: {} } }`);
    expectFindings(outside, [{ code: 'bind/outside-aggregate' }]);
  });

  test.each([
    ['OrderHidden', /skipped/, 'Name another event, or take that back.'],
    ['OrderMerged', /read as other events/, 'Name what it is read as: OrderClosed, OrderLost'],
    ['OrderErased', /read as other events/, 'Name another event, or take that back.'],
  ])('refuses %s, which nobody reads', (name, message, help) => {
    expectFindings(on(`[«${name}»]`), [{ code: 'bind/projection-of-unread-event', message, help }]);
  });

  test('refuses events of an aggregate whose state is the truth, and facts', () => {
    const stored = (head: string, on: string): string =>
      order(`${head}
events: { OrderPlaced: { 1: {} } }
commands: { Place: { emits: [OrderPlaced], 1: {} } }
state: { 1: {} }
projections: { Orders: { on: [«${on}»], key: { orderId: $id.orderId }, fields: {} } }`);
    expectFindings(stored('persistence: state', 'OrderPlaced'), [
      { code: 'bind/projection-of-unread-event', message: /is in no log: it is sent and not kept/ },
    ]);
    expectFindings(stored('facts: true', 'OrderFact'), [
      { code: 'bind/projection-of-unread-event', help: 'Name the events that lead to it.' },
    ]);
    expectFindings(stored('facts: true', 'OrderPlaced'), []);
  });

  test('says with its context what a foreign event is read as', () => {
    const foreign = payments.replace('events: {', 'events: { Old: { 1: {}, becomes: [PaymentTaken@1] },');
    const file =
      'varve: 1\ncontext: reports\nprojections: { R: { on: [«payments.Old»], key: { shop: $id.shop }, fields: {} } }';
    expectFindings({ 'a.yaml': file, 'b.yaml': foreign }, [
      { code: 'bind/projection-of-unread-event', help: 'Name what it is read as: payments.PaymentTaken' },
    ]);
  });

  test('takes a retired event, whose history is there', () => {
    expect(projection(on('[OrderLost]')).on).toHaveLength(1);
  });

  test('names each event once', () => {
    expectFindings(on('[OrderPlaced, OrderClosed, «OrderPlaced»]'), [{ code: 'bind/listed-twice' }]);
  });
});

describe('run', () => {
  const foreign = (run: string): Files => ({
    'a.yaml': rows(
      `{ on: [OrderClosed, «payments.PaymentTaken»], run: ${run}, fields: {}, key: { o: { OrderClosed: $id.orderId, payments.PaymentTaken: orderId } } }`,
    ),
    'b.yaml': payments,
  });

  test('inline takes no event of another context', () => {
    expectFindings(foreign('inline'), [{ code: 'bind/inline-foreign-event', message: /committed by payments/ }]);
  });

  test.each(['async', 'live'])('%s does', (run) => {
    expectFindings(foreign(run), []);
  });

  test.each([
    ['live', '«errors»: { then: skip }', /nothing of it is stored/],
    ['live', '«indexes»: [[a]]', /nothing of it is stored/],
    ['inline', '«errors»: { retry: 3 }', /is not committed/],
  ])('%s has no use for %s', (run, said, message) => {
    expectFindings(
      rows(`{ on: [OrderPlaced], run: ${run}, key: { o: $id.orderId }, fields: { a: string }, ${said} }`),
      [{ code: 'bind/not-for-this-run', message }],
    );
  });
});

describe('names', () => {
  const named = (name: string): string =>
    `projections: { ${name}: { on: [OrderPlaced], key: { orderId: $id.orderId }, fields: {} } }`;
  const placed = 'events: { OrderPlaced: { 1: {} } }';

  test.each([
    ['types: { Orders: string }', 'Orders', 'bind/name-taken'],
    ['types: { OrdersKey: string }', 'Orders', 'bind/name-taken'],
    ['types: { OrdersContract: string }', 'Orders', 'bind/name-taken'],
    ['types: { OrdersHandlers: string }', 'Orders', 'bind/name-taken'],
    ['types: { ORDERS: string }', 'Orders', 'bind/names-alike'],
    ['', 'OrderPlaced', 'bind/name-taken'],
    ['', 'Order', 'bind/name-taken'],
    ['', 'ORDER', 'bind/names-alike'],
    ['', 'OrderDecider', 'bind/name-taken'],
    ['', 'Object', 'bind/name-not-usable'],
    ['', 'Constructor', 'bind/name-not-usable'],
  ])('beside %s a projection is not called %s', (beside, name, code) => {
    const { diagnostics } = bindOf(order(`${placed}\n${beside}\n${named(name)}`));
    expect(diagnostics.map((each) => each.code)).toEqual([code]);
  });

  test('are unique in a context, not in the domain', () => {
    const shop = order(`${placed}\n${named('Orders')}`);
    const twice = { 'a.yaml': shop, 'b.yaml': ordering(named('Orders')) };
    expect(bindOf(twice).diagnostics.map((each) => each.code)).toEqual(['bind/duplicate-name']);
    const other = shop.replace('context: ordering', 'context: other');
    expect(bindOf({ 'a.yaml': shop, 'b.yaml': other }).diagnostics).toEqual([]);
  });

  test('no aggregate is called projections, which the options of a context have', () => {
    const file = ordering('aggregate: Projections\nid: { a: uuid }');
    expect(bindOf(file).diagnostics.map((each) => each.code)).toEqual(['bind/name-not-usable']);
  });
});
