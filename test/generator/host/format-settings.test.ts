import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSettingsFinder } from '../../../generator/src/host/format-settings.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-settings-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const file = (): string => join(root, 'src/order/order.decider.ts');

test('there are none, even where folders do not exist yet', () => {
  writeFileSync(join(root, 'package.json'), '{ "name": "x" }');
  expect(createSettingsFinder()(file())).toBe(false);
});

test.each([
  ['.prettierrc', ''],
  ['.prettierrc.json', '{}'],
  ['.prettierrc.mjs', ''],
  ['prettier.config.ts', ''],
  ['.editorconfig', ''],
  ['package.yaml', ''],
  ['package.json', '{ "prettier": {} }'],
  ['src/.prettierrc.toml', ''],
  ['src/order/.prettierrc', ''],
])('%s may hold some', (path, text) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  expect(createSettingsFinder()(file())).toBe(true);
});

test('a neighbouring folder has nothing to say', () => {
  mkdirSync(join(root, 'src/shipment'), { recursive: true });
  writeFileSync(join(root, 'src/shipment/.prettierrc'), '');
  expect(createSettingsFinder()(file())).toBe(false);
});
