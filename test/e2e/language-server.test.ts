import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LanguageServer, startLanguageServer } from './language-server.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const schemaFile = (name: string): string => join(root, `generator/dist/assets/schemas/meta/v1/${name}.schema.json`);
const path = join(root, 'test/e2e/edited.yaml');
const modeline = (name: string): string => `# yaml-language-server: $schema=${schemaFile(name)}\n`;
const order = `varve: 1
context: ordering
aggregate: Order
id: { orderId: uuid }
events:
  OrderPlaced:
    description: The customer committed to the order.
    1: { customerId: uuid, note?: string }
`;

let server: LanguageServer;
beforeAll(async () => {
  server = await startLanguageServer();
});
afterAll(() => server.stop());

const problems = (text: string) => server.problemsOf(path, modeline('document') + text);
const completions = (text: string) => server.completionsOf(path, modeline('document') + text);

describe('a schema', () => {
  test('that is right has no problem, so the JSON Schema itself is one the server takes', async () => {
    expect(await problems(order)).toEqual([]);
  });

  test.each(['order', 'shipment', 'catalogue'])('of the examples has none: %s', async (name) => {
    const text = readFileSync(join(root, `examples/ordering/schemas/${name}.yaml`), 'utf8');
    expect(await problems(text.replace(/^# yaml-language-server.*\n/, ''))).toEqual([]);
  });

  test.each<[string, string, number]>([
    ['a misspelt key of the file', order.replace('events:', 'evnts:'), 5],
    ['a misspelt key of an event', order.replace('description:', 'descripton:'), 7],
    ['a value of the wrong kind', order.replace('context: ordering', 'context: [ordering]'), 2],
    ['a word that is none of those there are', `${order}style: deciders\n`, 9],
  ])('with %s has one, in its line', async (_case, text, line) => {
    const found = await problems(text);
    expect(found.map(({ range }) => range.start.line)).toContain(line);
  });

  test('keys of the file are completed, those that are there are not offered again', async () => {
    const offered = await completions(`${order}|`);
    expect(offered).toEqual(expect.arrayContaining(['commands', 'rejections', 'imports', 'types']));
    expect(offered).not.toContain('events');
  });

  test('keys of an event are completed', async () => {
    const offered = await completions(order.replace('    description: The', '    |\n    description: The'));
    expect(offered).toEqual(expect.arrayContaining(['aliases', 'deprecated']));
    expect(offered).not.toContain('description');
  });

  const projected = (rest: string): string =>
    `${order}projections:\n  Orders:\n    on: [OrderPlaced]\n    key: { orderId: $id.orderId }\n${rest}`;

  test('a projection that is right has no problem, a misspelt key one in its line', async () => {
    const rest = '    fields: { customer: uuid }\n    run: inline\n    indexes: [[customer]]\n';
    expect(await problems(projected(rest))).toEqual([]);
    const found = await problems(projected(rest.replace('indexes', 'indices')));
    expect(found.map(({ range }) => range.start.line)).toContain(15);
  });

  test('keys of a projection are completed, and its words', async () => {
    const offered = await completions(projected('    |\n    fields: {}\n'));
    expect(offered).toEqual(expect.arrayContaining(['run', 'indexes', 'revision', 'errors', 'description']));
    expect(offered).not.toContain('on');
    expect(await completions(projected('    fields: {}\n    run: |\n'))).toEqual(['inline', 'async', 'live']);
    const then = await completions(projected('    fields: {}\n    errors:\n      then: |\n'));
    expect(then).toEqual(['stop', 'skip', 'park']);
  });

  const evolved = (step: string): string =>
    `${order}    2: { customerId: uuid, note: string }\n    upcast:\n      2:\n${step}`;

  test('a step that is right has no problem, a misspelt operation one in its line', async () => {
    expect(await problems(evolved('        fill: { note: none }\n        convert: { a: { by: first } }\n'))).toEqual(
      [],
    );
    const found = await problems(evolved('        fil: { note: none }\n'));
    expect(found.map(({ range }) => range.start.line)).toEqual([12]);
  });

  test('operations of a step are completed, with lossy on the way down only', async () => {
    const up = await completions(evolved('        set: { note: none }\n        |'));
    expect(up).toEqual(expect.arrayContaining(['rename', 'copy', 'fill', 'drop', 'map', 'convert', 'adopt', 'custom']));
    expect(up).not.toContain('set');
    expect(up).not.toContain('lossy');
    expect(await completions(evolved('        |').replace('upcast', 'downcast'))).toContain('lossy');
  });

  test('conversions are completed by their names, and what is known of an event by its', async () => {
    const conversions = await completions(evolved('        convert:\n          note:\n            by: |'));
    expect(conversions).toEqual(expect.arrayContaining(['to-string', 'parse-integer', 'first']));
    expect(await completions(evolved('        set:\n          note: |'))).toContain('$recordedAt');
  });

  test('words are completed where there are only a few', async () => {
    expect(await completions(`${order}style: |`)).toEqual(expect.arrayContaining(['decider', 'class']));
  });
});

describe('the configuration', () => {
  test('takes versions to write', async () => {
    const text = `${modeline('config')}writeAs: { ordering.OrderPlaced: 2 }\n`;
    expect(await server.problemsOf(path, text)).toEqual([]);
  });

  test('is right, or its misspelt key is found', async () => {
    const found = (text: string) => server.problemsOf(path, modeline('config') + text);
    expect(await found('varve: 1\nschemas: [schemas/**/*.yaml]\nmetadata: { tenant: string }\n')).toEqual([]);
    expect((await found('varve: 1\nschmas: []\n')).map(({ range }) => range.start.line)).toEqual([2]);
  });

  test('has its keys completed', async () => {
    expect(await server.completionsOf(path, `${modeline('config')}varve: 1\n|`)).toEqual(
      expect.arrayContaining(['schemas', 'out', 'src', 'rules']),
    );
  });
});
