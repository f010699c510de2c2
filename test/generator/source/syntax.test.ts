import { describe, expect, test } from 'vitest';
import { loadDocument } from '../../../generator/src/source/load-document.js';
import { expectDiagnostics } from '../../support/expect-diagnostics.js';
import { marked } from '../../support/marks.js';

describe('what people get wrong in YAML is said in words of the language', () => {
  test.each<[string, string, string]>([
    ['a list type inside { }', 'a: { lines: «Line[]» }', 'list-in-braces'],
    ['a list type inside { }, followed by more', 'a: { lines: «Line[ ]», b: c }', 'list-in-braces'],
    ['a qualified list type inside [ ]', 'emits: [«other.Line@2[]»]', 'list-in-braces'],
    ['a list type inside a map type', 'a: { b: map<«string[]»> }', 'list-in-braces'],
    ['a list of maps', 'a: { b: «map<list<X>>[]» }', 'list-in-braces'],
    ['no comma between entries', 'a: { x: string b«:» integer }', 'missing-comma'],
    ['a semicolon for a comma', 'a: { x: y;  z«:» w }', 'missing-comma'],
    ['a text with a colon inside { }', 'a: { description: Note«:» read this }', 'missing-comma'],
    ['two commas', 'a: { x: y,«,» z: w }', 'needless-comma'],
    ['an unclosed brace', 'a: «{» x: string,\nb: c', 'unclosed'],
    ['an unclosed brace at the end', 'a: «{» b: { c: d }', 'unclosed'],
    ['an unclosed bracket, with brackets in texts', `a: «[»"]", '}', # ]\n  b`, 'unclosed'],
    ['lines inside braces that do not stand further in', 'a: «{»\nb: c\n}\n', 'shallow-lines'],
    ['an unclosed double quote', 'a: «"»x\nb: c', 'unclosed-text'],
    ['an unclosed single quote', "a: 'it is'\nb: «'»x", 'unclosed-text'],
    ['an apostrophe inside single quotes', "a: 'don'«t'»", 'text-after-value'],
    ['a tab', 'a:\n«\t»b: c', 'tab'],
    ['a tab after blanks', 'a:\n  b: c\n  «\t»d: e', 'tab'],
    ['a tab inside braces', 'a: {\n«\t»b: 2 }\n', 'tab'],
    ['a pattern in double quotes', String.raw`pattern: "^«\d»+$"`, 'unknown-escape'],
    ['a Windows path in double quotes', String.raw`a: "C:«\l»ogs"`, 'unknown-escape'],
    ['a bad hexadecimal escape', String.raw`a: "«\xz»z"`, 'unknown-escape'],
    ['@ at the start', 'a: «@»home', 'needs-quotes'],
    ['a backtick at the start', 'a: «`»x`', 'needs-quotes'],
    ['% at the start', 'a: «%»x', 'needs-quotes'],
    ['a comma at the start', 'a: «,» b', 'needs-quotes'],
    ['a list beside its key', 'a: «-» b', 'list-beside-key'],
    ['a second colon', 'description: Foo«:» bar', 'colon-in-text'],
    ['a regular expression without quotes', 'pattern: [A-Z]«+»', 'text-after-value'],
    ['a text after quotes', 'a: "x" «y»', 'text-after-value'],
    ['one brace too many', 'a: { b: c }«}»', 'text-after-value'],
    ['no blank after the first colon', '«varve:1»\ncontext: x', 'missing-blank'],
    ['no blank after a later colon', 'varve: 1\n«context:ordering»\naggregate: Order', 'missing-blank'],
    ['no colon', 'a: 1\n«b»\nc: 2', 'missing-colon'],
    ['no colon at the end', 'a: 1\n«b»', 'missing-colon'],
    ['a key too far left', 'a:\n  b: 1\n «c: 2»', 'indentation'],
    ['a key too far right', 'a:\n  b: 1\n   «c: 2»', 'indentation'],
    ['a list beside keys', 'a: b\n«- c»', 'indentation'],
    ['a control character', 'a: «\u0001»', 'control-character'],
    ['a null byte', 'a: «\u0000»', 'control-character'],
    ['a text on the line of a block header', 'a: > «x»', 'syntax'],
  ])('%s', (_what, text, code) => {
    const { file, span } = marked(text);
    expectDiagnostics(loadDocument(file), [{ code: `source/${code}`, span }]);
  });

  test('the help for a list type can be pasted', () => {
    expectDiagnostics(loadDocument(marked('a: { b: Money@1[] }').file), [
      {
        code: 'source/list-in-braces',
        message: 'Money@1[] cannot stand inside { }, where YAML reads the brackets itself.',
        help: 'Write list<Money@1>, or put it in quotes: "Money@1[]".',
      },
    ]);
  });

  test('the help for a missing blank can be pasted', () => {
    expectDiagnostics(loadDocument(marked('varve: 1\ncontext:ordering\naggregate: Order').file), [
      { code: 'source/missing-blank', help: 'Write context: ordering' },
    ]);
  });

  test('comments and blank lines between do not hide a missing blank', () => {
    const { file, span } = marked('a: 1\n«b:2»\n\n  # comment\nc: 3');
    expectDiagnostics(loadDocument(file), [{ code: 'source/missing-blank', span }]);
  });

  test('words of the parser are never shown where ours exist', () => {
    const texts = [
      'a: {',
      'a: [',
      'a: "',
      "a: '",
      'a: b: c',
      'a:\n\tb',
      '- a\nb: c',
      'a: @',
      'a:1\nb: 2',
      'a: {,}',
      'a: "\\q"',
    ];
    for (const text of texts) {
      const result = loadDocument({ path: 'a.yaml', text });
      expect(result.diagnostics.map(({ code }) => code)).not.toContain('source/syntax');
    }
  });
});
