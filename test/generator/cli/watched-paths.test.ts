import { describe, expect, test } from 'vitest';
import {
  createFilter,
  createRelevance,
  type Watched,
  watchedKey,
} from '../../../generator/src/cli/watch/watched-paths.js';

const watched: Watched = {
  root: '/p',
  configName: 'varve.config.yaml',
  schemas: ['schemas/**/*.yaml', 'legacy/order.yml'],
  folders: ['templates'],
  out: 'src/generated',
};

describe('the watcher looks at', () => {
  const isIgnored = createFilter(watched);
  test.each(['/p', '/p/varve.config.yaml', '/p/schemas', '/p/schemas/a/b.yaml', '/p/legacy', '/p/templates/x.hbs'])(
    '%s',
    (path) => expect(isIgnored(path)).toBe(false),
  );
});

describe('the watcher passes over', () => {
  const isIgnored = createFilter(watched);
  test.each([
    '/p/src',
    '/p/src/generated/order.ts',
    '/p/node_modules',
    '/p/schemas/node_modules',
    '/p/schemas/.git',
    '/p/schemas-old/a.yaml',
    '/p/package.json',
  ])('%s', (path) => expect(isIgnored(path)).toBe(true));

  test('what is generated, also where globs take in everything', () => {
    const all = createFilter({ ...watched, schemas: ['**/*.yaml'] });
    expect(all('/p/src')).toBe(false);
    expect(all('/p/src/generated')).toBe(true);
    expect(all('/p/src/generated-too')).toBe(false);
  });
});

test.each([
  ['varve.config.yaml', true],
  ['schemas/order.yaml', true],
  ['legacy/order.yml', true],
  ['templates/files/state.hbs', true],
  ['schemas/order.yaml~', false],
  ['schemas/.order.yaml.swp', false],
  ['schemas/notes.md', false],
])('%s concerns a run: %s', (path, expected) => {
  expect(createRelevance(watched)(path)).toBe(expected);
});

test('a glob without ending takes every file', () => {
  expect(createRelevance({ ...watched, schemas: ['schemas/*'] })('schemas/odd')).toBe(true);
});

test('only what changes the watch changes its key', () => {
  expect(watchedKey({ ...watched })).toBe(watchedKey(watched));
  expect(watchedKey({ ...watched, out: 'src/made' })).not.toBe(watchedKey(watched));
  expect(watchedKey({ ...watched, folders: [] })).not.toBe(watchedKey(watched));
});
