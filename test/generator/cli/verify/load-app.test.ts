import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadRegistries } from '../../../../generator/src/cli/verify/load-app.js';

const folder = mkdtempSync(join(tmpdir(), 'varve-load-app-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;

/** Contexts of the registries that a module with this text exports. */
async function contextsOf(text: string, ending = 'mjs'): Promise<readonly string[]> {
  count += 1;
  const path = join(folder, `app${count}.${ending}`);
  const maker = `const registry = (context) => ({ context, names: new Map(), aggregates: new Map() });\n`;
  writeFileSync(path, maker.replace('(context)', ending === 'ts' ? '(context: string)' : '(context)') + text);
  return (await loadRegistries(path)).map(({ context }) => context);
}

describe('registries are found', () => {
  test.each([
    ['by themselves', `export const a = registry('a'); export const b = registry('b');`, ['a', 'b']],
    ['as the default', `export default registry('a');`, ['a']],
    ['in lists', `export const registries = [registry('a'), registry('b')];`, ['a', 'b']],
    ['in objects', `export const all = { a: registry('a'), more: [registry('b')] };`, ['a', 'b']],
    [
      'as that of an opened context',
      `export const shop = { registry: registry('a'), codec: {}, settings: {} };`,
      ['a'],
    ],
    ['in opened contexts of an app', `export const app = { shop: { registry: registry('a') }, port: 1 };`, ['a']],
    ['once, however often they are exported', `const a = registry('a'); export const one = a, two = [a];`, ['a']],
  ])('%s', async (_how, text, contexts) => {
    expect(await contextsOf(text)).toEqual(contexts);
  });

  test('in TypeScript, which is compiled on the way', async () => {
    const text = `interface App { readonly shop: object }\nexport const app: App = { shop: { registry: registry('a') } };`;
    expect(await contextsOf(text, 'ts')).toEqual(['a']);
  });

  test('without asking getters, which might open something', async () => {
    const text = `export const app = { get store() { throw new Error('opened'); }, registry: registry('a') };`;
    expect(await contextsOf(text)).toEqual(['a']);
  });

  test('in objects that contain themselves', async () => {
    expect(await contextsOf(`export const app = { registry: registry('a') }; app.app = app;`)).toEqual(['a']);
  });
});

describe('an app is refused', () => {
  test.each([
    ['without a registry', 'export const registries = [];', /exports no registry/],
    [
      'with something like one',
      `export const shop = { context: 'a', names: {}, aggregates: {} };`,
      /exports no registry/,
    ],
    [
      'that keeps it in an instance',
      `class App { registry = registry('a') } export const app = new App();`,
      /exports no/,
    ],
    ['that cannot be loaded', `throw new Error('no database');`, /cannot be loaded: no database/],
    ['that is no module', `export const = ;`, /cannot be loaded/],
  ])('%s', async (_what, text, message) => {
    await expect(contextsOf(text)).rejects.toThrow(message);
  });

  test('that is not there, or is a folder', async () => {
    await expect(loadRegistries(join(folder, 'none.ts'))).rejects.toThrow(/there is no file/);
    await expect(loadRegistries(folder)).rejects.toThrow(/there is no file/);
  });
});
