/**
 * Names that mean something elsewhere, in every place that takes a name: refused where they stand, or kept exactly. That what
 * is kept compiles is tested where it is generated.
 */
import { describe, expect, test } from 'vitest';
import { accepted, kinds, places, type Kind, type Outcome } from '../naming/name-places.js';

/** One outcome for all names of a kind, or the few that fare otherwise. */
type Expected = Outcome | { readonly kept: readonly string[] } | { readonly refused: readonly string[] };

const anything: Readonly<Record<Kind, Expected>> = {
  words: 'kept',
  members: 'kept',
  globals: 'kept',
  types: 'kept',
  values: 'kept',
  options: 'kept',
  devices: 'kept',
  fragments: 'kept',
};
const keys = { ...anything, members: { refused: ['__proto__'] } };

/** PascalCase, as the class it becomes. */
const declared: Readonly<Record<Kind, Expected>> = {
  ...anything,
  words: 'refused',
  members: 'refused',
  globals: 'refused',
  values: 'refused',
  devices: { kept: ['Aux', 'NUL', 'LPT9'] },
  fragments: 'refused',
};

const outcomes: Readonly<Record<string, Readonly<Record<Kind, Expected>>>> = {
  context: {
    words: { refused: ['string'] },
    members: 'refused',
    globals: { kept: ['globalThis', 'console'] },
    types: 'refused',
    values: { refused: ['record'] },
    options: 'refused',
    devices: 'refused',
    fragments: 'refused',
  },
  aggregate: { ...declared, options: 'refused' },
  type: declared,
  event: declared,
  command: declared,
  rejection: declared,
  field: keys,
  'part of an identity': { ...keys, fragments: { kept: ['_'] } },
  'member of an enum': anything,
  tag: keys,
  discriminator: { ...anything, fragments: { refused: ['', ' '] } },
  state: { ...keys, fragments: { kept: ['a-b', '_'] } },
  alias: { ...anything, fragments: { refused: ['', ' '] } },
  projection: declared,
  'column of a key': { ...keys, fragments: { kept: ['_'] } },
  column: keys,
  'key of metadata': keys,
};

function isKept(name: string, expected: Expected): boolean {
  if (typeof expected === 'string') return expected === 'kept';
  return 'kept' in expected ? expected.kept.includes(name) : !expected.refused.includes(name);
}

test('every place has a row', () => {
  expect(Object.keys(outcomes)).toEqual(Object.keys(places));
});

describe.each(Object.entries(outcomes))('as the name of: %s', (what, row) => {
  test.each(Object.entries(row))('%s', async (kind, expected) => {
    const names = Object.entries(kinds).find(([each]) => each === kind)?.[1] ?? [];
    expect(names).not.toEqual([]);
    const found: string[] = [];
    for (const name of names) found.push(`${name} is ${await accepted(what, name)}`);
    expect(found).toEqual(names.map((name) => `${name} is ${isKept(name, expected) ? 'kept' : 'refused'}`));
  });
});
