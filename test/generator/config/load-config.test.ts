import { describe, expect, test } from 'vitest';
import type { TemplatePaths } from '../../../generator/src/config/generator-config.js';
import { type ConfigFlags, loadConfig } from '../../../generator/src/config/load-config.js';
import { expectDiagnostics, expectValue } from '../../support/expect-diagnostics.js';
import { marked } from '../../support/marks.js';

const path = 'varve.config.yaml';
const load = (text: string | undefined, flags: ConfigFlags = {}) =>
  loadConfig({ root: '/project', file: text === undefined ? undefined : { path, text }, flags });

const defaults = {
  root: '/project',
  schemas: ['schemas/**/*.yaml'],
  out: 'src/generated',
  src: 'src',
  scalars: {
    uuid: 'string',
    uri: 'string',
    email: 'string',
    date: 'string',
    time: 'string',
    duration: 'string',
    timezone: 'string',
    instant: 'string',
    datetime: 'string',
    localDatetime: 'string',
  },
  unknownFields: 'reject',
  unknownEnum: 'fail',
  metadata: {},
  formatGenerated: 'final',
  importEnding: '.js',
  rules: {},
  writeAs: {},
  compat: { stored: 'error', readers: 'warning', code: 'info', senders: 'warning' },
  waivers: [],
  templates: { files: {} },
};

describe('defaults', () => {
  test('without a file', () => {
    expect(expectValue(load(undefined))).toEqual(defaults);
  });

  test.each(['', '# nothing yet\n', '{}', 'varve: 1'])('with %j', (text) => {
    expect(expectValue(load(text))).toEqual({ ...defaults, file: { path, text } });
  });
});

test('every key is read', () => {
  const config = expectValue(
    load(`
varve: 1
schemas: [domain/*.yaml, ./more/**/*.yml]
out: ./code//generated/
src: code
importEnding: ""
formatGenerated: prettier
scalars: { uuid: branded, instant: branded }
unknownFields: keep
unknownEnum: park
metadata: { tenant: string, "channel?": { enum: [web] } }
rules: { bind/left-out: off, check/no-description: error }
writeAs: { ordering.OrderPlaced: 2 }
compat: { readers: off, senders: error }
waivers: [{ code: check/unused-type, file: a.yaml, at: /types/A, reason: Later., until: 2027-01-31 }]
`),
  );
  expect(config).toMatchObject({
    schemas: ['domain/*.yaml', 'more/**/*.yml'],
    out: 'code/generated',
    src: 'code',
    importEnding: '',
    formatGenerated: 'prettier',
    scalars: { ...defaults.scalars, uuid: 'branded', instant: 'branded' },
    unknownFields: 'keep',
    unknownEnum: 'park',
    metadata: { tenant: 'string', 'channel?': { enum: ['web'] } },
    rules: { 'bind/left-out': 'off', 'check/no-description': 'error' },
    writeAs: { 'ordering.OrderPlaced': 2 },
    compat: { stored: 'error', readers: 'off', code: 'info', senders: 'error' },
    waivers: [{ code: 'check/unused-type', file: 'a.yaml', at: '/types/A', reason: 'Later.', until: '2027-01-31' }],
  });
});

test('flags win over the file, the file over the defaults', () => {
  const config = expectValue(load('out: a/b\nsrc: c\nunknownEnum: park', { out: 'x/y', schemas: ['z.yaml'] }));
  expect(config).toMatchObject({ out: 'x/y', src: 'c', unknownEnum: 'park', schemas: ['z.yaml'], importEnding: '.js' });
});

test('your own files may stand at the root', () => {
  expect(expectValue(load('src: .\nout: generated'))).toMatchObject({ src: '', out: 'generated' });
});

describe('what is refused', () => {
  test.each<[string, string, string, string | RegExp | undefined]>([
    ['an unknown key', '«schema»: [a.yaml]', 'unknown-key', 'Did you mean schemas?'],
    ['a key in other letters', '«import_ending»: .js', 'unknown-key', 'Did you mean importEnding?'],
    ['an unknown scalar', 'scalars: { «uid»: branded }', 'unknown-key', 'Did you mean uuid?'],
    ['a scalar that has no brand', 'scalars: { «decimal»: branded }', 'unknown-key', undefined],
    ['an unknown representation', 'scalars: { uuid: «brandet» }', 'not-one-of', 'Did you mean branded?'],
    ['an unknown ending', 'importEnding: «js»', 'not-one-of', 'Did you mean .js?'],
    ['an unknown choice', 'unknownFields: «ignore»', 'not-one-of', undefined],
    ['one glob instead of a list', 'schemas: «schemas/*.yaml»', 'wrong-kind', undefined],
    ['no glob at all', '«schemas»: []', 'too-few', undefined],
    ['a type that is none', 'metadata: { tenant: «[string]» }', 'not-a-type', 'A list is written list<string>.'],
    ['nothing as type', 'metadata: { «tenant»: }', 'no-type', undefined],
    ['an unknown severity', 'rules: { bind/left-out: «warn» }', 'not-one-of', undefined],
    ['a severity that YAML does not read as text', 'rules: { bind/left-out: «false» }', 'not-one-of', undefined],
    ['a code without a stage', 'rules: { «left-out»: off }', 'bad-name', undefined],
    ['another version', 'varve: «2»', 'language-version', undefined],
    ['a version to write that is none', 'writeAs: { ordering.OrderPlaced: «0» }', 'too-small', undefined],
    ['a version to write as a text', 'writeAs: { ordering.OrderPlaced: «v1» }', 'wrong-kind', undefined],
    ['a list of events to write', 'writeAs: «[ordering.OrderPlaced]»', 'wrong-kind', undefined],
    ['targets, which come later', '«targets»: []', 'not-yet', undefined],
    ['plugins', '«plugins»: ["../../evil.js"]', 'unknown-key', undefined],
    ['an absolute folder', 'out: «/etc»', 'bad-name', undefined],
    ['a folder above', 'out: «../other»', 'bad-name', undefined],
    ['a folder above, hidden', 'src: «a/../../b»', 'bad-name', undefined],
    ['a folder above at the end', 'src: «a/..»', 'bad-name', undefined],
    ['a drive', 'out: «C:\\x»', 'bad-name', undefined],
    ['a folder that an import cannot name', 'out: «"src/%2e%2e/x"»', 'not-importable', undefined],
    ['a folder with a fragment', 'src: «"src/#1"»', 'not-importable', undefined],
    ['a backslash', 'out: «src\\generated»', 'bad-name', undefined],
    ['schemas above', 'schemas: [a.yaml, «../b.yaml»]', 'bad-name', undefined],
    ['the project as generated folder', 'out: «.»', 'whole-project', undefined],
    ['one folder for both', 'out: «src»', 'same-folder', undefined],
    ['your own files inside the generated ones', 'out: «code»\nsrc: code/mine', 'same-folder', undefined],
    [
      'tests among generated files',
      'out: gen\nschemaTests: «{ runner: jest, folder: gen/test }»',
      'tests-in-out',
      undefined,
    ],
    ['tests without a runner', '«schemaTests»: {}', 'missing-key', undefined],
    ['tests above', 'schemaTests: { runner: node, folder: «../test» }', 'bad-name', undefined],
    ['an app above', 'app: «../app.ts»', 'bad-name', undefined],
    ['a name that Windows cannot have', 'out: «src/aux»', 'windows-name', undefined],
    ['a name that Windows cannot have, with an ending', 'src: «con.d»', 'windows-name', undefined],
    ['templates above', 'templates: «../templates»', 'bad-name', undefined],
    ['a template above', 'templates: { header: «../header.hbs» }', 'bad-name', undefined],
    ['a template that there is not', 'templates: { «deciders»: x.hbs }', 'unknown-key', 'Did you mean decider?'],
    ['a template without a path', 'templates: { «decider»: }', 'wrong-kind', undefined],
    ['templates with a name that Windows cannot have', 'templates: «nul»', 'windows-name', undefined],
    ['a list', '«- a»', 'wrong-kind', undefined],
    ['no YAML', 'out: «[»a', 'unreadable', undefined],
    ['a doubled key', 'out: a\n«out»: b', 'unreadable', undefined],
    ['a tag', 'out: «!!js/function» x', 'unreadable', undefined],
  ])('%s', (_what, text, code, help) => {
    const { file, span } = marked(text, path);
    const result = loadConfig({ root: '/project', file });
    expectDiagnostics(result, [
      { code: `config/${code}`, span, severity: 'error', ...(help === undefined ? {} : { help }) },
    ]);
  });

  test.each<[string, ConfigFlags, string]>([
    ['a folder above', { out: '../x' }, 'outside-root'],
    ['an absolute folder', { out: '/tmp/x' }, 'outside-root'],
    ['a drive', { src: 'C:/x' }, 'outside-root'],
    ['a control character', { out: 'a\u0000b' }, 'outside-root'],
    ['the root', { out: './' }, 'whole-project'],
    ['one folder for both', { out: 'a', src: './a/' }, 'same-folder'],
    ['globs above', { schemas: ['../*.yaml'] }, 'outside-root'],
  ])('a flag with %s, which has no place in the file', (_what, flags, code) => {
    const result = load('out: gen', flags);
    expectDiagnostics(result, [{ code: `config/${code}` }]);
    expect(result.diagnostics[0]?.at).toBeUndefined();
  });

  test('a folder beside that starts with the same letters is another folder', () => {
    expect(expectValue(load('out: src-generated\nsrc: src-generated-mine')).out).toBe('src-generated');
  });

  test.each<[string, TemplatePaths]>([
    ['templates: ./our//templates/', { folder: 'our/templates', files: {} }],
    ['templates: { header: ./a/header.hbs, wiring: b.hbs }', { files: { header: 'a/header.hbs', wiring: 'b.hbs' } }],
    ['templates: {}', { files: {} }],
  ])('%s', (text, expected) => {
    expect(expectValue(load(text)).templates).toEqual(expected);
  });

  test('a finding of the reader keeps its words and its help', () => {
    expectDiagnostics(load('out: "\\d"'), [
      { code: 'config/unreadable', message: 'Inside double quotes \\d means nothing.', help: /single quotes/ },
    ]);
  });
});
