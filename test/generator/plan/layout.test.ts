import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { format } from 'prettier';
import { describe, expect, test } from 'vitest';
import { generatedOptions } from '../../../generator/src/format/format-file.js';
import { isFinal } from '../../../generator/src/format/is-final.js';
import { array, arrow, call, json, object, type Code } from '../../../generator/src/plan/layout/code.js';
import { constantStatement, layOut } from '../../../generator/src/plan/layout/lay-out.js';
import { docComment } from '../../../generator/src/plan/layout/doc-comment.js';
import { layOutSignature, layOutSpecifiers, layOutUnion } from '../../../generator/src/plan/layout/type-text.js';

const prettier = (text: string): Promise<string> => format(text, { ...generatedOptions, parser: 'typescript' });

/** Whether a text is what prettier makes of it, or says itself that it may not be. */
async function expectFinal(text: string): Promise<void> {
  if (isFinal(text)) expect(await prettier(text)).toBe(text);
}

const name = fc.integer({ min: 1, max: 45 }).map((length) => `n${'ame'.repeat(20)}`.slice(0, length));
const atom = fc.oneof(
  name,
  name.map((text) => `'${text}'`),
  fc.nat(99).map(String),
);

const { code } = fc.letrec<{ code: Code }>((tie) => ({
  code: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc.array(fc.tuple(name, tie('code')), { maxLength: 6 }).map((entries) => object(unique(entries))),
    fc.array(tie('code'), { maxLength: 6 }).map(array),
    fc.tuple(name, fc.array(tie('code'), { maxLength: 3 })).map(([callee, args]) => call(callee, ...args)),
    fc.tuple(name, name).map(([callee, argument]) => arrow('()', call(callee, argument))),
  ),
}));

const unique = (entries: readonly (readonly [string, Code])[]): readonly (readonly [string, Code])[] =>
  entries.map(([key, value], index) => [`${key}${String(index)}`, value]);

describe('laid out code is as prettier would print it', () => {
  test('expressions', { timeout: 60_000 }, async () => {
    const callee = fc.option(name, { nil: undefined });
    await fc.assert(
      fc.asyncProperty(name, callee, code, async (constant, outer, value) => {
        const head = `export const ${constant}: Shape<${constant}> = `;
        await expectFinal(`${constantStatement(head, outer === undefined ? value : call(outer, value))}\n`);
      }),
      { numRuns: Number(process.env['VARVE_RUNS'] ?? 300) },
    );
  });

  test('unions, signatures and imports', { timeout: 60_000 }, async () => {
    const names = fc.uniqueArray(name, { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(names, name, async (members, head) => {
        const parameters = members.map((member) => `${member}: Type`);
        await expectFinal(
          `${layOutUnion(
            `export type ${head} =`,
            members.map((member) => `'${member}'`),
          )}\n`,
        );
        await expectFinal(`${layOutSpecifiers('import', members, `from './${head}.js';`)}\n`);
        const body = [
          layOutUnion(`readonly ${head}:`, members, 2),
          layOutSignature(head, parameters, 'void', { indent: 2, end: ';' }),
        ];
        await expectFinal(`export interface I {\n${body.map((line) => `  ${line}`).join('\n')}\n}\n`);
        const opened = layOutSignature(`export function ${head}`, parameters, 'void', { indent: 0, end: ' {' });
        await expectFinal(`${opened}\n  return undefined;\n}\n`);
      }),
      { numRuns: 60 },
    );
  });

  test('JSON values', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (value) => {
        const text = `${constantStatement('const value = ', json(JSON.parse(JSON.stringify(value))))}\n`;
        await expectFinal(text);
        expect(runInNewContext(`${text} JSON.stringify(value)`)).toBe(JSON.stringify(value));
      }),
      { numRuns: 100 },
    );
  });
});

describe('layout', () => {
  test('keeps what fits on one line', () => {
    expect(layOut(call('a', 'b', object([['c'], ['d', 'e']])), { indent: 0, column: 0, after: 1 })).toBe(
      'a(b, { c, d: e })',
    );
  });

  test('keeps the bracket of the last argument beside the parenthesis', () => {
    const long = object([
      ['first', 'a'.repeat(60)],
      ['second', 'b'.repeat(60)],
    ]);
    expect(layOut(call('f', 'x', long), { indent: 2, column: 2, after: 1 })).toBe(
      `f(x, {\n    first: ${'a'.repeat(60)},\n    second: ${'b'.repeat(60)},\n  })`,
    );
  });

  test('opens what shall be open, however short', () => {
    expect(layOut(object([['a', '1']], true), { indent: 0, column: 0, after: 0 })).toBe('{\n  a: 1,\n}');
    expect(layOut(object([], true), { indent: 0, column: 0, after: 0 })).toBe('{}');
  });

  test('marks calls that run on load, not those that may run later', () => {
    const code = call('a', call('b'), arrow('()', call('c')), array([call('d')]), object([['e', call('f')], ['g']]));
    expect(constantStatement('const x = ', code)).toBe(
      'const x = /* @__PURE__ */ a(/* @__PURE__ */ b(), () => c(), [/* @__PURE__ */ d()], { e: /* @__PURE__ */ f(), g });',
    );
    expect(layOut(code, { indent: 0, column: 0, after: 0 })).toBe('a(b(), () => c(), [d()], { e: f(), g })');
  });
});

describe('a doc comment', () => {
  test.each([
    ['nothing to say', {}, ''],
    ['one line', { description: 'Text.' }, '/** Text. */\n  '],
    ['a stand-in where nothing is described', { otherwise: 'Data.' }, '/** Data. */\n  '],
    ['no stand-in where something is', { otherwise: 'Data.', description: 'Text.' }, '/** Text. */\n  '],
    ['several lines', { description: 'a\n\nb' }, '/**\n   * a\n   *\n   * b\n   */\n  '],
    ['notes and a reason', { notes: ['n'], deprecated: 'r' }, '/**\n   * n\n   * @deprecated r\n   */\n  '],
    ['deprecation without a reason', { deprecated: '' }, '/** @deprecated */\n  '],
    ['text that would end it', { description: 'a */ b' }, '/** a *\\/ b */\n  '],
  ])('with %s', (_what, parts, expected) => {
    expect(docComment(parts, 2)).toBe(expected);
  });
});

test('lays out deep nesting in time, also where no line has room for what stands on it', () => {
  const callee = `call<${'Long'.repeat(20)}>`;
  let code: Code = 'x';
  for (let depth = 0; depth < 200; depth += 1) code = call(callee, object([['key', code]]));
  expect(constantStatement('const a = ', code).split(callee)).toHaveLength(201);
});
