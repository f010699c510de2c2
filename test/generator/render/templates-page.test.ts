import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readAssets } from '../../../generator/src/assets.js';
import { templatesPage } from '../../../generator/src/render/own/templates-page.js';

const page = readFileSync(new URL('../../../docs/reference/templates.md', import.meta.url), 'utf8');
const { templates } = readAssets();

test('docs/reference/templates.md is current; otherwise run node generator/scripts/write-diagnostics.mjs', () => {
  expect(page).toBe(templatesPage(templates));
});

test('it says of every template what it is for', () => {
  for (const name of Object.keys(templates.files)) {
    expect(page).toMatch(new RegExp(`^### ${name}\\n\\n[A-Z].*\\. View: \`[A-Z]`, 'm'));
  }
});

test('the configuration offers exactly the templates there are', () => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL('../../../schemas/meta/v1/config.schema.json', import.meta.url), 'utf8'),
  );
  expect(schema).toMatchObject({ properties: { templates: { additionalProperties: false } } });
  const { properties } = schema as { properties: { templates: { properties: Readonly<Record<string, unknown>> } } };
  const names = [...Object.keys(templates.files), ...Object.keys(templates.partials)];
  expect(Object.keys(properties.templates.properties).sort()).toEqual(names.sort());
});
