import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { CheckSchema } from '../../../generator/src/model/check-model.js';
import { createCheckCompiler } from '../../../generator/src/validate/compile-checks.js';
import { codePointLength, compareDecimals, equal, isDecimalMultiple } from '../../../runtime/src/codegen/v1/index.js';

const compile = createCheckCompiler();

interface Finding {
  readonly keyword: string;
  readonly message: string;
}

/** Keywords that `value` breaks, as the compiled code says. */
function broken(schema: CheckSchema, value: unknown): readonly Finding[] {
  const { code, constants } = compile(schema, 'check');
  const declared = constants.map((constant) => `const ${constant.name} = ${constant.code};`).join('\n');
  const runtime = { codePointLength, compareDecimals, equal, isDecimalMultiple, value };
  const found: unknown = runInNewContext(
    `${declared}\n${code}\ncheck(value); JSON.stringify(check.errors ?? [])`,
    runtime,
  );
  return JSON.parse(String(found));
}

const keywords = (schema: CheckSchema, value: unknown): readonly string[] =>
  broken(schema, value).map(({ keyword }) => keyword);

describe('a compiled check', () => {
  test.each<[CheckSchema, readonly unknown[], readonly unknown[]]>([
    [{ base: 'string', constraints: { minLength: 2 } }, ['ab', '😀😀'], ['', 'a', '😀']],
    [{ base: 'string', constraints: { pattern: '^\\p{Lu}"\\\\/$' } }, ['Ä"\\/'], ['a"\\/', '']],
    [{ base: 'number', constraints: { minimum: 1 } }, [1, 1e300], [0, -0.1, NaN]],
    [{ base: 'number', constraints: { exclusiveMaximum: 1 } }, [0.999, -5], [1, 2]],
    [{ base: 'number', constraints: { multipleOf: 0.1 } }, [0.3, 1.1, 0, -0.7, 1e21], [0.35, 1e-7]],
    [{ base: 'number', constraints: { multipleOf: 5 } }, [0, -15, 1e15], [1, 7.5]],
    [{ base: 'bigint', constraints: { minimum: '-9007199254740993' } }, [-9007199254740993n, 0n], [-9007199254740994n]],
    [{ base: 'bigint', constraints: { exclusiveMaximum: '3', multipleOf: '2' } }, [2n, -4n], [3n, 1n, 4n]],
    [{ base: 'decimal', constraints: { maximum: '0.3' } }, ['0.3', '0.30', '-5'], ['0.30000000000000001', '1']],
    [{ base: 'decimal', constraints: { multipleOf: '0.05' } }, ['0.10', '7'], ['0.11']],
    [
      { base: 'array', constraints: { uniqueItems: true } },
      [[], [1, 2], [1n, 1]],
      [
        [1, 1],
        [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      ],
    ],
    [{ base: 'array', constraints: { minItems: 1, maxItems: 2 } }, [[1], [1, 2]], [[], [1, 2, 3]]],
    [
      { base: 'open-object', constraints: { minProperties: 2, maxProperties: 3 } },
      [{ a: 1, b: 2 }, { a: 1, extra: { extra: 2 } }, { extra: { b: 1, c: 2, d: 3 } }],
      [{ a: 1 }, { extra: { b: 1 } }, { a: 1, b: 2, extra: { c: 1, d: 2 } }],
    ],
    [{ base: 'object', constraints: { maxProperties: 1 } }, [{}, { a: 1 }], [{ a: 1, b: 2 }]],
  ])('of %j', (schema, fine, wrong) => {
    for (const value of fine) expect(keywords(schema, value)).toEqual([]);
    for (const value of wrong) expect(keywords(schema, value)).not.toEqual([]);
  });

  test('names every keyword that is broken, by the name that people write', () => {
    expect(keywords({ base: 'bigint', constraints: { minimum: '5', multipleOf: '2' } }, 3n)).toEqual([
      'minimum',
      'multipleOf',
    ]);
    expect(broken({ base: 'decimal', constraints: { minimum: '0.10' } }, '0.05')).toMatchObject([
      { keyword: 'minimum', message: 'must be >= 0.10' },
    ]);
  });

  test('needs nothing but functions of the runtime', () => {
    const check = compile({ base: 'string', constraints: { minLength: 1, pattern: 'a' } }, 'name');
    expect(check.uses).toEqual(['codePointLength']);
    expect(check.code).toMatch(/^function name\(data, /);
    expect(check.code).not.toMatch(/require|ajv|sourceURL|parentData/);
    expect(check.constants).toEqual([{ name: 'namePattern', code: 'new RegExp("a", "u")' }]);
  });

  test('does not depend on what was compiled before it', () => {
    const schema: CheckSchema = { base: 'string', constraints: { maxLength: 3, pattern: '^x' } };
    const fresh = createCheckCompiler()(schema, 'check');
    for (let size = 0; size < 5; size += 1)
      compile({ base: 'string', constraints: { maxLength: size, pattern: 'y' } }, 'other');
    expect(createCheckCompiler()(schema, 'check')).toEqual(fresh);
    expect(compile(schema, 'check')).toEqual(fresh);
    expect(compile(schema, 'check')).toBe(compile(schema, 'check'));
  });

  test.each(['validate0', '"; globalThis.PWNED = 1; "', 'number:minimum', 'data', 'a\u2028b'])(
    'keeps the pattern %j to its string',
    (pattern) => {
      const schema: CheckSchema = { base: 'string', constraints: { pattern } };
      expect(keywords(schema, pattern)).toEqual([]);
      expect(broken(schema, 'zzz')).toMatchObject([{ message: `must match pattern "${pattern}"` }]);
    },
  );
});
