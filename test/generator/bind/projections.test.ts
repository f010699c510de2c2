import { describe, expect, test } from 'vitest';
import type { ProjectionModel } from '../../../generator/src/model/projection-model.js';
import type { StageResult } from '../../../generator/src/diagnostics/diagnostic.js';
import { bindFiles, bound, expectFindings, order, ordering, type Files } from './bind-yaml.js';

const events = `
types:
  Channel: { enum: [web, store] }
  Size: { 1: { enum: [s] }, 2: { enum: [s, m] } }
  Customer: uuid
  Maybe: string | null
events:
  OrderPlaced:
    1: { customer: uuid }
    2: { customer: Customer, other: uuid, note?: string, gap: string | null, hidden: Maybe, channel: Channel, size: Size@1, raw: bytes, any: json, lines: list<string>, where: { fields: { street: string } }, at: { type: instant, wire: epoch-ms }, sum: decimal, mixed: string | integer }
    upcast: { 2: { set: { other: $eventId, gap: null, hidden: null, channel: web, size: s, raw: "", any: 1, lines: [], where: { street: x }, at: "2026-01-01T00:00:00Z", sum: "1", mixed: a } } }
  OrderClosed: { 1: { by: string, customer: uuid, size: Size@2, channel: { enum: [store, web] }, at: instant, sum: number } }
  OrderLost: { retired: Nobody loses orders now., 1: {} }
  OrderHidden: { ignored: Written by mistake., 1: {} }
  OrderMerged: { 1: {}, becomes: [OrderClosed@1, OrderLost@1] }
  OrderErased: { 1: {}, becomes: [] }
`;

/** A file with the aggregate Order, its events, and a projection. */
const rows = (body: string): string => order(`${events}\nprojections:\n  Orders: ${body}`);

const payments = `varve: 1
context: payments
aggregate: Payment
id: { shop: string, number: integer }
style: log
events: { PaymentTaken: { 1: { orderId: uuid } } }
`;

function projection(files: Files): ProjectionModel {
  const [found] = bound(files).contexts.flatMap(({ projections }) => projections);
  if (found === undefined) throw new Error('The projection is gone.');
  return found;
}

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

describe('key', () => {
  const keyed = (key: string, on = '[OrderPlaced, OrderClosed]'): string =>
    rows(`{ on: ${on}, key: ${key}, fields: {} }`);

  test.each([
    ['{ o: $id.orderId }', 'uuid'],
    ['{ o: { OrderPlaced: other, OrderClosed: customer } }', 'uuid'],
    // A name of ours for a type is no other type.
    ['{ o: { OrderPlaced: customer, OrderClosed: customer } }', 'uuid'],
    ['{ o: at }', 'instant'],
  ])('%s is %s', (key, scalar) => {
    expect(projection(keyed(key)).key[0]?.type).toEqual({ kind: 'scalar', scalar, wire: undefined, constraints: {} });
  });

  test('tells enums apart by their members, not by their order', () => {
    expect(projection(keyed('{ o: channel }')).key[0]?.type).toMatchObject({ kind: 'enum' });
  });

  test('has no constraints, which bind who writes events', () => {
    const file = order(`events: { A: { 1: { sku: { type: string, pattern: "^[A-Z]$" } } } }
projections: { P: { on: [A], key: { sku: sku }, fields: {} } }`);
    expect(projection(file).key[0]?.type).toMatchObject({ scalar: 'string', constraints: {} });
  });

  test('keeps the order of its columns', () => {
    const { key, on } = projection(keyed('{ b: $id.orderId, a: channel }'));
    expect(key.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(on.map((each) => each.key.map(({ column }) => column))).toEqual([
      ['b', 'a'],
      ['b', 'a'],
    ]);
  });

  test.each([
    ['other', 'by', 'from OrderPlaced, where it is uuid, and from OrderClosed, where it is string'],
    ['sum', 'sum', 'from OrderPlaced, where it is decimal, and from OrderClosed, where it is number'],
    ['size', 'size', 'where it is ordering.Size@1, and from OrderClosed, where it is ordering.Size@2'],
    ['channel', 'size', 'where it is ordering.Channel@1, and from OrderClosed, where it is ordering.Size@2'],
  ])('is not %s of one event and %s of another', (placed, closed, message) => {
    expectFindings(keyed(`{ o: { OrderPlaced: «${placed}», OrderClosed: ${closed} } }`), [
      { code: 'bind/key-sources-differ', message: new RegExp(message) },
    ]);
  });

  test.each([
    ['note', 'optional'],
    ['gap', 'string | null, which may be null'],
    ['hidden', 'Maybe, which may be null'],
    ['raw', 'bytes'],
    ['any', 'json'],
    ['lines', 'list<string>'],
    ['where', 'an object'],
    ['mixed', 'string | integer'],
  ])('is not %s', (field, found) => {
    expectFindings(keyed(`{ o: «${field}» }`, '[OrderPlaced]'), [
      {
        code: 'bind/key-source-misfit',
        message: `The key of Orders takes o from ${field} of OrderPlaced, which is ${found}.`,
      },
    ]);
  });

  test.each([
    ['custmer', 'Did you mean customer?', { from: 'custmer', to: 'customer' }],
    ['$id.orderid', 'Did you mean $id.orderId?', { from: '$id.orderid', to: '$id.orderId' }],
    ['orderId', 'Did you mean $id.orderId?', { from: 'orderId', to: '$id.orderId' }],
    ['nothing', 'Name a required field of the event or a part of its identity: $id.orderId', undefined],
    ['$id.', 'Name a required field of the event or a part of its identity: $id.orderId', undefined],
    ['""', 'Name a required field of the event or a part of its identity: $id.orderId', undefined],
    ['constructor', 'Name a required field of the event or a part of its identity: $id.orderId', undefined],
  ])('has no %s to come from', (source, help, fix) => {
    expectFindings(keyed(`{ o: «${source}» }`, '[OrderPlaced]'), [
      { code: 'bind/key-source-unknown', help, ...(fix && { fix }) },
    ]);
  });

  test('is asked of the newest version', () => {
    const file = (key: string): string =>
      order(`events: { A: { 1: { old: string }, 2: { fresh: string }, upcast: { 2: { rename: { old: fresh } } } } }
projections: { P: { on: [A], key: { k: ${key} }, fields: {} } }`);
    expectFindings(file('«old»'), [{ code: 'bind/key-source-unknown' }]);
    expectFindings(file('fresh'), []);
  });

  test('is said for every event', () => {
    expectFindings(keyed('{ «o»: { OrderPlaced: $id.orderId } }'), [
      { code: 'bind/key-source-missing', help: 'Add it: OrderClosed: $id.orderId' },
    ]);
  });

  test('is said for no other', () => {
    expectFindings(keyed('{ o: { OrderPlaced: $id.orderId, OrderClosed: $id.orderId, «OrderLost»: $id.orderId } }'), [
      { code: 'bind/key-source-of-unknown-event' },
    ]);
    expectFindings(keyed('{ «o»: { OrderPlaced: $id.orderId, «OrderClosd»: $id.orderId } }'), [
      { code: 'bind/key-source-missing' },
      {
        code: 'bind/key-source-of-unknown-event',
        help: 'Did you mean OrderClosed?',
        fix: { from: 'OrderClosd', to: 'OrderClosed' },
      },
    ]);
  });

  test.each(['constructor', 'toString'])('is not found in %s that every object has', (event) => {
    expectFindings(keyed(`{ «o»: { OrderPlaced: $id.orderId, «${event}»: $id.orderId } }`), [
      { code: 'bind/key-source-missing' },
      { code: 'bind/key-source-of-unknown-event' },
    ]);
  });

  test('says once what is wrong with its type', () => {
    const file = order(`events: { A: { 1: { who: «Nobody» } } }
projections: { P: { on: [A], key: { who: who }, fields: {}, indexes: [[who]] } }`);
    expectFindings(file, [{ code: 'bind/unknown-type' }]);
  });

  test('has 12 columns at most', () => {
    const columns = (count: number): string =>
      Array.from({ length: count }, (_, index) => `c${String(index)}: $id.orderId`).join(', ');
    expectFindings(rows(`{ on: [OrderPlaced], key: { ${columns(12)} }, fields: {} }`), []);
    expectFindings(rows(`{ on: [OrderPlaced], «key»: { ${columns(13)} }, fields: {} }`), [
      { code: 'bind/too-many-columns', message: /^The key of Orders has 13 columns/ },
    ]);
  });
});

describe('fields', () => {
  const fields = (body: string, rest = ''): string =>
    rows(`{ on: [OrderPlaced], key: { orderId: $id.orderId }, fields: ${body}${rest} }`);

  test.each([
    ['{ «"a?"»: string | null }', 'bind/optional-and-nullable'],
    ['{ «a?»: Maybe }', 'bind/optional-and-nullable'],
    ['{ «a?»: json }', 'bind/optional-and-nullable'],
    ['{ «a?»: { type: string, nullable: true } }', 'bind/optional-and-nullable'],
    ['{ «orderId»: uuid }', 'bind/key-redeclared'],
    ['{ «orderId?»: uuid }', 'bind/key-redeclared'],
    ['{ fields: { a: string }, «open»: true }', 'bind/open-row'],
    ['{ a: { type: string, «default»: x } }', 'bind/keyword-out-of-place'],
    ['{ a: «Nobody» }', 'bind/unknown-type'],
    ['{ a: «Size» }', 'bind/bare-type'],
    ['{ fields: {}, like: «1» }', 'bind/like-unknown'],
    ['{ «constructor?»: string }', 'bind/field-name-not-usable'],
    ['{ a: { type: integer, examples: [«x»] } }', 'bind/example-misfit'],
  ])('%s is refused', (body, code) => {
    expectFindings(fields(body), [{ code }]);
  });

  test.each([
    '{}',
    '{ a?: string, b: Maybe, c: Size@2, d: { fields: { e?: string | null } }, f: json, g?: list<json> }',
    '{ "Ä b": string, 1: integer }',
  ])('%s are fine', (body) => {
    // In braces YAML would read the question mark.
    expectFindings(fields(body.replace('e?: string | null', '"e?": string | null')), []);
  });

  test('are 400 with the key at most', () => {
    const many = (count: number): string =>
      `{ ${Array.from({ length: count }, (_, index) => `c${String(index)}: date`).join(', ')} }`;
    expectFindings(fields(many(399)), []);
    const file = rows(`{ on: [OrderPlaced], key: { orderId: $id.orderId }, «fields»: ${many(400)} }`);
    expectFindings(file, [{ code: 'bind/too-many-columns' }]);
  });

  test.each([
    ['[[«totl»]]', 'bind/index-of-unknown-column', 'Did you mean total?'],
    ['[[«constructor»]]', 'bind/index-of-unknown-column', undefined],
    ['[[«lines»]]', 'bind/index-misfit', undefined],
    ['[[«where»]]', 'bind/index-misfit', undefined],
    ['[[«mixed»]]', 'bind/index-misfit', undefined],
    ['[[total, «total»]]', 'bind/listed-twice', undefined],
    ['[[total], «[total]»]', 'bind/listed-twice', undefined],
  ])('have no index %s', (indexes, code, help) => {
    const body = '{ total: decimal, lines: list<string>, where: { fields: {} }, mixed: string | integer }';
    expectFindings(fields(body, `, indexes: ${indexes}`), [{ code, ...(help === undefined ? {} : { help }) }]);
  });

  test('may be indexed together with columns of the key, and in either order', () => {
    const { indexes } = projection(
      fields('{ a?: string, b: boolean | null }', ', indexes: [[b, a], [a, b], [a, orderId]]'),
    );
    expect(indexes).toEqual([
      ['a', 'b'],
      ['a', 'orderId'],
      ['b', 'a'],
    ]);
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
