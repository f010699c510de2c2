import { describe, expect, test } from 'vitest';
import { scalarNames } from '../../../generator/src/model/type-model.js';
import { bound, expectFindings, order, ordering, typeOf } from './bind-yaml.js';

const eventOf = (type: string, head = ''): string => order(`${head}events: { E: { 1: { field: "${type}" } } }`);

test.each(scalarNames)('%s is built in', (scalar) => {
  expect(typeOf(scalar)).toEqual({ kind: 'scalar', scalar, wire: undefined, constraints: {} });
});

describe('a name that means nothing', () => {
  test.each([
    ['String', 'Did you mean string?'],
    ['UUID', 'Did you mean uuid?'],
    ['Boolean', 'Did you mean boolean?'],
    ['localDateTime', 'Did you mean localDatetime?'],
    ['strin', 'Did you mean string?'],
    ['int', 'Write integer.'],
    ['float', 'Write number.'],
    ['bool', 'Write boolean.'],
    ['guid', 'Write uuid.'],
    ['timestamp', 'Write instant.'],
    ['any', 'Write json.'],
    ['Buffer', 'Write bytes.'],
    ['Array', 'A list says what it holds: list<string>.'],
    ['undefined', 'A field that may be absent has a question mark behind its name.'],
    ['LocalDate', 'Write date.'],
    ['Lin', 'Did you mean Line?'],
    ['line', 'Did you mean Line?'],
    ['Money@1', 'Add it: imports: ["std:money"]'],
    ['Qwertyuiop', undefined],
  ])('%s', (name, help) => {
    expectFindings(eventOf(`«${name}»`, 'types: { Line: string }\n'), [
      help === undefined ? { code: 'bind/unknown-type' } : { code: 'bind/unknown-type', help },
    ]);
  });

  test('is reported at each of its places, exactly there', () => {
    expectFindings(eventOf('map<«Foo»> | «Bar» | string'), [
      { code: 'bind/unknown-type', message: 'There is no type Foo.' },
      { code: 'bind/unknown-type', message: 'There is no type Bar.' },
    ]);
  });

  test('is reported once a place, also where versions inherit it', () => {
    expectFindings(order('events: { E: { 1: { a: «Foo» }, 2: { like: 1, fields: { b: «Foo» } } } }'), [
      { code: 'bind/unknown-type' },
      { code: 'bind/unknown-type' },
    ]);
  });

  test('is looked up by nothing that objects inherit', () => {
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty']) {
      expectFindings(eventOf(`«${name}»`), [{ code: 'bind/unknown-type' }]);
    }
  });
});

test('what is no type is reported where it stops being one', () => {
  expectFindings(order('events: { E: { 1: { at: "datetime«?»", b: "list<string«,» x>" } } }'), [
    {
      code: 'bind/type-syntax',
      message: 'datetime? is no type: a type has no question mark.',
      help: /behind the field/,
    },
    { code: 'bind/type-syntax', message: /takes one type/ },
  ]);
});

describe('versions of types', () => {
  const two = 'types: { Address: { 1: { street: string }, 2: { street: string, city: string } } }\n';

  test('are written once there are two', () => {
    expectFindings(eventOf('«Address»[]', two), [
      {
        code: 'bind/bare-type',
        help: 'Write Address@1 for what it was while there was one version, or Address@2 for the newest.',
      },
    ]);
    expect(typeOf('Address@1', two)).toEqual({ kind: 'ref', context: 'ordering', name: 'Address', schemaVersion: 1 });
  });

  test('may be left out while there is one', () => {
    const one = 'types: { Line: { 1: { sku: string } }, Sku: string }\n';
    expect(typeOf('Line', one)).toMatchObject({ schemaVersion: 1 });
    expect(typeOf('Line@1', one)).toMatchObject({ schemaVersion: 1 });
    expect(typeOf('Sku@1', one)).toMatchObject({ schemaVersion: 1 });
  });

  test('must exist', () => {
    expectFindings(eventOf('«Address@3»', two), [
      { code: 'bind/unknown-schema-version', message: 'Address has no version 3; it has 1 and 2.' },
    ]);
    expectFindings(eventOf('«Sku@2»', 'types: { Sku: string }\n'), [{ code: 'bind/unknown-schema-version' }]);
  });

  test('are for named types only', () => {
    expectFindings(eventOf('«string@1»'), [{ code: 'bind/built-in-with-schema-version', help: 'Write string.' }]);
  });

  test('of standard types are always written', () => {
    expectFindings(eventOf('«Money»', 'imports: ["std:money"]\n'), [
      { code: 'bind/bare-standard-type', help: 'Write Money@1.' },
    ]);
  });
});

describe('names of other contexts and files', () => {
  const customer = 'varve: 1\ncontext: customers\ntypes: { Address: string, Name: string }\n';
  const schema = (type: string, imports: string): Readonly<Record<string, string>> => ({
    'schemas/order.yaml': order(`${imports}events: { E: { 1: { field: ${type} } } }`),
    'schemas/customer.yaml': customer,
  });

  test('are written with their context, in a file that imports them', () => {
    const model = bound(schema('customers.Address', 'imports: [./customer.yaml]\n'));
    const field = model.contexts[1]?.aggregates[0]?.events[0]?.versions[0].shape.fields[0];
    expect(field?.type).toMatchObject({ context: 'customers', name: 'Address' });
  });

  test('are not visible without an import', () => {
    expectFindings(schema('«customers.Address»', ''), [
      { code: 'bind/type-not-imported', help: 'Add it: imports: [./customer.yaml]' },
    ]);
  });

  test('are not passed on by imports', () => {
    const files = {
      ...schema('«customers.Address»', 'imports: [./middle.yaml]\n'),
      'schemas/middle.yaml': 'varve: 1\ncontext: middle\nimports: [./customer.yaml]\ntypes: { A: customers.Address }\n',
    };
    expectFindings(files, [{ code: 'bind/type-not-imported' }]);
  });

  test('are not written bare', () => {
    expectFindings(schema('«Address»', 'imports: [./customer.yaml]\n'), [
      { code: 'bind/unknown-type', help: 'Address belongs to another context: write customers.Address.' },
    ]);
    expectFindings(schema('«Address»', ''), [
      {
        help: 'Address belongs to another context: import ./customer.yaml and write customers.Address.',
        code: 'bind/unknown-type',
      },
    ]);
  });

  test('are helped with when misspelt', () => {
    expectFindings(schema('«customers.Adress»', 'imports: [./customer.yaml]\n'), [
      { code: 'bind/unknown-type', help: 'Did you mean customers.Address?' },
    ]);
    expectFindings(schema('«customer.Address»', 'imports: [./customer.yaml]\n'), [
      { code: 'bind/unknown-type', help: 'Did you mean customers.Address?' },
    ]);
    expectFindings(schema('«nowhere.Address»', ''), [
      { code: 'bind/unknown-type', help: 'There is no context nowhere.' },
    ]);
  });

  test('of the same context need no import, whatever the file', () => {
    const model = bound({
      'a.yaml': order('events: { E: { 1: { field: Sku, other: ordering.Sku } } }'),
      'b.yaml': ordering('types: { Sku: string }'),
    });
    expect(model.contexts.map(({ name, sources }) => [name, sources])).toEqual([['ordering', ['b.yaml']]]);
  });

  test('may be those of standard types, also with the context of those', () => {
    const imports = 'imports: ["std:period"]\n';
    const model = bound(order(`${imports}events: { E: { 1: { a: Period@2, b: std.Period@1, c: Priced@1 } } }`));
    expect(model.contexts.map(({ name, types }) => [name, types.map((type) => type.name)])).toEqual([
      ['ordering', []],
      ['std', ['Money', 'Period', 'Priced']],
    ]);
  });

  test('a standard type that another standard document imports is not visible itself', () => {
    expectFindings(order('imports: ["std:period"]\nevents: { E: { 1: { a: «Money@1» } } }'), [
      { code: 'bind/unknown-type', help: 'Add it: imports: ["std:money"]' },
    ]);
    expectFindings(order('imports: ["std:period"]\nevents: { E: { 1: { a: «std.Money@1» } } }'), [
      { code: 'bind/type-not-imported', help: 'Add it: imports: [std:money]' },
    ]);
  });

  test('one name in reach twice is never guessed', () => {
    const own = 'imports: ["std:money"]\ntypes: { Money: string }\n';
    expectFindings(eventOf('«Money@1»', own), [
      { code: 'bind/ambiguous-type', help: 'Write ordering.Money or std.Money.' },
    ]);
    expect(typeOf('ordering.Money', 'types: { Money: string }\n')).toMatchObject({ context: 'ordering' });
  });
});

describe('imports', () => {
  test.each([
    ['std:mony', 'Did you mean std:money?'],
    ['std:xyzabc', 'Standard types are std:money, std:period.'],
    ['./custmer.yaml', 'Did you mean ./customer.yaml?'],
    ['./customer.yml', 'Did you mean ./customer.yaml?'],
    ['../customer.yaml', 'Did you mean ./customer.yaml?'],
    ['./sub/x.yaml', /relative to this file/],
    ['/etc/passwd', /relative to this file/],
    ['.\\customer.yaml', /separated by \//],
  ])('%s is not there', (target, help) => {
    expectFindings(
      { 'schemas/order.yaml': ordering(`imports: [«'${target}'»]`), 'schemas/customer.yaml': ordering('') },
      [{ code: 'bind/unknown-import', help }],
    );
  });

  test('are relative to their file', () => {
    const model = bound({
      'schemas/a/order.yaml': order(
        'imports: [../b/customer.yaml, ./x/../deep/../../b/customer.yaml]\nevents: { E: { 1: { x: c.A } } }',
      ),
      'schemas/b/customer.yaml': 'varve: 1\ncontext: c\ntypes: { A: string }\n',
    });
    expect(model.contexts).toHaveLength(2);
  });

  test('may run in circles, and into themselves', () => {
    const model = bound({
      'a.yaml': 'varve: 1\ncontext: a\nimports: [./b.yaml, ./a.yaml]\ntypes: { A: "b.B | null" }\n',
      'b.yaml': 'varve: 1\ncontext: b\nimports: [./a.yaml]\ntypes: { B: { a: "a.A[]" } }\n',
    });
    expect(model.contexts.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
