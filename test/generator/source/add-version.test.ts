import { describe, expect, test } from 'vitest';
import { addVersion, type AddedVersion } from '../../../generator/src/source/edit/add-version.js';
import type { VersionRequest } from '../../../generator/src/source/edit/version-request.js';

const request: VersionRequest = { section: 'events', name: 'E', newest: 1, versioned: true };

const add = (text: string, changes: Partial<VersionRequest> = {}): AddedVersion =>
  addVersion({ path: 'a.yaml', text }, { ...request, ...changes });

function added(text: string, changes?: Partial<VersionRequest>): string {
  const result = add(text, changes);
  return result.ok ? result.text : expect.fail(result.reason);
}

type Case = readonly [what: string, before: string, after: string, changes?: Partial<VersionRequest>];
type Refusal = readonly [what: string, text: string, reason: RegExp, changes?: Partial<VersionRequest>];

const cases = (all: readonly Case[]) => all.map(([what, ...rest]) => ({ what, rest }));

const asType = { section: 'types', name: 'T' } as const;
const bare = { ...asType, versioned: false } as const;

describe('a version is added', () => {
  test.each(
    cases([
      [
        'below the one before, in braces as that is',
        'events:\n  E:\n    1: { a: string }\n  F: { 1: {} }\n',
        'events:\n  E:\n    1: { a: string }\n    2: { a: string }\n    # upcast: { 2: { set: { field: value } } }\n  F: { 1: {} }\n',
      ],
      [
        'in lines, with the comments inside',
        'events:\n  E:\n    1:\n      # whose\n      a: string # id\n      b:\n        list: string\n\n  F:\n    1: {}\n',
        'events:\n  E:\n    1:\n      # whose\n      a: string # id\n      b:\n        list: string\n    2:\n      # whose\n      a: string # id\n      b:\n        list: string\n    # upcast: { 2: { set: { field: value } } }\n\n  F:\n    1: {}\n',
      ],
      [
        'behind a comment that belongs to the one before, and before one that does not',
        'events:\n  E:\n    1: { a: string } # since 2024\n    # how it is read\n    examples: { 1: [{ a: x }] }\n',
        'events:\n  E:\n    1: { a: string } # since 2024\n    2: { a: string }\n    # upcast: { 2: { set: { field: value } } }\n    # how it is read\n    examples: { 1: [{ a: x }] }\n',
      ],
      [
        'behind a comment at the end of the one before',
        'events:\n  E:\n    1:\n      a: string\n      # and more later\n    retired: x\n',
        'events:\n  E:\n    1:\n      a: string\n      # and more later\n    2:\n      a: string\n      # and more later\n    # upcast: { 2: { set: { field: value } } }\n    retired: x\n',
      ],
      [
        'without the comment behind the number',
        'events:\n  E:\n    1: # the first\n      a: string\n',
        'events:\n  E:\n    1: # the first\n      a: string\n    2:\n      a: string\n    # upcast: { 2: { set: { field: value } } }\n',
      ],
      [
        'in one line of braces',
        'events: { E: { 1: { a: string }, description: x } }\n',
        'events: { E: { 1: { a: string }, 2: { a: string }, description: x } }\n',
      ],
      [
        'in one line of braces, at their end',
        'events:\n  E: { description: x, 1: {} } # c\n',
        'events:\n  E: { description: x, 1: {}, 2: {} } # c\n',
      ],
      [
        'in braces over lines',
        'events:\n  E: {\n    1: { a: string },\n    description: x\n  }\n',
        'events:\n  E: {\n    1: { a: string },\n    2: { a: string },\n    description: x\n  }\n',
      ],
      [
        'in braces over lines, behind a comment',
        'events:\n  E: {\n    1: { a: string }, # first\n    description: x\n  }\n',
        'events:\n  E: {\n    1: { a: string }, # first\n    2: { a: string },\n    description: x\n  }\n',
      ],
      [
        'in braces over lines, as the last one behind a comment',
        'events:\n  E: {\n    1: { a: string } # first\n  }\n',
        'events:\n  E: {\n    1: { a: string }, # first\n    2: { a: string }\n  }\n',
      ],
      [
        'in braces over lines, with a comma at the end',
        'events:\n  E: {\n    1: {\n      a: string,\n    },\n  }\n',
        'events:\n  E: {\n    1: {\n      a: string,\n    },\n    2: {\n      a: string,\n    },\n  }\n',
      ],
      [
        'behind the newest one, wherever it stands',
        'events:\n  E:\n    2: { b: string }\n    1: { a: string }\n',
        'events:\n  E:\n    2: { b: string }\n    3: { b: string }\n    # upcast: { 3: { set: { field: value } } }\n    1: { a: string }\n',
        { newest: 2 },
      ],
      [
        'with two digits',
        `events:\n  E:\n${Array.from({ length: 9 }, (_, index) => `    ${String(index + 1)}: {}\n`).join('')}`,
        `events:\n  E:\n${Array.from({ length: 10 }, (_, index) => `    ${String(index + 1)}: {}\n`).join('')}    # upcast: { 10: { set: { field: value } } }\n`,
        { newest: 9 },
      ],
      [
        'with a hint among the steps that there are',
        'events:\n  E:\n    1: {}\n    2: { a: string }\n    upcast:\n      2:\n        set: { a: x } # c\n    examples: {}\n',
        'events:\n  E:\n    1: {}\n    2: { a: string }\n    3: { a: string }\n    upcast:\n      2:\n        set: { a: x } # c\n      # 3: { set: { field: value } }\n    examples: {}\n',
        { newest: 2 },
      ],
      [
        'without a hint where the steps stand in braces',
        'events:\n  E:\n    1: {}\n    2: { a: string }\n    upcast: { 2: { set: { a: x } } }\n',
        'events:\n  E:\n    1: {}\n    2: { a: string }\n    3: { a: string }\n    upcast: { 2: { set: { a: x } } }\n',
        { newest: 2 },
      ],
      [
        'at the end of a file without a line break',
        'events:\n  E:\n    1: { a: string }',
        'events:\n  E:\n    1: { a: string }\n    2: { a: string }\n    # upcast: { 2: { set: { field: value } } }',
      ],
      [
        'with the line breaks of Windows and a byte order mark',
        '\ufeffevents:\r\n  E:\r\n    1:\r\n      a: string\r\n\r\n# end\r\n',
        '\ufeffevents:\r\n  E:\r\n    1:\r\n      a: string\r\n    2:\r\n      a: string\r\n    # upcast: { 2: { set: { field: value } } }\r\n\r\n# end\r\n',
      ],
      [
        'with lone carriage returns',
        'events:\r  E:\r    1:\r      a: string # c\r',
        'events:\r  E:\r    1:\r      a: string # c\r    2:\r      a: string # c\r    # upcast: { 2: { set: { field: value } } }\r',
      ],
      [
        'four blanks a step',
        'events:\n    E:\n        1:\n            a: string\n',
        'events:\n    E:\n        1:\n            a: string\n        2:\n            a: string\n        # upcast: { 2: { set: { field: value } } }\n',
      ],
      [
        'with every text as it is written',
        'events:\n  E:\n    1:\n      a: \'it\'\'s\'\n      "b?": "x\\u0041" # $& $1\n      c: { enum: [a, "b c", \'08\'] }\n',
        'events:\n  E:\n    1:\n      a: \'it\'\'s\'\n      "b?": "x\\u0041" # $& $1\n      c: { enum: [a, "b c", \'08\'] }\n    2:\n      a: \'it\'\'s\'\n      "b?": "x\\u0041" # $& $1\n      c: { enum: [a, "b c", \'08\'] }\n    # upcast: { 2: { set: { field: value } } }\n',
      ],
      [
        'without the anchors of the one before, but with its aliases',
        'events:\n  E:\n    1: &one\n      a: &a { enum: [x] }\n      b: &b\n        enum: [y]\n      c: *a\n',
        'events:\n  E:\n    1: &one\n      a: &a { enum: [x] }\n      b: &b\n        enum: [y]\n      c: *a\n    2:\n      a: { enum: [x] }\n      b:\n        enum: [y]\n      c: *a\n    # upcast: { 2: { set: { field: value } } }\n',
      ],
      [
        'as the alias that the one before is',
        'events:\n  F: { 1: &f { a: string } }\n  E:\n    1: *f\n',
        'events:\n  F: { 1: &f { a: string } }\n  E:\n    1: *f\n    2: *f\n    # upcast: { 2: { set: { field: value } } }\n',
      ],
      [
        'like the one before, where that is written so',
        'events:\n  E:\n    1: { a: string }\n    2:\n      like: 1\n      fields: { b: string }\n',
        'events:\n  E:\n    1: { a: string }\n    2:\n      like: 1\n      fields: { b: string }\n    3: { like: 2 }\n    # upcast: { 3: { set: { field: value } } }\n',
        { newest: 2 },
      ],
      [
        'like the first one, where others of the file are written so',
        'events:\n  E:\n    1: { a: string }\n  F: { 1: {}, 2: { like: 1 } }\n',
        'events:\n  E:\n    1: { a: string }\n    2: { like: 1 }\n    # upcast: { 2: { set: { field: value } } }\n  F: { 1: {}, 2: { like: 1 } }\n',
      ],
      [
        'in full, where others of the file are written in both ways',
        'events:\n  E: { 1: { a: string } }\n  F: { 1: {}, 2: { like: 1 }, 3: {} }\n',
        'events:\n  E: { 1: { a: string }, 2: { a: string } }\n  F: { 1: {}, 2: { like: 1 }, 3: {} }\n',
      ],
      [
        'in full, where a field is called like',
        'events:\n  E: { 1: {}, 2: { like: string } }\n',
        'events:\n  E: { 1: {}, 2: { like: string }, 3: { like: string } }\n',
        { newest: 2 },
      ],
      [
        'of a type that is a text, whatever the others do',
        'types:\n  T: { 1: string }\n  U: { 1: {}, 2: { like: 1 } }\n',
        'types:\n  T: { 1: string, 2: string }\n  U: { 1: {}, 2: { like: 1 } }\n',
        asType,
      ],
      [
        'of a type that is a text over lines',
        'types:\n  T:\n    1: >-\n      string |\n      null\n',
        'types:\n  T:\n    1: >-\n      string |\n      null\n    2: >-\n      string |\n      null\n    # upcast: { 2: { set: { field: value } } }\n',
        asType,
      ],
      [
        'of a command',
        'commands: { C: { 1: {} } }\nevents: { C: { 1: {} } }\n',
        'commands: { C: { 1: {}, 2: {} } }\nevents: { C: { 1: {} } }\n',
        { section: 'commands', name: 'C' },
      ],
      ['to a name in quotes', 'events:\n  "E": { 1: {} }\n', 'events:\n  "E": { 1: {}, 2: {} }\n'],
    ]),
  )('$what', ({ rest: [before, after, changes] }) => {
    expect(added(before, changes)).toBe(after);
  });
});

describe('a type without versions gets two', () => {
  test.each(
    cases([
      ['in its line', 'types:\n  T: string # c\n', 'types:\n  T: { 1: string, 2: string } # c\n'],
      ['in braces', 'types: { T: { enum: [a, b] } }\n', 'types: { T: { 1: { enum: [a, b] }, 2: { enum: [a, b] } } }\n'],
      [
        'with what is said of it above them',
        'types:\n  T: { type: string, description: A code., maxLength: 3 }\n',
        'types:\n  T: { description: A code., 1: { type: string, maxLength: 3 }, 2: { type: string, maxLength: 3 } }\n',
      ],
      [
        'with fields of any name in them',
        'types:\n  T: { description: string, deprecated: string }\n',
        'types:\n  T: { 1: { description: string, deprecated: string }, 2: { description: string, deprecated: string } }\n',
      ],
      [
        'in lines, where one would be too long',
        `types:\n  T: { enum: [${'x'.repeat(60)}] } # c\n`,
        `types:\n  T: # c\n    1: { enum: [${'x'.repeat(60)}] }\n    2: { enum: [${'x'.repeat(60)}] }\n`,
      ],
      [
        'in lines, where braces would end a text',
        'types:\n  T: string[]\n',
        'types:\n  T:\n    1: string[]\n    2: string[]\n',
      ],
      [
        'in lines, where it has several',
        'types:\n  T: {\n    a: string, # c\n    b: uuid\n  }\n',
        'types:\n  T:\n    1: {\n      a: string, # c\n      b: uuid\n    }\n    2: {\n      a: string, # c\n      b: uuid\n    }\n',
      ],
      [
        'further in than it was',
        'types:\n  T:\n    # the street\n    a: string\n\n    b:\n      enum:\n        - x # c\n  U: string\n',
        'types:\n  T:\n    1:\n      # the street\n      a: string\n\n      b:\n        enum:\n          - x # c\n    2:\n      # the street\n      a: string\n\n      b:\n        enum:\n          - x # c\n  U: string\n',
      ],
      [
        'with what is said of it above them, in lines',
        'types:\n  T: # c\n    type: string\n    description: >\n      A code\n      of three.\n    # short\n    maxLength: 3\n    deprecated: Use U. # d\n',
        'types:\n  T: # c\n    description: >\n      A code\n      of three.\n    deprecated: Use U. # d\n    1:\n      type: string\n      # short\n      maxLength: 3\n    2:\n      type: string\n      # short\n      maxLength: 3\n',
      ],
      [
        'of which only the first sets anchors',
        'types:\n  T: { a: &x { enum: [b] }, c: *x }\n  U: *x\n',
        'types:\n  T: { 1: { a: &x { enum: [b] }, c: *x }, 2: { a: { enum: [b] }, c: *x } }\n  U: *x\n',
      ],
      [
        'of a union',
        'types:\n  T: { oneOf: { a: A }, discriminator: kind, description: D. }\n',
        'types:\n  T: { description: D., 1: { oneOf: { a: A }, discriminator: kind }, 2: { oneOf: { a: A }, discriminator: kind } }\n',
      ],
      [
        'of an object that is described',
        'types:\n  T:\n    description: D.\n    fields: { a: string }\n',
        'types:\n  T:\n    description: D.\n    1:\n      fields: { a: string }\n    2:\n      fields: { a: string }\n',
      ],
      [
        'with the line breaks of Windows',
        'types:\r\n  T:\r\n    a: string\r\n',
        'types:\r\n  T:\r\n    1:\r\n      a: string\r\n    2:\r\n      a: string\r\n',
      ],
    ]),
  )('$what', ({ rest: [before, after] }) => {
    expect(added(before, bare)).toBe(after);
  });
});

describe('nothing is changed', () => {
  const refusals: readonly Refusal[] = [
    ['where all of it is an alias', 'types: { U: &u { 1: {} }, T: *u }\n', /an alias/, asType],
    ['where the section is an alias', 'x: &x { E: { 1: {} } }\nevents: *x\n', /an alias/],
    ['where somebody else has the same by an alias', 'events:\n  E: &e { 1: {} }\n  F: *e\n', /more than the version/],
    ['where the key is written as a question', 'events:\n  E:\n    ? 1\n    : a: string\n', /first thing in its line/],
    [
      'where comments would be lost',
      'types:\n  T: {\n    type: string, # c\n    description: D. }\n',
      /comments/,
      bare,
    ],
    ['where it does not stand', 'events: { F: { 1: {} } }\n', /^E does not stand where it should$/],
    ['where the version does not stand', 'events: { E: { 1: {} } }\n', /^2 does not stand/, { newest: 2 }],
    ['where something else stands', 'events: { E: string }\n', /^it is no mapping$/],
    ['where a key has no value', 'events: { E: { 1: {}, x } }\n', /has no value/],
  ];

  test.each(refusals.map(([what, ...rest]) => ({ what, rest })))('$what', ({ rest: [text, reason, changes] }) => {
    const result = add(text, changes);
    expect(result.ok ? result.text : result.reason).toMatch(reason);
    expect(result.ok).toBe(false);
  });
});

test('again and again', () => {
  const text = 'events:\n  E:\n    1: { a: string }\n';
  const twice = added(added(text), { newest: 2 });
  expect(twice).toMatch(/^events:\n {2}E:\n {4}1: .*\n {4}2: .*\n {4}3: .*\n/);
});
