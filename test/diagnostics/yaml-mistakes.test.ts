/**
 * Texts that are not YAML, as people write them: each mistake is said once, at the exact place, with what to do. Marks
 * show the places; the whole way of a run is gone, so that nothing further down adds to it.
 */
import { describe, expect, test } from 'vitest';
import { diagnose } from '../support/diagnose.js';
import { expectDiagnostics } from '../support/expect-diagnostics.js';
import { marked } from '../support/marks.js';

const path = 'schemas/order.yaml';
const head = 'varve: 1\ncontext: ordering\n';

type Mistake = readonly [what: string, text: string, code: string, help: string | RegExp];

async function expectMistakes(text: string, codes: readonly string[], help?: string | RegExp): Promise<void> {
  const { file, spans } = marked(head + text, path);
  const found = await diagnose({ [path]: file.text });
  expect(found.map(({ help: said = '' }) => said)).not.toContain('');
  expectDiagnostics(
    found,
    codes.map((code, index) => ({
      code: `source/${code}`,
      span: spans[index] ?? expect.fail('There are fewer marks than codes.'),
      ...(help === undefined ? {} : { help }),
    })),
  );
}

describe('brackets', () => {
  test.each<Mistake>([
    [
      'Line[] inside { }',
      'types: { A: { fields: { lines: «Line[]», note: string } } }',
      'list-in-braces',
      'Write list<Line>, or put it in quotes: "Line[]".',
    ],
    ['Line[] as the last entry', 'types: { A: { lines: «Line[]» } }', 'list-in-braces', /list<Line>/],
    ['context.Line@2[]', 'types: { A: { lines: «shop.Line@2[]» } }', 'list-in-braces', /list<shop\.Line@2>/],
    [
      'Line[] over several lines',
      'types:\n  A: {\n    lines: «Line[]»,\n    note: string\n  }',
      'list-in-braces',
      /list</,
    ],
    ['an open { in the middle', 'types:\n  A: «{» a: string\nevents: {}', 'unclosed', /last entry/],
    ['an open [ inside { }', 'types: { A: { enum: «[»a, b } }', 'unclosed', /last entry/],
    ['an open { inside [ ]', 'events: { A: { aliases: [«{» name: b] } }', 'unclosed', /last entry/],
    ['an open [ at the end', 'imports: «[»"std:money"', 'unclosed', /last entry/],
    ['one } too many', 'types: { A: string }«}»', 'text-after-value', /new line/],
    ['a comma too many', 'types: { A: string,«,» B: string }', 'needless-comma', /Remove it/],
    ['a comma forgotten', 'types: { A: string B«:» string }', 'missing-comma', /comma/],
    ['a comma forgotten at the end of a line', 'types: {\n  A: string\n  B«:» string\n}', 'missing-comma', /comma/],
  ])('%s', async (_what, text, code, help) => expectMistakes(text, [code], help));
});

describe('colons', () => {
  test.each<Mistake>([
    ['a text with a colon', 'description: Note«:» read this', 'colon-in-text', /quotes/],
    [
      'a text with a colon inside { }',
      'types: { A: { type: string, description: Note«:» this } }',
      'missing-comma',
      /comma/,
    ],
    ['an apostrophe and a colon', "description: it's so«:» read", 'colon-in-text', /quotes/],
    ['no blank after a colon', 'types:\n  «A:string»\n  B: string', 'missing-blank', 'Write A: string'],
    ['no colon, first of several', 'types:\n  «A string»\n  B: string', 'missing-colon', /colon|A string:/],
    ['no colon, below a comment', 'types:\n  # All of them.\n  «A string»\n  B: string', 'missing-colon', /A string:/],
    ['no colon, in the middle', 'types:\n  A: string\n  «B string»\n  C: string', 'missing-colon', /B string:/],
    ['no colon, last', 'types:\n  A: string\n  «B»', 'missing-colon', /B:/],
  ])('%s', async (_what, text, code, help) => expectMistakes(text, [code], help));

  test('no colon in the very first line', async () => {
    const { file, span } = marked('«varve 1»\ncontext: ordering\n', path);
    expectDiagnostics(await diagnose({ [path]: file.text }), [{ code: 'source/missing-colon', span }]);
  });
});

describe('tabs and indentation', () => {
  test.each<Mistake>([
    ['a tab as indentation', 'types:\n«\t»A: string', 'tab', /blanks/],
    ['a tab after blanks', 'types:\n  «\t»A: string', 'tab', /blanks/],
    ['a tab in front of an item', 'imports:\n«\t»- "std:money"', 'tab', /blanks/],
    ['a tab between brackets', 'types:\n  A: {«\t»a: string }', 'tab', /blanks/],
    ['a tab inside { }', 'types: {\n«\t»A: string }', 'tab', /blanks/],
    ['a key further left', 'types:\n    A: string\n  «B: string»', 'indentation', /same column/],
    ['a key further right', 'types:\n  A: string\n    «B: string»', 'indentation', /same column/],
    ['an item beside keys', 'types:\n  A: string\n  «- B»', 'indentation', /same column/],
    ['lines of a bracket in the first column', 'types: «{»\nA: string\n}', 'shallow-lines', /Indent/],
  ])('%s', async (_what, text, code, help) => expectMistakes(text, [code], help));
});

describe('dashes', () => {
  test.each<Mistake>([
    ['a list beside its key', 'imports: «-» "std:money"', 'list-beside-key', /line of its own/],
    [
      'a list beside its key, in two lines',
      'imports: «-» ./a.yaml\n         - ./b.yaml',
      'list-beside-key',
      /line of its own/,
    ],
    ['no blank after a dash', 'imports:\n- ./a.yaml\n«-./b.yaml»\n- ./c.yaml', 'blank-after-dash', 'Write - ./b.yaml'],
  ])('%s', async (_what, text, code, help) => expectMistakes(text, [code], help));

  test('no blank after the dash of the only item', async () => {
    const { file, span } = marked(`${head}imports:\n  «-./a.yaml»\n`, path);
    expectDiagnostics(await diagnose({ [path]: file.text }), [
      { code: 'validate/wrong-kind', span, help: 'A blank follows the dash of an item: - ./a.yaml' },
    ]);
  });
});

describe('quotes and characters', () => {
  test.each<Mistake>([
    ['an open double quote', 'description: «"»Orders.\ntypes: {}', 'unclosed-text', /text ends/],
    ['an open single quote', "description: «'»Orders.\ntypes: {}", 'unclosed-text', /text ends/],
    ['an apostrophe in single quotes', "description: 'don'«t'»", 'text-after-value', /quotes/],
    ['something after quotes', 'description: "Orders" «and more»', 'text-after-value', /quotes/],
    [
      'a pattern in double quotes',
      String.raw`types: { A: { type: string, pattern: "^«\d»$" } }`,
      'unknown-escape',
      /single quotes/,
    ],
    ['a comma at the start of a line', 'types:\n  «,»A: string', 'needs-quotes', /quotes/],
    ['a bracket at the start of a line', '«]»types: {}', 'needs-quotes', /quotes/],
    ['@ at the start', 'description: «@»home', 'needs-quotes', /quotes/],
    ['a backtick at the start', 'description: «`»code`', 'needs-quotes', /quotes/],
    ['% at the start', 'description: «%»', 'needs-quotes', /quotes/],
    ['& without a name', 'description: «&» more', 'needs-quotes', /quotes/],
    ['* without a name', 'description: «*» more', 'needs-quotes', /quotes/],
    ['a control character', 'description: a«\u0007»', 'control-character', /Remove it/],
  ])('%s', async (_what, text, code, help) => expectMistakes(text, [code], help));
});

describe('one cause, one finding', () => {
  test('two mistakes are two findings, in order', async () => {
    await expectMistakes('types:\n  A: { lines: «Line[]» }\ndescription: a«:» b\n', [
      'list-in-braces',
      'colon-in-text',
    ]);
  });

  test('several lists in one entry are one finding each', async () => {
    await expectMistakes('types: { A: { a: «X[]», b: «Y[]» } }', ['list-in-braces', 'list-in-braces']);
  });

  test('what could not be read is not judged', async () => {
    await expectMistakes('typs: {}\ndescription: «"»open', ['unclosed-text']);
  });
});
