import { describe, expect, test } from 'vitest';
import { expectFindings, order } from './bind-yaml.js';
import { projection, rows } from './projection-yaml.js';

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
