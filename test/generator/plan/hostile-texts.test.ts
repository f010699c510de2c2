/**
 * Texts that have broken code generators, in every place of a schema that takes free text. What comes out must hold nothing
 * but the expected kinds of statements, run without setting off the canary, and give every text back unchanged.
 */
import ts from 'typescript-5.9';
import { describe, expect, test } from 'vitest';
import { hostileTexts } from '../naming/hostile-corpus.js';
import { importBundle } from '../../support/golden-bundle.js';
import { bindFiles, generateFiles, type Files } from '../../support/golden-project.js';

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
  patterns: (texts) => inField(texts, (pattern) => ({ type: 'string', pattern })),
  defaults: (texts) => inField(texts, (text) => ({ type: 'string', default: text })),
  'defaults of any form': (texts) =>
    inField(texts, (text) => ({ type: 'json', default: { [text]: [text, { a: text }] } })),
  examples: (texts) => inField(texts, (text) => ({ type: 'string', examples: [text] })),
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

const isAccepted = async (documents: object): Promise<boolean> =>
  (await bindFiles(project(documents))).model !== undefined;

/** Texts that the language takes in a place; others are refused by name, which is safe too. */
async function accepted(sink: Sink): Promise<readonly string[]> {
  if (await isAccepted(sink(hostileTexts))) return hostileTexts;
  const fine: string[] = [];
  for (const text of hostileTexts) if (await isAccepted(sink([text]))) fine.push(text);
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
    expect(texts.length).toBeGreaterThan(name === 'stored names' ? 3 : 10);
    const files = await generateFiles(project(sink(texts)));
    for (const [path, text] of Object.entries(files)) expect(problemsOf(path, text), path).toEqual([]);
    if (!inComments.has(name)) {
      const strings = stringsOf(Object.values(files).join('\n'));
      expect(texts.filter((text) => !strings.has(text))).toEqual([]);
    }
    await runs(files);
  });
});

async function runs(files: Files): Promise<void> {
  const generated = Object.keys(files).filter((path) => path.startsWith('src/generated/'));
  const sorted = generated.toSorted(byCodeUnit);
  const entry = sorted.map((path, index) => `export * as m${String(index)} from './${path.replace(/\.ts$/, '.js')}';`);
  const modules = await importBundle(files, entry.join('\n'));
  expect(Object.keys(modules)).toHaveLength(sorted.length);
  expect(Reflect.get(globalThis, 'PWNED')).toBeUndefined();
}
