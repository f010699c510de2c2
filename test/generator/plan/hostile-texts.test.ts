/**
 * Texts that have broken code generators, in every place of a schema that takes free text. What comes out must hold nothing
 * but the expected kinds of statements, run without setting off the canary, and give every text back unchanged.
 */
import ts from 'typescript-5.9';
import { describe, expect, test } from 'vitest';
import { hostileTexts } from '../naming/hostile-corpus.js';
import { importBundle } from '../../support/golden-bundle.js';
import { configure } from '../../../generator/src/compile/configure.js';
import { bindFiles, compileFiles, generateFiles, type Files } from '../../support/golden-project.js';

// The newest compiler has no API.
const { SyntaxKind } = ts;
const allowed: ReadonlySet<number> = new Set([
  SyntaxKind.ImportDeclaration,
  SyntaxKind.ExportDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.VariableStatement,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.FunctionDeclaration,
]);

const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

/** Documents are JSON, which is YAML, with version keys without quotes. */
const written = (document: object): string =>
  JSON.stringify(document)
    .replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/"(1)":(?=[{"])/g, '$1: ');

/** Documents in which all these texts stand in one kind of place. */
type Sink = (texts: readonly string[]) => object | readonly object[];

const base = { varve: 1, context: 'hostile', aggregate: 'Thing', id: { thingId: 'uuid' } };
const events = (entries: readonly (readonly [string, object])[]): object => ({
  ...base,
  events: Object.fromEntries(entries),
});
const each = (texts: readonly string[], event: (text: string) => object): object =>
  events(texts.map((text, index) => [`Event${String(index)}`, event(text)]));
const inField = (texts: readonly string[], field: (text: string) => unknown): object =>
  each(texts, (text) => ({ 1: { fields: { value: field(text) } } }));

const made = { ...base, events: { Made: { 1: { fields: {} } } } };
const declared =
  (section: string, value: object): Sink =>
  (texts) => ({ ...made, [section]: Object.fromEntries(texts.map((text) => [text, value])) });

/** A projection for each of the texts. */
const rows = (texts: readonly string[], projection: (text: string) => object): object => ({
  ...made,
  projections: Object.fromEntries(
    texts.map((text, index) => [
      `Rows${String(index)}`,
      { on: ['Made'], key: { rowId: '$id.thingId' }, ...projection(text) },
    ]),
  ),
});

/** How many of the texts each place takes at least; the others are refused by name. */
const fewTaken: Readonly<Record<string, number>> = {
  'stored names': 4,
  'bounds of decimals': 0,
  'parts of identities': 14,
  'names of categories': 0,
  'types written as strings': 0,
  imports: 0,
  subjects: 0,
  'names of types': 0,
  'names of events': 0,
  'names of commands': 0,
  'names of rejections': 0,
  'names of aggregates': 0,
  'names of contexts': 0,
  'names of projections': 0,
  'columns of keys': 0,
  'events of projections': 0,
};

const sinks: Readonly<Record<string, Sink>> = {
  'descriptions of events': (texts) => each(texts, (description) => ({ description, 1: { fields: {} } })),
  'descriptions of fields': (texts) => inField(texts, (description) => ({ type: 'string', description })),
  'descriptions of shapes': (texts) => each(texts, (description) => ({ 1: { fields: { a: 'string' }, description } })),
  deprecations: (texts) =>
    each(texts, (deprecated) => ({ deprecated, 1: { fields: { a: { type: 'string', deprecated } } } })),
  'reasons of retirement': (texts) => each(texts, (retired) => ({ retired, 1: { fields: {} } })),
  'reasons of ignoring': (texts) => each(texts, (ignored) => ({ ignored, 1: { fields: {} } })),
  aliases: (texts) => each(texts, (alias) => ({ aliases: [alias], 1: { fields: {} } })),
  'stored names': (texts) => each(texts, (stored) => ({ stored, 1: { fields: {} } })),
  'members of enums': (texts) =>
    events([['All', { 1: { fields: { closed: { enum: texts }, open: { enum: texts, open: true } } } }]]),
  'names of fields': (texts) =>
    events([['All', { 1: { fields: Object.fromEntries(texts.map((text) => [text, 'string'])) } }]]),
  'tags of unions': (texts) => ({
    ...events([['All', { 1: { fields: { union: 'Union' } } }]]),
    types: {
      Union: {
        oneOf: Object.fromEntries(texts.map((text) => [text, { fields: { a: 'string' } }])),
        discriminator: 'kind',
      },
    },
  }),
  discriminators: (texts) => ({
    ...base,
    types: Object.fromEntries(
      texts.map((discriminator, index) => [
        `Union${String(index)}`,
        { oneOf: { a: { fields: {} }, b: { fields: { c: 'string' } } }, discriminator },
      ]),
    ),
    events: { All: { 1: { fields: {} } } },
  }),
  'names of states': (texts) => ({
    ...events([['All', { 1: { fields: {} } }]]),
    states: {
      tag: 'status',
      initial: texts[0] ?? 'none',
      transitions: Object.fromEntries(texts.map((text) => [text, texts.slice(0, 2)])),
      1: Object.fromEntries(texts.map((text) => [text, { fields: {} }])),
    },
  }),
  'descriptions of projections': (texts) => rows(texts, (text) => ({ description: text, fields: {} })),
  'descriptions of rows and columns': (texts) =>
    rows(texts, (text) => ({
      fields: {
        ...{ fields: { a: { type: 'string', description: text, deprecated: text } } },
        ...{ description: text, deprecated: text },
      },
    })),
  'names of columns': (texts) =>
    rows(['all'], () => ({
      fields: { fields: Object.fromEntries(texts.map((text) => [text, { enum: texts }])) },
      indexes: texts.map((text) => [text]),
    })),
  'sources of keys': (texts) => ({
    ...events([['Made', { 1: { fields: Object.fromEntries(texts.map((text) => [text, 'string'])) } }]]),
    projections: Object.fromEntries(
      texts.map((text, index) => [`Rows${String(index)}`, { on: ['Made'], key: { a: text }, fields: {} }]),
    ),
  }),
  'names of projections': declared('projections', { on: ['Made'], key: { a: '$id.thingId' }, fields: {} }),
  'columns of keys': (texts) =>
    rows(texts, (text) => ({ key: Object.fromEntries([[text, '$id.thingId']]), fields: {} })),
  'events of projections': (texts) => rows(texts, (text) => ({ on: [text], fields: {} })),
  patterns: (texts) => inField(texts, (pattern) => ({ type: 'string', pattern })),
  defaults: (texts) => inField(texts, (text) => ({ type: 'string', default: text })),
  'defaults of any form': (texts) =>
    inField(texts, (text) => ({ type: 'json', default: { [text]: [text, { a: text }] } })),
  examples: (texts) => inField(texts, (text) => ({ type: 'string', examples: [text] })),
  'descriptions of commands and rejections': (texts) => ({
    ...events([['Made', { 1: { fields: {} } }]]),
    commands: Object.fromEntries(
      texts.map((text, index) => [
        `Make${String(index)}`,
        { description: text, deprecated: text, emits: ['Made'], 1: { fields: {} } },
      ]),
    ),
    rejections: Object.fromEntries(
      texts.map((description, index) => [`Late${String(index)}`, { fields: { a: 'string' }, description }]),
    ),
  }),
  'descriptions of types': (texts) => ({
    ...events([['Made', { 1: { fields: { all: 'list<Type0>' } } }]]),
    types: Object.fromEntries(
      texts.map((text, index) => [`Type${String(index)}`, { enum: ['a'], description: text, deprecated: text }]),
    ),
  }),
  'aliases with versions': (texts) =>
    each(texts, (name) => ({ aliases: [{ name, versions: { 1: 1 }, unversioned: 1 }], 1: { fields: {} } })),
  'bounds of decimals': (texts) =>
    inField(texts, (text) => ({ type: 'decimal', minimum: text, maximum: text, multipleOf: text })),
  'parts of identities': (texts) =>
    texts.map((text, index) => ({
      ...base,
      aggregate: `Thing${String(index)}`,
      id: Object.fromEntries([[text, 'string']]),
      events: { [`Event${String(index)}`]: { 1: { fields: {} } } },
    })),
  'names of categories': (texts) =>
    texts.map((category, index) => ({
      ...base,
      aggregate: `Thing${String(index)}`,
      category,
      events: { [`Event${String(index)}`]: { 1: { fields: {} } } },
    })),
  'types written as strings': (texts) => inField(texts, (text) => ({ type: text })),
  imports: (texts) => ({ ...events([['Made', { 1: { fields: {} } }]]), imports: texts }),
  subjects: (texts) => texts.map((subject) => ({ ...events([['Made', { 1: { fields: {} } }]]), subject })),
  // Letters and digits only: none of the texts is taken, and each is refused where it stands.
  'names of types': declared('types', { enum: ['a'] }),
  'names of events': declared('events', { 1: { fields: {} } }),
  'names of commands': declared('commands', { emits: ['Made'], 1: { fields: {} } }),
  'names of rejections': declared('rejections', { fields: {} }),
  'names of aggregates': (texts) => texts.map((aggregate) => ({ ...made, aggregate })),
  'names of contexts': (texts) => texts.map((context) => ({ ...made, context })),
  'descriptions of aggregates': (texts) =>
    texts.map((description, index) => ({
      ...base,
      aggregate: `Thing${String(index)}`,
      description,
      events: { [`Event${String(index)}`]: { 1: { fields: {} } } },
    })),
};

const project = (documents: object | readonly object[]): Files =>
  Object.fromEntries([documents].flat().map((document, index) => [`schemas/${String(index)}.yaml`, written(document)]));

let cases = 0;

/** Texts that the language takes in a place; any other is refused where it stands, which is safe too. */
async function accepted(sink: Sink): Promise<readonly string[]> {
  cases += hostileTexts.length;
  if ((await bindFiles(project(sink(hostileTexts)))).model !== undefined) return hostileTexts;
  const fine: string[] = [];
  for (const text of hostileTexts) {
    const { model, diagnostics } = await bindFiles(project(sink([text])));
    if (model !== undefined) fine.push(text);
    else expect([text, diagnostics.filter(({ at }) => at === undefined || at.end <= at.start)]).toEqual([text, []]);
  }
  return fine;
}

function problemsOf(path: string, text: string): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  const unknown = file.statements.filter((statement) => !allowed.has(statement.kind)).map((each) => each.getText());
  const canary: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && /PWNED|evil|require|process/.test(node.text)) canary.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const { parseDiagnostics = [] } = Object(file) as { parseDiagnostics?: readonly { messageText: unknown }[] };
  return [...unknown, ...canary, ...parseDiagnostics.map(({ messageText }) => String(messageText))];
}

/** All string literals of a text, as values. */
function stringsOf(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.ts', text, ts.ScriptTarget.ESNext, true));
  return found;
}

const inComments: ReadonlySet<string> = new Set([
  'examples',
  'deprecations',
  ...Object.keys(sinks).filter((name) => name.startsWith('descriptions')),
]);

describe.each(Object.entries(sinks))('hostile texts as %s', (name, sink) => {
  test('stay texts', { timeout: 120_000 }, async () => {
    const texts = await accepted(sink);
    expect(texts.length).toBeGreaterThanOrEqual(fewTaken[name] ?? 11);
    if (texts.length === 0) return;
    const files = await generateFiles(project(sink(texts)));
    for (const [path, text] of Object.entries(files)) expect(problemsOf(path, text), path).toEqual([]);
    if (!inComments.has(name)) {
      const strings = stringsOf(Object.values(files).join('\n'));
      expect(texts.filter((text) => !strings.has(text))).toEqual([]);
    }
    await runs(files);
  });
});

test('which are some thousand cases', () => {
  expect(cases).toBe(Object.keys(sinks).length * hostileTexts.length);
  expect(cases).toBeGreaterThan(3_000);
});

describe('hostile texts outside the schemas', () => {
  const schema = written(made);
  const checked = async (files: Files): Promise<'generated' | 'refused'> => {
    const { path, text } = { path: 'varve.config.yaml', text: files['varve.config.yaml'] ?? '' };
    const { config, diagnostics: found } = await configure({ path, text }, '/project');
    const { output, diagnostics } =
      config === undefined ? { output: undefined, diagnostics: found } : await compileFiles(files);
    if (output === undefined) {
      expect(diagnostics.length).toBeGreaterThan(0);
      return 'refused';
    }
    const outputs = Object.fromEntries(output.files.map((file) => [file.path, file.text]));
    for (const [at, generated] of Object.entries(outputs)) expect(problemsOf(at, generated), at).toEqual([]);
    for (const at of Object.keys(outputs)) expect(at.startsWith('/') || at.split('/').includes('..')).toBe(false);
    return 'generated';
  };

  test('as names of files', { timeout: 120_000 }, async () => {
    const generated: string[] = [];
    for (const text of hostileTexts) {
      if ((await checked({ [`schemas/${text}.yaml`]: schema })) === 'generated') generated.push(text);
    }
    expect(generated.length).toBeGreaterThan(30);
    const files = generated.map((text, index) => {
      const document = { ...made, context: `hostile${String(index)}` };
      return [`schemas/${text}.yaml`, written(document)] as const;
    });
    const { output } = await compileFiles(Object.fromEntries(files));
    await runs(Object.fromEntries((output?.files ?? []).map(({ path, text }) => [path, text])));
  });

  test('as keys and descriptions of metadata', { timeout: 120_000 }, async () => {
    const field = (text: string) => [text, { type: 'string', description: text, deprecated: text }] as const;
    const project = (texts: readonly string[]): Files => {
      const config = written({ metadata: Object.fromEntries(texts.map(field)) });
      return { 'schemas/a.yaml': schema, 'varve.config.yaml': config };
    };
    const generated: string[] = [];
    for (const text of hostileTexts) if ((await checked(project([text]))) === 'generated') generated.push(text);
    expect(generated.length).toBeGreaterThan(50);
    const { output } = await compileFiles(project(generated));
    const files = Object.fromEntries((output?.files ?? []).map(({ path, text }) => [path, text]));
    const strings = stringsOf(Object.values(files).join('\n'));
    expect(generated.filter((text) => !strings.has(text))).toEqual([]);
    await runs(files);
  });

  test.each(['out', 'src'])('as %s of the configuration', { timeout: 120_000 }, async (key) => {
    for (const text of hostileTexts) {
      const config = written({ [key]: text });
      const outcome = await checked({ 'schemas/a.yaml': schema, 'varve.config.yaml': config });
      if (/^[/\\]|\.\.|^[A-Z]:|[#?%\u0000-\u001f]/.test(text)) expect([text, outcome]).toEqual([text, 'refused']);
    }
  });

  test.each(['schemas', 'targets', 'rules', 'waivers', 'scalars', 'unknownFields', 'importEnding', 'plugins'])(
    'as %s of the configuration',
    async (key) => {
      for (const text of hostileTexts) {
        for (const value of [text, [text], Object.fromEntries([[text, text]])]) {
          await checked({ 'schemas/a.yaml': schema, 'varve.config.yaml': written({ [key]: value }) });
        }
      }
    },
  );
});

describe('versions that are none', () => {
  test.each(['1.10', '1.0', '01', '0', '-1', '1e1', '0x1', '9007199254740993', '.inf', '"1"', '~', 'one'])(
    '%s is refused where it stands',
    async (key) => {
      const text = `varve: 1\ncontext: a\naggregate: B\nid: { c: uuid }\nevents:\n  D:\n    ${key}: { e: string }\n`;
      const { model, diagnostics } = await bindFiles({ 'schemas/a.yaml': text });
      expect(model).toBeUndefined();
      const { at } = diagnostics[0] ?? {};
      expect(text.slice(0, at?.start).split('\n')).toHaveLength(key === 'one' ? 6 : 7);
    },
  );
});

async function runs(files: Files): Promise<void> {
  const generated = Object.keys(files).filter((path) => path.startsWith('src/generated/'));
  const sorted = generated.toSorted(byCodeUnit);
  const entry = sorted.map((path, index) => {
    const specifier = JSON.stringify(`./${path.replace(/\.ts$/, '.js')}`);
    return `export * as m${String(index)} from ${specifier};`;
  });
  const modules = await importBundle(files, entry.join('\n'));
  expect(Object.keys(modules)).toHaveLength(sorted.length);
  expect(Reflect.get(globalThis, 'PWNED')).toBeUndefined();
}
