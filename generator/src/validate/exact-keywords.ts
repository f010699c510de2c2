/**
 * Keywords for numbers that JSON and doubles cannot be exact about. ajv's own ones compare and divide doubles: `1.1` would
 * be no multiple of `0.1`, and the bounds of a bigint or of a decimal text would never be asked. Also for objects whose form in
 * memory has other keys than JSON. They are named `bigint:minimum` and report the keyword they stand for.
 */
import { type Code, type CodeKeywordDefinition, type KeywordCxt, type Name, _, str } from 'ajv';
import { _Code } from 'ajv/dist/compile/codegen/code.js';
import type { AnySchemaObject } from 'ajv/dist/2020.js';
import type { CheckFunction, CheckSchema } from '../model/check-model.js';

type ExactBase = Extract<CheckSchema['base'], 'number' | 'bigint' | 'decimal' | 'open-object'>;
type FailsWhen = (cxt: KeywordCxt, limit: string) => Code;

const bounds = [
  { keyword: 'minimum', fails: '<', holds: '>=' },
  { keyword: 'maximum', fails: '>', holds: '<=' },
  { keyword: 'exclusiveMinimum', fails: '<=', holds: '>' },
  { keyword: 'exclusiveMaximum', fails: '>=', holds: '<' },
] as const;

const raw = (code: string): Code => new _Code(code);

// ajv tells scope values apart by identity.
const references: Readonly<Partial<Record<CheckFunction, object>>> = { compareDecimals: {}, isDecimalMultiple: {} };

const runtimeFunction = (cxt: KeywordCxt, name: CheckFunction): Name =>
  cxt.gen.scopeValue('func', { ref: references[name], code: raw(name) });

const multipleOf = (base: ExactBase, fails: FailsWhen): CodeKeywordDefinition =>
  define(base, 'multipleOf', {
    fails,
    message: (limit) => str`must be multiple of ${limit}`,
    params: (limit) => _`{multipleOf: ${limit}}`,
  });

const compared = (base: ExactBase, fails: (operator: string) => FailsWhen): readonly CodeKeywordDefinition[] =>
  bounds.map((bound) =>
    define(base, bound.keyword, {
      fails: fails(bound.fails),
      message: (limit) => str`must be ${bound.holds} ${limit}`,
      params: (limit) => _`{comparison: ${bound.holds}, limit: ${limit}}`,
    }),
  );

interface Exactness {
  readonly fails: FailsWhen;
  readonly message: (limit: string) => Code;
  readonly params: (limit: string) => Code;
}

function define(base: ExactBase, keyword: string, exactness: Exactness): CodeKeywordDefinition {
  const limitOf = (cxt: Pick<KeywordCxt, 'schema'>): string => String(cxt.schema);
  return {
    keyword: `${base}:${keyword}`,
    error: {
      message: (cxt) => exactness.message(limitOf(cxt)),
      params: (cxt) => exactness.params(limitOf(cxt)),
    },
    code: (cxt) => cxt.fail(exactness.fails(cxt, limitOf(cxt))),
  };
}

/** Further keys of an open object lie one level deeper, and count like the others. */
const keyCount = (keyword: 'minProperties' | 'maxProperties', fails: '<' | '>', word: string): CodeKeywordDefinition =>
  define('open-object', keyword, {
    fails: ({ data }, limit) => {
      const further = _`(${data}.extra === undefined ? 0 : Object.keys(${data}.extra).length - 1)`;
      return _`Object.keys(${data}).length + ${further} ${raw(fails)} ${raw(limit)}`;
    },
    message: (limit) => str`must NOT have ${word} than ${limit} properties`,
    params: (limit) => _`{limit: ${raw(limit)}}`,
  });

/** All of them, to be added to an ajv instance. */
export const exactKeywords: readonly CodeKeywordDefinition[] = [
  ...compared('bigint', (operator) => (cxt, limit) => _`${cxt.data} ${raw(operator)} ${raw(`${limit}n`)}`),
  multipleOf('bigint', (cxt, limit) => _`${cxt.data} % ${raw(`${limit}n`)} !== 0n`),
  ...compared(
    'decimal',
    (operator) => (cxt, limit) =>
      _`${runtimeFunction(cxt, 'compareDecimals')}(${cxt.data}, ${limit}) ${raw(operator)} 0`,
  ),
  multipleOf('decimal', (cxt, limit) => _`!${runtimeFunction(cxt, 'isDecimalMultiple')}(${cxt.data}, ${limit})`),
  keyCount('minProperties', '<', 'fewer'),
  keyCount('maxProperties', '>', 'more'),
  multipleOf('number', (cxt, limit) =>
    Number.isSafeInteger(Number(limit))
      ? _`${cxt.data} % ${raw(limit)} !== 0`
      : _`!${runtimeFunction(cxt, 'isDecimalMultiple')}(String(${cxt.data}), ${limit})`,
  ),
];

/** The schema for ajv, its keywords exchanged where numbers must be exact. */
export function exactSchema({ base, constraints }: CheckSchema): AnySchemaObject {
  const isExactBase = base === 'bigint' || base === 'decimal' || base === 'open-object';
  const entries = Object.entries(constraints).map(([keyword, limit]) => {
    const isExact = isExactBase || (base === 'number' && keyword === 'multipleOf');
    return [isExact ? `${base}:${keyword}` : keyword, limit] as const;
  });
  const type = isExactBase ? {} : { type: base };
  return { ...type, ...Object.fromEntries(entries) };
}

/** Compiled code that reports the keywords as people write them. */
export function plainKeywords(text: string): string {
  return /^"(?:#\/)?(?:number|bigint|decimal|open-object):[A-Za-z]+"$/.test(text) ? text.replace(/[a-z-]+:/, '') : text;
}
