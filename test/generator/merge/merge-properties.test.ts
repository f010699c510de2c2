import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeScaffold } from '../../../generator/src/merge/merge-scaffold.js';
import { onlySpliced, spliceAround, spliceText } from '../../../generator/src/merge/splice.js';
import { syntaxProblems } from '../../../generator/src/merge/syntax.js';
import type { ScaffoldMember, ScaffoldPlan } from '../../../generator/src/plan/scaffold-plan.js';
import { insertedPieces } from './woven.js';

const runs = Number(process.env['VARVE_RUNS'] ?? 100);

const names = ['OrderPlaced', 'OrderShipped', 'OrderPaid', 'OrderLost'];

const comment = fc.constantFrom('', ' // a, note', ' /* b } */', ' // {', ' /** c, */');
const blanks = fc.constantFrom('', '\n', '\n\n', '\n    ', ' ', '\t');

/** A member as people write it: arrow or method, quoted or not, with braces, strings and regular expressions inside. */
const member = (name: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    `${name}: (s) => s`,
    `${name}(s) { return { ...s, text: '},{' }; }`,
    `'${name}': () => ({ a: [1, 2,], })`,
    `["${name}"]: async function (s) { return /[}]\\/,/.test(\`\${s}}\`); }`,
    name,
  );

const body = fc.subarray(names).chain((present) =>
  fc
    .record({
      members: fc.tuple(...present.map((name) => fc.tuple(blanks, member(name), comment))),
      trailing: fc.boolean(),
      end: fc.tuple(comment, blanks),
    })
    .map(({ members, trailing, end }) => {
      const parts = members.map(([before, text, after], index) => {
        const comma = index < members.length - 1 || trailing ? ',' : '';
        return `${before}${text}${comma}${lineSafe(after)}`;
      });
      return `{${parts.join('')}${lineSafe(end[0])}${end[1]}}`;
    }),
);

/** A line comment needs its line break. */
function lineSafe(text: string): string {
  return text.includes('//') ? `${text}\n` : text;
}

const file = fc
  .record({
    decide: body,
    evolve: body,
    head: fc.constantFrom('', '// head\n', "import { x } from './x.js';\n\n", '\uFEFF/* head */\n'),
    tail: fc.constantFrom('', ' as const', ' satisfies OrderDecider', ' as const satisfies OrderDecider'),
    crlf: fc.boolean(),
  })
  .map(({ decide, evolve, head, tail, crlf }) => {
    const text = `${head}export const orderDecider = { decide: ${decide}, evolve: ${evolve} }${tail};\n`;
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  });

const planned = (container: 'decide' | 'evolve', name: string): ScaffoldMember => ({
  container: [container],
  name,
  text: `/** ${name}. */\n${name}(state) {\n  return state;\n},`,
  imports: [{ from: './generated.js', name: `${name}Data`, typeOnly: true }],
});

const plan: ScaffoldPlan = {
  target: { kind: 'object', variable: 'orderDecider', type: 'OrderDecider' },
  members: [...names.map((name) => planned('decide', name)), ...names.map((name) => planned('evolve', name))],
};

test('merge adds what is missing and never loses a character', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(file, (text) => {
      fc.pre(syntaxProblems('a.ts', text).length === 0);
      const merged = mergeScaffold({ path: 'a.ts', text }, plan);
      expect(merged.diagnostics).toEqual([]);
      expect(insertedPieces(text, merged.text)).toBeLessThan(10);
      expect(syntaxProblems('a.ts', merged.text)).toEqual([]);
      expect(mergeScaffold({ path: 'a.ts', text: merged.text }, plan)).toMatchObject({ text: merged.text, added: [] });
      if (text.includes('\r\n')) expect(merged.text.replaceAll('\r\n', '')).not.toContain('\n');
    }),
    { numRuns: runs },
  );
});

const nestedFile = fc
  .record({
    up: body,
    down: body,
    more: blanks,
    tail: fc.constantFrom('', ' as const', ' satisfies OrderUpcasters'),
    crlf: fc.boolean(),
  })
  .map(({ up, down, more, tail, crlf }) => {
    const text = `export const orderUpcasters = { OrderPlaced: { 2: ${up},${more}downcasts: { '2': ${down} } } }${tail};\n`;
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  });

const inFunctions = (container: readonly string[], name: string): ScaffoldMember => ({
  ...planned('evolve', name),
  container,
  imports: [],
});

const nestedPlan: ScaffoldPlan = {
  target: { kind: 'functions', variable: 'orderUpcasters', type: 'OrderUpcasters' },
  members: [
    ...names.map((name) => inFunctions(['OrderPlaced', '2'], name)),
    inFunctions(['OrderPlaced'], '3'),
    ...names.map((name) => inFunctions(['OrderPlaced', 'downcasts', '2'], name)),
    inFunctions(['Merged'], 'becomes'),
  ],
};

test('merge adds to objects in objects as well', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(nestedFile, (text) => {
      fc.pre(syntaxProblems('a.ts', text).length === 0);
      const merged = mergeScaffold({ path: 'a.ts', text }, nestedPlan);
      expect(merged.diagnostics).toEqual([]);
      expect(merged.added).toEqual(expect.arrayContaining(['OrderPlaced.3', 'Merged.becomes']));
      expect(insertedPieces(text, merged.text)).toBeLessThan(16);
      expect(syntaxProblems('a.ts', merged.text)).toEqual([]);
      expect(mergeScaffold({ path: 'a.ts', text: merged.text }, nestedPlan)).toMatchObject({
        text: merged.text,
        added: [],
      });
      if (text.includes('\r\n')) expect(merged.text.replaceAll('\r\n', '')).not.toContain('\n');
    }),
    { numRuns: runs },
  );
});

test('merge leaves any other text as it is, and says so', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.lorem(),
        file.map((text) => text.slice(0, -12)),
      ),
      (text) => {
        const merged = mergeScaffold({ path: 'a.ts', text }, plan);
        fc.pre(merged.added.length === 0);
        expect(merged.text).toBe(text);
      },
    ),
    { numRuns: runs },
  );
});

test('splices take nothing out, and keep their order at one place', () => {
  const splices = [
    { offset: 2, insert: '3' },
    { offset: 1, insert: '1' },
    { offset: 1, insert: '2' },
  ];
  expect(spliceText('a b', splices)).toBe('a12 3b');
});

test.each([
  ['a }', ' ', '\n  b\n', 'a\n  b\n}'],
  ['a\t}', '\t', '\n  b\n', 'a\n  b\n\t}'],
  ['a}', '', '\n  b\n', 'a\n  b\n}'],
])('uses the blanks that stand: %j, %j', (text, gap, insert, expected) => {
  expect(spliceText(text, spliceAround(1, gap, insert))).toBe(expected);
});

test('tells a text that changed outside its splices', () => {
  const splices = [{ offset: 1, insert: '+' }];
  expect(onlySpliced('a b', 'a+ b', splices)).toBe(true);
  for (const wrong of ['b+ b', 'a- b', 'a+ c', 'a+ bb', 'a+ ', 'a+b']) {
    expect(onlySpliced('a b', wrong, splices)).toBe(false);
  }
});
