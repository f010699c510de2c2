/**
 * The exact place of a mistake, however it is written. Marks stand around the place; lines and columns are what editors
 * show, in UTF-16 units from 1, a byte order mark not counted.
 */
import { describe, expect, test } from 'vitest';
import { indexLines } from '../../generator/src/diagnostics/line-index.js';
import { diagnose } from '../support/diagnose.js';
import { expectDiagnostics } from '../support/expect-diagnostics.js';
import { marked } from '../support/marks.js';

const path = 'schemas/order.yaml';
const head = 'varve: 1\ncontext: ordering\n';
const aggregate = `${head}aggregate: Order\nid: { orderId: uuid }\nstyle: log\n`;

type Case = readonly [what: string, text: string, code: string];

/** Exactly this finding, at the first mark; further marks are the related places. */
async function expectFinding(text: string, code: string): Promise<void> {
  const { file, span, spans } = marked(text, path);
  const found = await diagnose({ [path]: file.text });
  expectDiagnostics(found, [{ code, span, related: spans.slice(1) }]);
}

describe('the name of a type', () => {
  test.each<Case>([
    ['plain', 'types:\n  A: { b: «strin» }', 'bind/unknown-type'],
    ['in single quotes', "types:\n  A: { b: '«strin»' }", 'bind/unknown-type'],
    ['in double quotes', 'types:\n  A: { b: "«strin»" }', 'bind/unknown-type'],
    ['after an escape', 'types:\n  A: { b: "\\x73tring | «strin»" }', 'bind/unknown-type'],
    ['spelt in escapes', 'types:\n  A: { b: "«\\u0073trin» | null" }', 'bind/unknown-type'],
    ['one of several', 'types:\n  A: { b: string | «strin» | null }', 'bind/unknown-type'],
    ['inside list< >', 'types:\n  A: { b: list<«strin»> }', 'bind/unknown-type'],
    ['inside map<list< >>', 'types:\n  A: { b: map<list<«strin»>> }', 'bind/unknown-type'],
    ['before []', 'types:\n  A: { b: "«strin»[]" }', 'bind/unknown-type'],
    ['with a version', 'types:\n  B: { 1: { c: string } }\n  A: { b: «B@2» }', 'bind/unknown-schema-version'],
    ['with a context', 'types:\n  A: { b: list<«other.B»> }', 'bind/unknown-type'],
    ['in a long form', 'types:\n  A: { fields: { b: { type: list<«strin»> } } }', 'bind/unknown-type'],
    ['in a long form, in quotes', 'types:\n  A: { fields: { b: { type: "«strin»[]" } } }', 'bind/unknown-type'],
    [
      'in a long form, in block style',
      'types:\n  A:\n    fields:\n      b:\n        type: list<«strin»>',
      'bind/unknown-type',
    ],
    [
      'in a long form of a long form',
      'types:\n  A: { fields: { b: { list: { map: «strin» } } } }',
      'bind/unknown-type',
    ],
    ['as a literal block', 'types:\n  A:\n    b: |-\n      list<«strin»>', 'bind/unknown-type'],
    ['as a folded block', 'types:\n  A:\n    b: >-\n      string |\n      «strin»', 'bind/unknown-type'],
    [
      'as a block in a long form',
      'types:\n  A:\n    fields:\n      b:\n        type: >\n          list<«strin»>',
      'bind/unknown-type',
    ],
    ['as a block with its indentation said', 'types:\n  A:\n    b: |2-\n      list<«strin»>', 'bind/unknown-type'],
    ['on a line of its own', 'types:\n  A:\n    b:\n      «strin»', 'bind/unknown-type'],
    ['over two lines', 'types:\n  A:\n    b: string |\n      «strin»', 'bind/unknown-type'],
    ['over two lines in quotes', 'types:\n  A:\n    b: "string |\n      «strin»"', 'bind/unknown-type'],
    ['of a field in quotes', 'types:\n  A: { "b?": «strin» }', 'bind/unknown-type'],
    ['of an explicit key', 'types:\n  A:\n    ? b\n    : «strin»', 'bind/unknown-type'],
    ['in a variant', 'types:\n  A: { oneOf: { x: «Foo» }, discriminator: k }', 'bind/unknown-type'],
    ['a syntax error inside it', 'types:\n  A: { fields: { b: { type: "«list»<string" } } }', 'bind/type-syntax'],
  ])('%s', async (_what, text, code) => expectFinding(head + text, code));
});

describe('keys', () => {
  test.each<Case>([
    ['doubled in block style', 'types:\n  A: string\n  «A»: uuid', 'source/duplicate-key'],
    ['doubled in flow style', 'types: { A: string, «A»: uuid }', 'source/duplicate-key'],
    ['doubled in other quotes', 'types:\n  A: string\n  «"A"»: uuid', 'source/duplicate-key'],
    ['doubled by an escape', 'types:\n  A: string\n  «"\\x41"»: uuid', 'source/duplicate-key'],
    ['doubled below', 'types:\n  A:\n    b: string\n    «b»: uuid', 'source/duplicate-key'],
    ['doubled at the top', 'types: {}\n«types»: {}', 'source/duplicate-key'],
    ['doubled versions', 'types:\n  A: { 1: { b: string }, «1»: { b: uuid } }', 'source/duplicate-key'],
    ['in quotes', 'types:\n  A: { type: string, «"mexLength"»: 3 }', 'validate/unknown-key'],
    ['spelt in escapes', 'types:\n  A: { type: string, «"m\\x65xLength"»: 3 }', 'validate/unknown-key'],
    ['explicit', 'types:\n  A:\n    type: string\n    ? «mexLength»\n    : 3', 'validate/unknown-key'],
    ['with an anchor at its value', 'types:\n  A: { type: string, «mexLength»: &x 3 }', 'validate/unknown-key'],
  ])('%s', async (_what, text, code) => {
    const { file, span } = marked(head + text, path);
    const found = await diagnose({ [path]: file.text });
    expectDiagnostics(found, [{ code, span }]);
    if (code === 'source/duplicate-key') expect(found[0]?.related).toHaveLength(1);
  });

  test('a third one leads to the first', async () => {
    const { file, spans } = marked(`${head}types:\n  «A»: string\n  «A»: uuid\n  «A»: date`, path);
    const [first, second, third] = spans;
    if (first === undefined || second === undefined || third === undefined) throw new Error('A mark is gone.');
    expectDiagnostics(await diagnose({ [path]: file.text }), [
      { code: 'source/duplicate-key', span: second, related: [first] },
      { code: 'source/duplicate-key', span: third, related: [first] },
    ]);
  });
});

describe('anchors and aliases', () => {
  test.each<Case>([
    ['a mistake at an anchor', 'types:\n  A: &a { b: «strin» }', 'bind/unknown-type'],
    ['an unknown alias', 'types:\n  A: { b: «*nothing» }', 'source/unknown-alias'],
    ['an alias of itself', 'types:\n  A: &a { b: «*a» }', 'source/cyclic-alias'],
    ['an alias inside an inner anchor', 'types:\n  A: &a { b: &b { c: «*a» } }', 'source/cyclic-alias'],
    [
      'an alias where a type is due',
      'types:\n  A: &a { enum: [x] }\n  B: { fields: { b: { type: «*a» } } }',
      'validate/not-a-type',
    ],
  ])('%s', async (_what, text, code) => expectFinding(head + text, code));

  test('a mistake at an anchor that two aliases repeat is told once, where it stands', async () => {
    const { file, span } = marked(`${head}types:\n  A: &a { b: «strin» }\n  B: *a\n  C: *a`, path);
    expectDiagnostics(await diagnose({ [path]: file.text }), [{ code: 'bind/unknown-type', span }]);
  });

  test('an anchor inside an anchor', async () => {
    const text = 'types:\n  A: &a { b: &b list<«strin»>, c: *b }\n  D: *a';
    const { file, span } = marked(head + text, path);
    expectDiagnostics(await diagnose({ [path]: file.text }), [{ code: 'bind/unknown-type', span }]);
  });
});

describe('values', () => {
  test.each<Case>([
    ['a plain text', 'style: «deciders»', 'validate/not-one-of'],
    ['a text in quotes', 'style: «"deciders"»', 'validate/not-one-of'],
    ['a plain text over two lines', 'style: «deci\n  ders»', 'validate/not-one-of'],
    ['a text in quotes over two lines', 'style: «"deci\n  ders"»', 'validate/not-one-of'],
    ['a literal block', 'style: |\n  «deciders»\nfacts: false', 'validate/not-one-of'],
    ['a folded block', 'style: >-\n  «deci\n  ders»\nfacts: false', 'validate/not-one-of'],
    ['a flow list', 'style: «[log]»', 'validate/not-one-of'],
    ['a flow list over lines', 'style: «[\n  log,\n]»', 'validate/not-one-of'],
    ['a block list', 'style:\n  «- log»', 'validate/not-one-of'],
    ['a flow mapping', 'facts: «{ a: b }»', 'validate/wrong-kind'],
    ['a block mapping', 'facts:\n  «a: b\n  c: d»', 'validate/wrong-kind'],
    ['nothing: its key', '«facts»:', 'validate/wrong-kind'],
    ['an item of a block list', 'imports:\n  - "std:money"\n  - «money»', 'validate/bad-name'],
    ['an item of a flow list', 'imports: ["std:money", «money»]', 'validate/bad-name'],
    ['an item of a list beside its key', 'imports:\n- "std:money"\n- «money»', 'validate/bad-name'],
    ['a mapping in a list', 'snapshot: { every: «[{ a: b }]» }', 'validate/wrong-kind'],
    ['a value before a comment', 'style: «deciders» # decider', 'validate/not-one-of'],
  ])('%s', async (_what, text, code) => expectFinding(`${head}aggregate: Order\nid: { orderId: uuid }\n${text}`, code));
});

describe('lines and columns', () => {
  test.each<readonly [string, string, string, string]>([
    ['LF', `${head}types:\n  A: { b: «strin» }\n`, 'bind/unknown-type', '4:11-4:16'],
    ['CRLF', `${head}types:\n  A: { b: «strin» }\n`.replaceAll('\n', '\r\n'), 'bind/unknown-type', '4:11-4:16'],
    ['a lone CR', `${head}types:\n  A: { b: «strin» }\n`.replaceAll('\n', '\r'), 'bind/unknown-type', '4:11-4:16'],
    [
      'CRLF in a text over lines',
      `${aggregate}events:\n  E:\n    1:\n      a: "string |\n        «strin»"\n`.replaceAll('\n', '\r\n'),
      'bind/unknown-type',
      '10:9-10:14',
    ],
    [
      'CRLF in a block',
      `${head}types:\n  A:\n    b: >-\n      string |\n      «strin»\n`.replaceAll('\n', '\r\n'),
      'bind/unknown-type',
      '7:7-7:12',
    ],
    ['a byte order mark, first line', '\ufeff«vrve»: 1\nvarve: 1\ncontext: a\n', 'validate/unknown-key', '1:1-1:5'],
    ['a byte order mark, later', `\ufeff${head}types:\n  A: { b: «strin» }`, 'bind/unknown-type', '4:11-4:16'],
    ['tabs between', `${head}types:\n  A:\tstring\t| «strin»\t# c\n`, 'bind/unknown-type', '4:15-4:20'],
    [
      'characters beyond the BMP before',
      `${head}types:\n  A: { "😀": string, b: «strin» }\n`,
      'bind/unknown-type',
      '4:25-4:30',
    ],
    ['characters beyond the BMP inside', `${head}types:\n  A: { b: «𝒳𝒴» }\n`, 'bind/unknown-type', '4:11-4:15'],
    [
      'combining characters before',
      `${head}types:\n  A: { "e\u0301": string, b: «strin» }\n`,
      'bind/unknown-type',
      '4:25-4:30',
    ],
    ['wide characters before', `${head}types:\n  A: { 注文: string, b: «strin» }\n`, 'bind/unknown-type', '4:23-4:28'],
    [
      'U+2028 is no line break',
      `${head}types:\n  A: { "\u2028": string, b: «strin» }\n`,
      'bind/unknown-type',
      '4:24-4:29',
    ],
    ['no line break at the end', `${head}style: «x»`, 'validate/not-one-of', '3:8-3:9'],
    ['a document marker before', `---\n${head}style: «x»\n`, 'validate/not-one-of', '4:8-4:9'],
    ['comments and blank lines before', `# one\n\n${head}\n# two\nstyle: «x»\n`, 'validate/not-one-of', '7:8-7:9'],
  ])('%s', async (_what, text, code, range) => {
    const { file, span } = marked(text, path);
    const found = await diagnose({ [path]: file.text });
    expectDiagnostics(found, [{ code, span }]);
    const lines = indexLines(file);
    const [start, end] = [span.start, span.end].map((offset) => lines.at(offset));
    expect(`${String(start?.line)}:${String(start?.column)}-${String(end?.line)}:${String(end?.column)}`).toBe(range);
  });
});

describe('one cause, one finding', () => {
  test.each<Case>([
    [
      'a type that nobody declared, used in three places',
      'types:\n  A: { b: «Foo» }\n  C: { d: A }\n  E: { f: A, g: C }',
      'bind/unknown-type',
    ],
    [
      'a version that is missing, and a reference to a later one',
      'types:\n  A: { «2»: { b: string } }\n  C: { d: A@2 }',
      'bind/schema-version-gap',
    ],
    [
      'a misspelt keyword in a form',
      'types:\n  A: { fields: { a: { «tpye»: string, maxLength: 3 } } }',
      'validate/unknown-key',
    ],
    [
      'an object without fields:',
      'types:\n  A: { fields: { b: «{ c: string, d: uuid, e: date }» } }',
      'validate/fields-left-out',
    ],
    ['a list where a type is due', 'types:\n  A: { fields: { b: «[string, null, 5]» } }', 'validate/not-a-type'],
    ['a name that ends what it stands in', 'types:\n  «A*/b»: { c: string, d: uuid }', 'validate/bad-name'],
    ['a kind that does not fit, with more inside', 'types: «[{ A: { b: 5 } }, { C: [] }]»', 'validate/wrong-kind'],
  ])('%s', async (_what, text, code) => expectFinding(head + text, code));

  test('an event whose name is wrong is not missed where it is emitted', async () => {
    const text = `${head}aggregate: Order\nid: { orderId: uuid }\nevents: { «orderPlaced»: { 1: {} } }\ncommands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }`;
    await expectFinding(text, 'validate/bad-name');
  });

  test('an event whose field is wrong is not missed where it is emitted', async () => {
    const text = `${head}aggregate: Order\nid: { orderId: uuid }\nevents: { OrderPlaced: { 1: { a: «strin» } } }\ncommands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }`;
    await expectFinding(text, 'bind/unknown-type');
  });

  test('a file that cannot be read is not missed by those that import it', async () => {
    const broken = marked(`${head}types: «{» A: string`, 'schemas/broken.yaml');
    const found = await diagnose({
      [path]: `${head}imports: [./broken.yaml]\ntypes: { B: { a: A } }`,
      'schemas/broken.yaml': broken.text,
    });
    expectDiagnostics(found, [{ code: 'source/unclosed', span: broken.span }]);
  });
});
