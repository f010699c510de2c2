import { describe, test } from 'vitest';
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

describe('steps', () => {
  const step = (text: string) => schema(`events: { A: { 1: {}, 2: {}, upcast: { 2: ${text} } } }`);

  test.each<[string, string, string, string | RegExp | undefined]>([
    ['a misspelt operation', '{ «renmae»: { a: b } }', 'unknown-key', 'Did you mean rename?'],
    ['an operation in other letters', '{ «Rename»: { a: b } }', 'unknown-key', 'Did you mean rename?'],
    [
      'a field in the place of an operation',
      '{ «channel»: web }',
      'unknown-key',
      /^What may stand here: rename, copy,/,
    ],
    ['what only downcasts say', '{ «lossy»: [a] }', 'unknown-key', /downcasts; .* drop:$/],
    ['a step that is a list', '«[rename]»', 'wrong-kind', undefined],
    ['a step that is a text', '«set»', 'wrong-kind', undefined],
    ['pairs as a list', '{ rename: «[a, b]» }', 'wrong-kind', undefined],
    ['a new path that is a number', '{ rename: { a: «5» } }', 'wrong-kind', undefined],
    ['a new path that is missing', '{ rename: { «a»: } }', 'wrong-kind', undefined],
    ['no pairs at all', '{ «rename»: {} }', 'too-few', undefined],
    ['no values at all', '{ «set»: {} }', 'too-few', undefined],
    ['nothing to drop', '{ «drop»: [] }', 'too-few', undefined],
    ['one path instead of a list', '{ drop: «a» }', 'wrong-kind', undefined],
    ['a path that is a mapping', '{ drop: [«{ a: b }»] }', 'wrong-kind', undefined],
    ['custom: false', '{ custom: «false» }', 'not-one-of', undefined],
    ['custom as a text', '{ custom: «total» }', 'wrong-kind', undefined],
    ['a table that is a text', '{ map: { a: «b» } }', 'wrong-kind', undefined],
    ['an empty table', '{ map: { «a»: {} } }', 'too-few', undefined],
    ['a long table without entries', '{ map: { a: { «values»: [] } } }', 'too-few', undefined],
    ['a long table with _', '{ map: { a: { values: [[1, 2]], «_»: 3 } } }', 'unknown-key', /else:/],
    [
      'a misspelt key of a long table',
      '{ map: { a: { values: [[1, 2]], «form»: b } } }',
      'unknown-key',
      'Did you mean from?',
    ],
    ['an entry of one value', '{ map: { a: { values: [«[1]»] } } }', 'map-entry', undefined],
    ['an entry of three values', '{ map: { a: { values: [«[1, 2, 3]»] } } }', 'map-entry', undefined],
    ['an entry that is a mapping', '{ map: { a: { values: [«{ 1: 2 }»] } } }', 'map-entry', undefined],
    ['a conversion that is a text', '{ convert: { a: «to-string» } }', 'wrong-kind', undefined],
    ['a conversion without its name', '{ convert: { «a»: { from: b } } }', 'missing-key', /by: integer-to-decimal/],
    ['a misspelt conversion', '{ convert: { a: { by: «to-sting» } } }', 'not-one-of', 'Did you mean to-string?'],
    ['a conversion that there is not', '{ convert: { a: { by: «upper-case» } } }', 'not-one-of', undefined],
    [
      'a misspelt rounding',
      '{ convert: { a: { by: minor-units, scale: 2, round: «half_even» } } }',
      'not-one-of',
      'Did you mean half-even?',
    ],
    [
      'a misspelt parameter',
      '{ convert: { a: { by: minor-units, «scal»: 2 } } }',
      'unknown-key',
      'Did you mean scale?',
    ],
    ['a scale below zero', '{ convert: { a: { by: minor-units, scale: «-1», round: up } } }', 'too-small', undefined],
    [
      'a scale beyond reason',
      '{ convert: { a: { by: minor-units, scale: «101», round: up } } }',
      'too-large',
      undefined,
    ],
    [
      'a scale with a fraction',
      '{ convert: { a: { by: minor-units, scale: «1.5», round: up } } }',
      'wrong-kind',
      undefined,
    ],
  ])('%s', (_what, text, code, help) => {
    const { file, span } = step(text);
    expectDiagnostics(validate(file), [{ code: `validate/${code}`, span, ...(help === undefined ? {} : { help }) }]);
  });

  test.each<[string, string, string, string | RegExp | undefined]>([
    ['an operation without a version', 'upcast: { «set»: { a: b } }', 'unknown-key', /: upcast: { 2: { set: … } }$/],
    ['a field without a version', 'downcast: { «a»: b }', 'unknown-key', /: downcast: { 2: { set: … } }$/],
    ['version 0', 'upcast: { «0»: {} }', 'version-number', undefined],
    ['a version with a zero before', 'upcast: { «"02"»: {} }', 'version-number', undefined],
    ['a version in quotes', 'upcast: { «"2"»: {} }', 'quoted-version', undefined],
    ['a version in quotes, downwards', "downcast: { «'2'»: {} }", 'quoted-version', undefined],
    ['nothing behind a version', 'upcast: { «2»: }', 'empty-step', undefined],
    ['nothing behind upcast', '«upcast»:', 'wrong-kind', undefined],
    ['a list of steps', 'upcast: «[{ set: { a: b } }]»', 'wrong-kind', undefined],
    ['an event alone', 'becomes: «B@1»', 'wrong-kind', undefined],
    ['no event', '«becomes»: []', 'too-few', /ignored: …$/],
    ['an event without its version', 'becomes: [«B»]', 'bad-name', 'Write B@1.'],
    ['an event with its context', 'becomes: [«a.B@2»]', 'bad-name', 'Write B@2.'],
    ['an event in small letters', 'becomes: [«b@1»]', 'bad-name', undefined],
    ['version 0 of an event', 'becomes: [«B@0»]', 'bad-name', undefined],
  ])('%s', (_what, text, code, help) => {
    const { file, span } = schema(`events: { A: { 1: {}, 2: {}, ${text} } }`);
    expectDiagnostics(validate(file), [{ code: `validate/${code}`, span, ...(help === undefined ? {} : { help }) }]);
  });

  test.each<[string, RegExp, string?]>([
    ['types: { A: { 1: {}, upcast: { 2: «x» } } }', /^The upcast of type A to version 2 must be/],
    ['commands: { A: { 1: {}, downcast: { 2: «x» } } }', /^The downcast of command A from version 2 must be/],
    ['state: { 1: {}, upcast: { 2: «x» } }', /^The upcast of state to version 2/],
    ['states: { tag: t, initial: a, 1: {}, downcast: { 2: «x» } }', /^The downcast of states from version 2/],
    [
      'events: { A: { 1: {}, upcast: { «"2"»: {} } } }',
      /^The version 2 of event A is written in quotes\.$/,
      'quoted-version',
    ],
    [
      'events: { A: { 1: {}, upcast: { 2: { map: { a: { values: [«1»] } } } } } }',
      /^Entry 1 of values must be a pair/,
      'map-entry',
    ],
  ])('are named by what they belong to: %s', (text, message, code = 'wrong-kind') => {
    const { file, span } = schema(text);
    expectDiagnostics(validate(file), [{ code: `validate/${code}`, span, message }]);
  });

  test('take any JSON as a value', () => {
    const values = ['null', 'true', '-0.5', '""', '[]', '{}', '[{ a: [null] }]', '{ from: 1, else: 2, more: 3 }'];
    for (const value of values) {
      expectValue(validate(step(`{ set: { a: ${value} }, map: { b: { c: ${value}, _: ${value} } } }`).file));
      expectValue(validate(step(`{ map: { a: { values: [[1, ${value}]], else: ${value} } } }`).file));
      expectValue(validate(step(`{ convert: { a: { by: first, else: ${value} } } }`).file));
    }
  });

  test('writeAs is a matter of the configuration', () => {
    const { file, span } = schema('«writeAs»: { a.B: 1 }');
    expectDiagnostics(validate(file), [
      { code: 'validate/unknown-key', span, help: 'It stands in varve.config.yaml.' },
    ]);
  });
});
