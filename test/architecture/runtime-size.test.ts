import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { filesBelow, readSource, root } from './source-files.js';

/** What a bundler makes of these imports, minified: bytes, and bytes after gzip. */
async function bundle(
  imports: string,
): Promise<{ readonly bytes: number; readonly zipped: number; readonly text: string }> {
  const { outputFiles } = await build({
    stdin: { contents: imports, resolveDir: join(root, 'runtime/src'), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
    external: ['@opentelemetry/api', 'node:*'],
  });
  const text = outputFiles[0]?.text ?? '';
  return { bytes: text.length, zipped: gzipSync(text, { level: 9 }).length, text };
}

const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;

function say(what: string, { bytes, zipped }: { readonly bytes: number; readonly zipped: number }): void {
  process.stdout.write(`${what}: ${kilobytes(bytes)} minified, ${kilobytes(zipped)} zipped\n`);
}

/** Exported names of a file that lists them one by one. */
function exportedNames(path: string): readonly string[] {
  const lists = readSource(path).matchAll(/export (?:type )?\{([^}]*)\}/g);
  return [...lists].flatMap(([, list = '']) =>
    list
      .split(',')
      .map((name) => name.replace(/\btype\b|.* as /g, '').trim())
      .filter((name) => name !== ''),
  );
}

test('all that users import weighs at most 25.2 kB, the memory store included', async () => {
  const all = await bundle(`export * from './index.ts';`);
  say('@varve/runtime', all);
  expect(all.zipped).toBeLessThanOrEqual(25_200);
});

test('without the memory store it weighs at most 12 kB', async () => {
  const names = exportedNames('runtime/src/index.ts').filter((name) => name !== 'createMemoryEventStore');
  const all = await bundle(
    `import * as runtime from './index.ts'; globalThis.x = [${names.map((name) => `runtime.${name}`).join()}];`,
  );
  say('@varve/runtime without its memory store', all);
  expect(all.zipped).toBeLessThanOrEqual(12_000);
});

test('everything that generated code may ever import weighs at most 44 kB', async () => {
  const door = await bundle(`export * from './codegen/v1/index.ts';`);
  say('@varve/runtime/codegen/v1', door);
  expect(door.zipped).toBeLessThanOrEqual(44_000);
});

test.each([
  ['sqlite', 27_600],
  ['postgres', 42_100],
])('the door of the %s store weighs at most %i bytes', async (store, limit) => {
  const door = await bundle(`export * from './stores/${store}/index.ts';`);
  say(`@varve/runtime/${store}`, door);
  expect(door.zipped).toBeLessThanOrEqual(limit);
});

test.each([
  ['observe', 'observe', 0],
  ['otel', 'otel', 4_000],
  ['cloudevents', 'cloudevents', 12_500],
  ['relay', 'relay', 24_000],
  ['relay/webhook', 'relay/webhook', 3_000],
  ['relay/nats', 'relay/nats', 1_000],
  ['webhooks', 'webhooks', 1_800],
])('the door %s to the outside weighs at most its budget', async (door, folder, limit) => {
  const all = await bundle(`export * from './${folder}/index.ts';`);
  say(`@varve/runtime/${door}`, all);
  expect(all.text.trim() === '' ? 0 : all.zipped).toBeLessThanOrEqual(limit);
});

test.each(['uuid', 'text', 'instant', 'record', 'tagged', 'json', 'numberToDecimal', 'dateToInstant', 'nextVersion'])(
  '%s alone brings little with it',
  async (name) => {
    const one = await bundle(`export { ${name} } from './codegen/v1/index.ts';`);
    expect(one.zipped).toBeLessThanOrEqual(3_500);
  },
);

test('what keeps and reads the rows of projections is paid for by those who have some', async () => {
  const { text, zipped } = await bundle(
    `export { aggregateRepository, deciderRepository, defineRegistry, exposeContext, openContext } from './codegen/v1/index.ts';`,
  );
  expect(text).not.toMatch(/holdView|findViews/);
  expect(zipped).toBeLessThanOrEqual(20_000);
});

test('importing without using brings nothing', async () => {
  for (const door of ['index', 'codegen/v1/index', 'testing/index', 'projection/index']) {
    const { text } = await bundle(`import './${door}.ts';`);
    expect(text.trim(), door).toBe('');
  }
});

test('users meet at most 70 names, each listed once', () => {
  const names = exportedNames('runtime/src/index.ts');
  process.stdout.write(`@varve/runtime exports ${names.length} names\n`);
  expect(names.length).toBeLessThanOrEqual(70);
  expect(new Set(names).size).toBe(names.length);
  for (const door of ['index.ts', 'codegen/v1/index.ts', 'testing/index.ts']) {
    expect(readSource(`runtime/src/${door}`)).not.toMatch(/export \*/);
  }
});

test('only the doors of stores, fixtures and webhooks touch Node, and only the platform file touches the platform', () => {
  const core = filesBelow('runtime/src', '.ts').filter(
    (path) => !/^runtime\/src\/(stores|testing\/schemas|relay\/webhook)\//.test(path),
  );
  expect(core.filter((path) => /from 'node:/.test(readSource(path)))).toEqual([]);
  const platform = core.filter((path) =>
    /\b(Date\.now\(|new Date\(\)|getRandomValues|setTimeout|performance\.)/.test(readSource(path)),
  );
  expect(platform).toEqual(['runtime/src/command/platform.ts']);
});
