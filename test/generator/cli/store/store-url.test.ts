import { describe, expect, test } from 'vitest';
import {
  nameStore,
  parseStoreUrl,
  type StoreUrl,
  withoutSecrets,
} from '../../../../generator/src/cli/store/store-url.js';

const place = { cwd: '/home/ada', env: {} };

describe('the url of a store', () => {
  test.each([
    ['orders.db', '/home/ada/orders.db'],
    ['sqlite:orders.db', '/home/ada/orders.db'],
    ['sqlite:/data/orders.db', '/data/orders.db'],
    ['sqlite:///data/orders.db', '/data/orders.db'],
    ['./a folder/x.db', '/home/ada/a folder/x.db'],
    ['C/x.db', '/home/ada/C/x.db'],
  ])('%s is a file', (text, path) => {
    expect(parseStoreUrl(text, place)).toEqual({ kind: 'sqlite', path });
  });

  test.each<[string, string, string]>([
    ['postgres://ada@db/shop', 'postgres://ada@db/shop', 'varve'],
    ['postgresql://ada@db:5433/shop', 'postgresql://ada@db:5433/shop', 'varve'],
    ['postgres://ada:p%40ss@db/shop?schema=orders', 'postgres://ada:p%40ss@db/shop', 'orders'],
    ['postgres://db/shop?sslmode=disable&schema=a%20b', 'postgres://db/shop?sslmode=disable', 'a b'],
    ['postgres:', 'postgres://', 'varve'],
    ['postgres://', 'postgres://', 'varve'],
    ['postgres://?schema=orders', 'postgres://', 'orders'],
    ['postgres:///shop?host=/var/run', 'postgres:///shop?host=/var/run', 'varve'],
  ])('%s is PostgreSQL', (text, connection, schema) => {
    expect(parseStoreUrl(text, place)).toEqual({ kind: 'postgres', connection, schema });
  });

  test('a flag names the schema, and may not contradict', () => {
    expect(parseStoreUrl('postgres://db/shop', { ...place, schema: 'orders' })).toMatchObject({ schema: 'orders' });
    expect(parseStoreUrl('postgres://db/shop?schema=a', { ...place, schema: 'a' })).toMatchObject({ schema: 'a' });
    expect(() => parseStoreUrl('postgres://db/shop?schema=a', { ...place, schema: 'b' })).toThrow(/not the same/);
    expect(() => parseStoreUrl('orders.db', { ...place, schema: 'a' })).toThrow(/SQLite file has none/);
  });

  test('a variable holds any of them', () => {
    const env = { DATABASE_URL: 'postgres://ada:secret@db/shop?schema=s', FILE: 'x.db', EMPTY: '', AGAIN: 'env:FILE' };
    expect(parseStoreUrl('env:DATABASE_URL', { cwd: '/', env })).toMatchObject({ kind: 'postgres', schema: 's' });
    expect(parseStoreUrl('env:FILE', { cwd: '/data', env })).toEqual({ kind: 'sqlite', path: '/data/x.db' });
    for (const name of ['EMPTY', 'NOWHERE', '']) {
      expect(() => parseStoreUrl(`env:${name}`, { cwd: '/', env })).toThrow(`the variable ${name} is not set`);
    }
    expect(() => parseStoreUrl('env:AGAIN', { cwd: '/', env })).toThrow(/no stores of the kind env/);
  });

  test.each(['mysql:x', 'nats://host', 'sqlite:', '', 'postgres://ada:se/cret@db/x', 'postgres://[::/x'])(
    '%j is refused, and not repeated',
    (text) => {
      expect(() => parseStoreUrl(text, place)).toThrow(/^--store(?!.*se\/cret)/);
    },
  );
});

describe('no password is shown', () => {
  const urls = [
    'postgres://ada:s3cr%40t@db/shop?schema=orders',
    'postgres://ada@db/shop?password=s3cr%40t',
    'postgres://ada:s3cr%40t@db:5433/shop?sslmode=require&password=s3cr%40t',
  ];

  test.each(urls)('%s', (text) => {
    const url = parseStoreUrl(text, place);
    expect(nameStore(url)).toMatch(/^postgres:\/\/ada@db(:5433)?\/shop, schema (orders|varve)$/);
    const said = `cannot connect to ${url.kind === 'postgres' ? url.connection : ''}: s3cr@t and s3cr%40t are wrong`;
    expect(withoutSecrets(said, url)).not.toMatch(/s3cr/);
  });

  test('the rest of a text stays', () => {
    const url: StoreUrl = { kind: 'postgres', connection: 'postgres://ada:s3cret@db/shop', schema: 'varve' };
    expect(withoutSecrets('role ada: s3cret, at db', url)).toBe('role ada: …, at db');
    expect(withoutSecrets('as it is', { kind: 'sqlite', path: '/x' })).toBe('as it is');
    expect(nameStore({ kind: 'sqlite', path: '/x' })).toBe('/x');
  });
});
