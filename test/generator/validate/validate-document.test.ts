import { describe, expect, test } from 'vitest';
import type { SourceFile } from '../../../generator/src/diagnostics/place.js';
import type { StageResult } from '../../../generator/src/diagnostics/diagnostic.js';
import { loadDocument } from '../../../generator/src/source/load-document.js';
import type { RawSchema } from '../../../generator/src/validate/raw-schema.js';
import { validateDocument } from '../../../generator/src/validate/validate-document.js';
import { expectDiagnostics, expectValue } from '../../support/expect-diagnostics.js';
import { marked } from '../../support/marks.js';

function validate(file: SourceFile): StageResult<RawSchema> {
  return validateDocument(expectValue(loadDocument(file)));
}

/** Lines of a schema; the first two are there already. */
const schema = (withMarks: string) => marked(`varve: 1\ncontext: ordering\n${withMarks}`);

describe('the frame of a file', () => {
  test.each<[string, string, string, string | RegExp]>([
    ['a list', '«- a»', 'wrong-kind', /^The file must be a mapping .* not a list\.$/],
    ['a text', '«hello»', 'wrong-kind', /not a text\.$/],
    ['no version of the language', '«context: ordering»', 'missing-key', 'The file has no varve.'],
    ['no context', '«varve: 1»', 'missing-key', 'The file has no context.'],
    ['a later language', 'varve: «2»\ncontext: a', 'language-version', /not 2\.$/],
    ['the version as a text', 'varve: «"1"»\ncontext: a', 'language-version', /not the text 1\.$/],
    ['no value for the version', '«varve»:\ncontext: a', 'language-version', /not nothing\.$/],
    [
      'a context with a capital',
      'varve: 1\ncontext: «Ordering»',
      'bad-name',
      /^Ordering cannot be the name of a context/,
    ],
    ['a context with a dash', 'varve: 1\ncontext: «order-ing»', 'bad-name', /^order-ing/],
    ['a context that Windows reserves', 'varve: 1\ncontext: «aux»', 'bad-name', /Windows/],
    ['a context that leaves its folder', 'varve: 1\ncontext: «../x»', 'bad-name', /^\.\.\/x/],
    ['a number as context', 'varve: 1\ncontext: «5»', 'wrong-kind', 'context must be a text, not the number 5.'],
    ['an unknown key', 'varve: 1\ncontext: a\n«evnts»: {}', 'unknown-key', 'evnts is no key of the file.'],
    ['the schema as a key', 'varve: 1\ncontext: a\n«$schema»: x', 'unknown-key', /\$schema/],
  ])('%s', (_what, text, code, message) => {
    const { file, span } = marked(text);
    expectDiagnostics(validate(file), [{ code: `validate/${code}`, span, message }]);
  });
});

describe('keys', () => {
  test.each<[string, string, string, string | undefined]>([
    [
      'a misspelt keyword',
      'types: { Sku: { type: string, «mexLength»: 3 } }',
      'unknown-key',
      'Did you mean maxLength?',
    ],
    [
      'a keyword in other letters',
      'types: { Sku: { type: string, «max_length»: 3 } }',
      'unknown-key',
      'Did you mean maxLength?',
    ],
    ['a misspelt form', 'types: { A: { fields: { a: { «typ»: string } } } }', 'unknown-key', 'Did you mean type?'],
    [
      'a misspelt key of an event',
      'events: { A: { 1: {}, «descripton»: x } }',
      'unknown-key',
      'Did you mean description?',
    ],
    ['a misspelt section', '«event»: {}', 'unknown-key', 'Did you mean events?'],
    ['a misspelt key of a snapshot', 'snapshot: { «evry»: 1 }', 'unknown-key', 'Did you mean every?'],
    [
      'a key of an alias',
      'events: { A: { 1: {}, aliases: [{ name: b, «version»: 1 }] } }',
      'unknown-key',
      'Did you mean versions?',
    ],
    ['a keyword of another form', 'types: { A: { enum: [a], «minItems»: 1 } }', 'keyword-misfit', undefined],
    ['wire of an object', 'types: { A: { fields: {}, «wire»: number } }', 'keyword-misfit', undefined],
    ['two forms', 'types: { A: { «type»: string, enum: [a] } }', 'two-forms', undefined],
    ['two forms, the other way', 'types: { A: { list: string, «map»: string } }', 'two-forms', undefined],
    [
      'a union as the type of a field',
      'types: { A: { fields: { a: { «oneOf»: { x: X }, discriminator: k } } } }',
      'union-in-place',
      undefined,
    ],
    ['a union as an event', 'events: { A: { 1: { «oneOf»: { x: X } } } }', 'union-in-place', undefined],
    ['a union without its tag', 'types: { «A»: { oneOf: { x: X } } }', 'missing-key', /discriminator: kind/ as never],
    ['a field called type', 'events: { A: { 1: { «type»: string } } }', 'field-named-like-keyword', undefined],
    ['a field called enum', 'rejections: { A: { «enum»: string } }', 'field-named-like-keyword', undefined],
    ['a field called fields', 'events: { A: { 1: { «fields»: string } } }', 'fields-not-map', undefined],
    [
      'a field beside fields',
      'events: { A: { 1: { fields: {}, «b»: string } } }',
      'field-beside-fields',
      'Move it under fields:',
    ],
    ['a field beside like', 'events: { A: { 1: {}, 2: { like: 1, «b»: string } } }', 'field-beside-fields', undefined],
    ['an open object without fields', 'events: { A: { «1»: { open: true } } }', 'shape-without-fields', undefined],
    ['a named enum without entries', 'types: { A: { «enum»: [] } }', 'too-few', undefined],
    ['an identity without parts', '«id»: {}', 'too-few', undefined],
    ['states without a tag', '«states»: { initial: a, 1: { a: {} } }', 'missing-key', undefined],
  ])('%s', (_what, text, code, help) => {
    const { file, span } = schema(text);
    expectDiagnostics(validate(file), [{ code: `validate/${code}`, span, ...(help === undefined ? {} : { help }) }]);
  });

  test('a misspelt key explains the missing one', () => {
    const { file, span } = schema('types: { A: { oneOf: { x: X }, «discriminatr»: kind } }');
    expectDiagnostics(validate(file), [{ code: 'validate/unknown-key', span, help: 'Did you mean discriminator?' }]);
  });

  test('constructor and toString are keys like others', () => {
    expectValue(
      validate(schema('events: { A: { 1: { constructor: string, toString: string, hasOwnProperty: string } } }').file),
    );
    const { file, span } = schema('«constructor»: x');
    expectDiagnostics(validate(file), [{ code: 'validate/unknown-key', span }]);
  });
});

describe('types', () => {
  test.each<[string, string, string, string | RegExp | undefined]>([
    ['nothing after a name', 'a: string, «b», c: string', 'no-type', 'Write b: string, or another type.'],
    ['no blank after the colon', 'a: string, «b:string»', 'blank-after-colon', 'Write b: string'],
    ['no blank, and a keyword form', 'a: string, «b:Money@1»', 'blank-after-colon', 'Write b: Money@1'],
    ['a comma in a description', 'a: { type: string, description: Hello, «world» }', 'stray-text', /quotes/],
    ['a comma in an unquoted key', 'a: string, «and more of it»', 'stray-text', /quotes/],
    ['a list in brackets', 'a: «[Line]»', 'not-a-type', 'A list is written list<Line>.'],
    ['a choice in brackets', 'a: «[web, store]»', 'not-a-type', 'A choice of texts is written { enum: [ … ] }.'],
    ['a number', 'a: «5»', 'not-a-type', /string or Money@1/],
    ['true', 'a: «true»', 'not-a-type', undefined],
    ['an empty text', 'a: «""»', 'bad-name', undefined],
    [
      'an object without fields:',
      'a: «{ street: string, city: string }»',
      'fields-left-out',
      'Write { fields: { street: …, city: … } }',
    ],
    ['an empty long form', 'a: «{}»', 'no-form', 'Write { fields: {} } for an object without fields.'],
    ['a long form that says no type', 'a: «{ description: x }»', 'no-form', undefined],
    ['true in an enum', 'a: { enum: [«true», web] }', 'enum-not-text', 'Put it in quotes.'],
    ['null in an enum', 'a: { enum: [web, «null»] }', 'enum-not-text', 'Put it in quotes.'],
    ['a number in an enum', 'a: { enum: [«1e3»] }', 'enum-not-text', 'Put it in quotes.'],
    ['one text for an enum', 'a: { enum: «web» }', 'wrong-kind', undefined],
    ['an unknown wire', 'a: { type: decimal, wire: «nubmer» }', 'not-one-of', 'Did you mean number?'],
    ['a negative length', 'a: { type: string, maxLength: «-1» }', 'too-small', undefined],
    ['a length with a fraction', 'a: { type: string, maxLength: «1.5» }', 'wrong-kind', undefined],
    ['a length in quotes', 'a: { type: string, maxLength: «"3"» }', 'wrong-kind', undefined],
    ['deprecated without a reason', 'a: { type: string, deprecated: «true» }', 'wrong-kind', undefined],
    ['one example instead of a list', 'a: { type: string, examples: «x» }', 'wrong-kind', undefined],
    ['nullable as a text', 'a: { type: string, nullable: «yes» }', 'wrong-kind', undefined],
    ['a mapping as type', 'a: { type: «{ enum: [a] }» }', 'not-a-type', undefined],
  ])('%s', (_what, fields, code, help) => {
    const { file, span } = schema(`types: { A: { fields: { ${fields} } } }`);
    expectDiagnostics(validate(file), [{ code: `validate/${code}`, span, ...(help === undefined ? {} : { help }) }]);
  });
});

describe('names', () => {
  test.each<[string, string, string | undefined]>([
    ['an event in small letters', 'events: { «orderPlaced»: { 1: {} } }', 'Write OrderPlaced.'],
    ['an event with a dash', 'events: { «order-placed»: { 1: {} } }', 'Write OrderPlaced.'],
    ['a type with a blank', 'types: { «Order line»: string }', 'Write OrderLine.'],
    ['an aggregate in small letters', 'aggregate: «order»', 'Write Order.'],
    ['a name that would leave its folder', 'events: { «../Evil»: { 1: {} } }', 'Write Evil.'],
    ['a name that would end a comment', 'events: { «"A*/"»: { 1: {} } }', 'Write A.'],
    ['a name of other letters', 'events: { «Bestellungsänderung»: { 1: {} } }', undefined],
    ['an emitted event', 'commands: { A: { emits: [«b.C»], 1: {} } }', undefined],
    ['a part of the identity with a dash', 'id: { «order-id»: uuid }', undefined],
    ['a state with a blank', 'states: { tag: t, initial: a, 1: { a: {}, «b c»: {} } }', undefined],
    ['an import without std: or a path', 'imports: [«money»]', undefined],
    ['an import of another kind of file', 'imports: [«./a.json»]', undefined],
    ['an absolute import', 'imports: [«/etc/passwd.yaml»]', undefined],
    ['an import from the web', 'imports: [«https://example.org/a.yaml»]', undefined],
    ['a category with a dash', 'category: «a-b»', undefined],
    ['a stored name with a blank', 'events: { A: { 1: {}, stored: «a b» } }', undefined],
  ])('%s', (_what, text, help) => {
    const { file, span } = schema(text);
    expectDiagnostics(validate(file), [{ code: 'validate/bad-name', span, ...(help === undefined ? {} : { help }) }]);
  });
});

describe('versions', () => {
  test.each<[string, string, string]>([
    ['fields without a version', 'events: { «A»: { b: string, c: uuid } }', 'no-version'],
    ['fields without a version, beside a description', 'events: { «A»: { description: x, c: uuid } }', 'no-version'],
    ['an empty event', 'events:\n  «A»:\n  B: { 1: {} }', 'no-version'],
    ['a command without a version', 'commands: { «A»: { emits: [B], c: uuid } }', 'no-version'],
    ['a state without a version', '«state»: { total: string }', 'no-version'],
    ['a version without fields', 'events: { A: { «1»: } }', 'empty-shape'],
    ['a rejection without fields', 'rejections: { «A»: }', 'empty-shape'],
    ['version 0', 'events: { A: { «0»: {}, 1: {} } }', 'version-number'],
    ['a version in quotes', 'events: { A: { «"1"»: {} } }', 'quoted-version'],
    ['a version of a type in quotes', 'types: { A: { 1: {}, «"2"»: {} } }', 'quoted-version'],
    ['a version of the state in quotes', 'state: { «"1"»: {} }', 'quoted-version'],
    ['a rejection with versions', 'rejections: { A: { «1»: { b: string } } }', 'rejection-version'],
    ['a text as version', 'events: { A: { 1: «string» } }', 'wrong-kind'],
    ['examples without versions', 'events: { A: { 1: {}, examples: «[{}]» } }', 'wrong-kind'],
  ])('%s', (_what, text, code) => {
    const { file, span } = schema(text);
    expectDiagnostics(validate(file), [{ code: `validate/${code}`, span }]);
  });

  test('the help for a missing version can be pasted', () => {
    expectDiagnostics(validate(schema('events: { A: { b: string, c: uuid } }').file), [
      {
        code: 'validate/no-version',
        message: 'Event A has no version.',
        help: 'Write its fields under version 1:   1: { b: …, c: … }',
      },
    ]);
  });

  test('fields named by digits keep their order and may be in quotes', () => {
    const { document, keyOrder } = expectValue(
      validate(schema('events: { A: { 1: { fields: { b: string, "20": string, 3: string } } } }').file),
    );
    const fields = document.events?.['A']?.['1']?.fields;
    expect(typeof fields === 'object' && keyOrder?.get(fields)).toEqual(['b', '20', '3']);
  });
});

test('a mistake in each of many places is one finding each', () => {
  const { file, spans } = schema(
    'aggregate: «order»\nstyle: «deciders»\nfacts: «yes»\nevents:\n  A: { 1: { a: «[b]», c: { type: string, «mn»: 1 } } }\n«foo»: 1\n',
  );
  const codes = ['bad-name', 'not-one-of', 'wrong-kind', 'not-a-type', 'unknown-key', 'unknown-key'];
  expectDiagnostics(
    validate(file),
    codes.map((code, index) => ({ code: `validate/${code}`, span: spans[index] ?? expect.fail() })),
  );
});

test('never throws, and never speaks the words of its library', () => {
  const values = [
    'null',
    '[]',
    '{}',
    'x',
    '1',
    '{ 1: x }',
    '{ fields: 1 }',
    '{ oneOf: [] }',
    '[[]]',
    '{ a: { b: { c: [null] } } }',
  ];
  const keys = [
    'imports',
    'id',
    'types',
    'events',
    'rejections',
    'commands',
    'state',
    'states',
    'snapshot',
    'subject',
    'context',
  ];
  for (const key of keys) {
    for (const value of values) {
      for (const text of [
        `${key}: ${value}`,
        `${key}: { A: ${value} }`,
        `${key}: { A: { 1: ${value} } }`,
        `${key}: { 1: { a: ${value} } }`,
        `${key}: { A: { 1: {}, upcast: ${value} } }`,
        `${key}: { A: { 1: {}, downcast: { 2: ${value} } } }`,
        `${key}: { 1: {}, upcast: { 2: { map: ${value}, convert: { a: ${value} }, custom: ${value} } } }`,
        `${key}: { A: { 1: {}, becomes: ${value} } }`,
      ]) {
        const result = validate({ path: 'a.yaml', text: `varve: 1\n${text}\n` });
        for (const { message, help = '' } of result.diagnostics) {
          expect(`${message} ${help}`).not.toMatch(/undefined|\[object|must NOT|should|instancePath|\{[a-z]+\}/);
        }
      }
    }
  }
});
