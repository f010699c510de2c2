import { describe, expect, test } from 'vitest';
import { bound, expectFindings, order } from './bind-yaml.js';

/** Fields by version of the only event, as `name:type`, optional ones with `?`. */
function fieldsByVersion(versions: string): readonly (readonly string[])[] {
  const event = bound(order(`events: { E: { ${versions} } }`)).contexts[0]?.aggregates[0]?.events[0];
  return (event?.versions ?? []).map(({ shape }) =>
    shape.fields.map(({ name, type, optional }) => {
      return `${name}${optional ? '?' : ''}:${type.kind === 'scalar' ? type.scalar : type.kind}`;
    }),
  );
}

describe('like', () => {
  test('opens a shape only where no field has the place of further keys', () => {
    const versions = '1: { «extra»: string }, 2: { like: 1, open: true }, 3: { like: 2, fields: { a: string } }';
    expectFindings(order(`events: { E: { ${versions} } }`), [{ code: 'bind/field-name-not-usable' }]);
  });

  test('takes the fields of the version before and adds new ones behind them', () => {
    expect(fieldsByVersion('1: { b: string, a: integer }, 2: { like: 1, fields: { c: uuid } }')).toEqual([
      ['b:string', 'a:integer'],
      ['b:string', 'a:integer', 'c:uuid'],
    ]);
  });

  test('takes any earlier version', () => {
    expect(fieldsByVersion('1: { a: string }, 2: { b: string }, 3: { like: 1, fields: { c: uuid } }')[2]).toEqual([
      ...['a:string', 'c:uuid'],
    ]);
  });

  test('lets a field be declared anew, where it was', () => {
    expect(fieldsByVersion('1: { a: string, b: string }, 2: { like: 1, fields: { a: integer, c: uuid } }')[1]).toEqual([
      ...['a:integer', 'b:string', 'c:uuid'],
    ]);
    expect(fieldsByVersion('1: { a: string }, 2: { like: 1, fields: { a?: string } }')[1]).toEqual(['a?:string']);
  });

  test('takes nothing else: a version is deprecated by itself', () => {
    const model = bound(order('events: { E: { 1: { fields: { a: string }, deprecated: Old. }, 2: { like: 1 } } }'));
    const shapes = model.contexts[0]?.aggregates[0]?.events[0]?.versions.map(({ shape }) => shape.deprecated);
    expect(shapes).toEqual(['Old.', undefined]);
  });

  test.each([
    ['1: { like: «1», fields: { a: string } }'],
    ['1: { like: «2» }'],
    ['1: { a: string }, 2: { like: «2» }'],
    ['1: { a: string }, 2: { like: «3» }'],
  ])('%s names no earlier version', (versions) => {
    expectFindings(order(`events: { E: { ${versions} } }`), [{ code: 'bind/like-unknown' }]);
  });

  test('has nothing to take where there are no versions', () => {
    expectFindings(order('rejections: { R: { like: «1», fields: {} } }'), [{ code: 'bind/like-unknown' }]);
  });

  test('says nothing about a version that is missing: the gap is said', () => {
    expectFindings(order('events: { E: { 1: {}, «3»: { like: 2, without: [a] } } }'), [
      { code: 'bind/schema-version-gap' },
    ]);
  });

  test('works for types, also through versions that are no objects', () => {
    const types = (versions: string): string => order(`types: { A: { ${versions} } }`);
    const type = bound(types('1: { a: string }, 2: { like: 1, fields: { b: string } }')).contexts[0]?.types[0];
    expect(type?.versions[1]?.type).toMatchObject({ shape: { fields: [{ name: 'a' }, { name: 'b' }] } });
    expectFindings(types('1: string, 2: { like: «1» }'), [
      { code: 'bind/like-no-object', message: 'A version 1 is no object, so that nothing can be like it.' },
    ]);
    expectFindings(types('1: { enum: [a] }, 2: { like: «1» }'), [{ code: 'bind/like-no-object' }]);
  });
});

describe('without', () => {
  test('leaves fields out', () => {
    expect(fieldsByVersion('1: { a: string, b?: string }, 2: { like: 1, without: [b?] }')[1]).toEqual(['a:string']);
    expect(fieldsByVersion('1: { a: string, b?: string }, 2: { like: 1, without: [b] }')[1]).toEqual(['a:string']);
  });

  test('lets a field of that name begin anew behind the others', () => {
    expect(
      fieldsByVersion('1: { a: string, b: string }, 2: { like: 1, without: [a], fields: { a: uuid } }')[1],
    ).toEqual([...['b:string', 'a:uuid']]);
  });

  test('names fields that are there', () => {
    expectFindings(order('events: { E: { 1: { amount: string }, 2: { like: 1, without: [«amont», «x»] } } }'), [
      { code: 'bind/without-unknown', help: 'Did you mean amount?' },
      { code: 'bind/without-unknown', message: 'E version 1 has no field x to leave out.' },
    ]);
  });

  test('needs like', () => {
    expectFindings(order('rejections: { R: { «without»: [a], fields: {} } }'), [{ code: 'bind/without-like' }]);
  });
});

describe('open', () => {
  function openByVersion(versions: string): readonly unknown[] {
    const event = bound(order(`events: { E: { ${versions} } }`)).contexts[0]?.aggregates[0]?.events[0];
    return (event?.versions ?? []).map(({ shape }) => {
      const { open } = shape;
      return open?.kind === 'scalar' ? open.scalar : open;
    });
  }

  test('keeps further keys, of any type or of one', () => {
    expect(openByVersion('1: { fields: { a: string }, open: true }')).toEqual(['json']);
    expect(openByVersion('1: { fields: {}, open: decimal }')).toEqual(['decimal']);
    expect(openByVersion('1: { fields: {} }')).toEqual([undefined]);
  });

  test('is taken over by like, unless it is said anew', () => {
    const first = '1: { fields: {}, open: true }';
    expect(
      openByVersion(`${first}, 2: { like: 1 }, 3: { like: 2, open: false }, 4: { like: 2, open: string }`),
    ).toEqual([...['json', 'json', undefined, 'string']]);
  });
});

describe('a descriptor', () => {
  test('is told from fields of the same names', () => {
    expect(fieldsByVersion('1: { like: string, without: uuid, open: string, description: string }')).toEqual([
      ['like:string', 'without:uuid', 'open:string', 'description:string'],
    ]);
    expect(fieldsByVersion('1: { fields: { type: string, fields: uuid } }')).toEqual([['type:string', 'fields:uuid']]);
  });

  test('carries what is said about it', () => {
    const model = bound(order('rejections: { R: { fields: {}, description: No., deprecated: Use S. } }'));
    const rejection = model.contexts[0]?.aggregates[0]?.rejections[0];
    expect(rejection).toMatchObject({ description: 'No.', shape: { description: 'No.', deprecated: 'Use S.' } });
  });
});
