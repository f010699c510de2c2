import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemo, hashOf } from '../../../generator/src/host/memo.js';
import { toolIdentity } from '../../../generator/src/host/tool-identity.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'varve-memo-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const cache = (): string => join(root, 'node_modules/.cache/varve');

function withModules(): string {
  mkdirSync(join(root, 'node_modules'));
  return root;
}

test('gives back what it was told under the same key, and nothing under another', () => {
  const memo = createMemo(withModules(), 'run');
  memo.remember('key', 'value\nof two lines');
  expect(memo.recall('key')).toBe('value\nof two lines');
  expect(memo.recall('other')).toBeUndefined();
  expect(memo.recall('ke')).toBeUndefined();
  expect(createMemo(root, 'scaffolds').recall('key')).toBeUndefined();
});

test('remembers one thing, in one file', () => {
  const memo = createMemo(withModules(), 'run');
  memo.remember('a', '1');
  memo.remember('b', '2');
  expect(memo.recall('a')).toBeUndefined();
  expect(memo.recall('b')).toBe('2');
  expect(readdirSync(cache())).toHaveLength(1);
});

test('is shared by no two projects under one node_modules', () => {
  mkdirSync(join(withModules(), 'one'));
  mkdirSync(join(root, 'two'));
  createMemo(join(root, 'one'), 'run').remember('key', '1');
  expect(createMemo(join(root, 'two'), 'run').recall('key')).toBeUndefined();
});

test('without node_modules there is none, and nothing is made', () => {
  const memo = createMemo(root, 'run');
  memo.remember('key', 'value');
  expect(memo.recall('key')).toBeUndefined();
  expect(readdirSync(root)).toEqual([]);
});

test.each<[string, (text: string) => string]>([
  ['cut off', (text) => text.slice(0, -1)],
  ['empty', () => ''],
  ['changed by one character', (text) => text.replace('value', 'valve')],
  ['something else', () => '{"key":"value"}'],
])('a file that is %s is no memo', (_case, damage) => {
  const memo = createMemo(withModules(), 'run');
  memo.remember('key', 'value');
  const [name = ''] = readdirSync(cache());
  const path = join(cache(), name);
  writeFileSync(path, damage(readFileSync(path, 'utf8')));
  expect(memo.recall('key')).toBeUndefined();
});

test('a cache that cannot be written is no failure', () => {
  mkdirSync(join(withModules(), 'node_modules/.cache'));
  writeFileSync(cache(), 'a file where the folder should be');
  const memo = createMemo(root, 'run');
  memo.remember('key', 'value');
  expect(memo.recall('key')).toBeUndefined();
});

test('a hash tells where texts end', () => {
  expect(hashOf(['ab', 'c'])).not.toBe(hashOf(['a', 'bc']));
  expect(hashOf(['a'])).not.toBe(hashOf(['a', '']));
  expect(hashOf(['ä'])).toBe(hashOf(['ä']));
});

test('the tool knows itself again', () => {
  expect(toolIdentity()).toBe(toolIdentity());
});
