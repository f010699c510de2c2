import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { scalarNames } from '../../../generator/src/model/type-model.js';
import { schemaKeys } from '../../../generator/src/validate/generated/schema-keys.js';

const at = (path: string): URL => new URL(`../../../${path}`, import.meta.url);

type Schema = { readonly [key: string]: unknown };

function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(at(`schemas/meta/v1/${name}.schema.json`), 'utf8')) as Schema;
}

const names = ['document', 'config'];

test('the committed validators are what the meta-schemas compile to', async () => {
  const script: unknown = await import(at('generator/scripts/compile-validators.mjs').href);
  const { validatorModules } = script as { readonly validatorModules: () => Readonly<Record<string, string>> };
  for (const [file, text] of Object.entries(validatorModules())) {
    const committed = readFileSync(at(`generator/src/validate/generated/${file}`), 'utf8');
    expect(committed === text, `${file} is stale: node generator/scripts/compile-validators.mjs`).toBe(true);
  }
});

describe.each(names)('%s.schema.json', (name) => {
  test('is valid JSON Schema 2020-12 and nothing else', () => {
    const ajv = new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allowUnionTypes: true });
    ajv.addVocabulary(['defaultSnippets', 'deprecationMessage', 'doNotSuggest', 'errorMessage']);
    for (const each of names) ajv.addSchema(readSchema(each), `${each}.schema.json`);
    expect(ajv.validateSchema(readSchema(name))).toBe(true);
    expect(ajv.getSchema(`${name}.schema.json`)).toBeTypeOf('function');
  });

  test('every key says what it means', () => {
    const silent = keysWithoutDescription(readSchema(name), '#');
    expect(silent).toEqual([]);
  });

  test('needs no network: every reference stays in the folder', () => {
    const references = JSON.stringify(readSchema(name)).match(/"\$ref":"[^"]*"/g) ?? [];
    for (const reference of references)
      expect(reference).toMatch(/^"\$ref":"(?:document\.schema\.json)?#\/\$defs\/\w+"$/);
  });
});

test('editors are offered every built-in type', () => {
  const definitions = readSchema('document')['$defs'] as Readonly<Record<string, Schema>>;
  expect(definitions['typeText']?.['examples']).toEqual([...scalarNames]);
});

test('suggestions leave out what this release does not read', () => {
  const suggested = Object.values(schemaKeys).flat();
  for (const key of ['targets']) expect(suggested).not.toContain(key);
});

/** Keys of mappings in which nobody is told what a key means; schemas that only allow or forbid a key are left out. */
function keysWithoutDescription(schema: unknown, path: string): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]: [string, unknown]) => {
    const inner = `${path}/${keyword}`;
    const isList = keyword === 'properties' || keyword === 'patternProperties';
    if (!isList || path.endsWith('/if') || /\/anyOf\/\d+$/.test(path)) {
      return ['examples', 'default', 'defaultSnippets'].includes(keyword) ? [] : keysWithoutDescription(value, inner);
    }
    return Object.entries(value as Schema).flatMap(([key, property]) => {
      if (typeof property === 'boolean') return [];
      const isSilent = typeof property !== 'object' || property === null || !('description' in property);
      return [...(isSilent ? [`${inner}/${key}`] : []), ...keysWithoutDescription(property, `${inner}/${key}`)];
    });
  });
}
