/**
 * Files of users in every layout: comments, blanks and line breaks between any two tokens. Whatever merge does with such a
 * file, cutting out what it put in gives the file back, byte for byte.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeScaffold } from '../../../generator/src/merge/merge-scaffold.js';
import { syntaxProblems } from '../../../generator/src/merge/syntax.js';
import type { ScaffoldMember, ScaffoldPlan } from '../../../generator/src/plan/scaffold-plan.js';
import { insertedPieces } from './woven.js';

const runs = Number(process.env['VARVE_RUNS'] ?? 60);

/** `·` is where anything that means nothing may stand. */
const files: readonly string[] = [
  'import· { ·type OrderDecider· }· from ·"./order.js"·;· export· const ·orderDecider· =· {· decide· :· {· PlaceOrder· :· ()· =>· []· }·,· evolve· :· {· OrderPlaced· (·s·)· {· return s· }·,· }· }· satisfies· OrderDecider·;·',
  'import·{·}·from·"./generated.js"·;·const ·{·a·,·b·}·=·x·;·const ·evolve·=·{·...·a·,·"OrderLost"·:·(·)·=>·"},{"·}·as ·const·;·export· const· orderDecider·=·traced·(·{·evolve·,·}·)·as ·OrderDecider·',
  '/*!·*/·export ·const· orderDecider· :· OrderDecider· =· (·{· initialState· :· {· tag· :· `${·"}"·}{`· }· }· as· const· )·;·export·{·other·}·from·"./other.js"·;·',
  'import ·x·,· {· A· ,· B· as ·C·,· }· from ·"./generated.js"·\n· import·"./y.js"· ; ·@sealed· (·)· export· class· Order· extends· OrderAggregate· {· static ·a· =· 1· ;· onOrderPlaced· (· )· {· }· ;· #b· =· /[}/]·/· ;· }·',
  'export· class· Order· extends· OrderAggregate· <· A· >· {· }·',
  'export· const· orderUpcasters· =· {· OrderPlaced· :· {· 2· :· {· total· :· (·)· =>· "},{"· ,· }· ,· "3"· (· old· )· {· return· old· }· }·,· Merged· :· {·}· }· satisfies· OrderUpcasters·;·',
  'const· placed· =· {· downcasts· :· {· 2· :· {· }· ,· }· }· as· const·;· export· const· mine· :· OrderUpcasters· =· traced·(·{· OrderPlaced· :· placed· }·)·;·',
];

const layout = fc.constantFrom(
  ...['', '', '', ' ', '\t', '  ', '\n', '\r\n', '\n\n', '\r', '\u00a0', '\u2028', '\n    ', '\n\t'],
  ...[
    '/* a, } */',
    '/** { b */',
    '// c, }\n',
    '// d {\r\n',
    '/* e\n */',
    ' // @ts-ignore\n',
    '\n/* eslint-disable */\n',
  ],
);

const file = fc.constantFrom(...files).chain((text) => {
  const tokens = text.split('·');
  return fc
    .array(layout, { minLength: tokens.length, maxLength: tokens.length })
    .map((between) => tokens.map((token, index) => token + (between[index] ?? '')).join(''));
});

const member = (container: readonly string[], name: string): ScaffoldMember => ({
  container,
  name,
  text: `/** ${name}. */\n${name}(state) {\n  return state;\n}${container.length === 0 ? '' : ','}`,
  imports: [
    { from: './generated.js', name: `${name}Data`, typeOnly: true },
    { from: './values.js', name: 'value', typeOnly: false },
  ],
});

const deciderPlan: ScaffoldPlan = {
  target: { kind: 'object', variable: 'orderDecider', type: 'OrderDecider' },
  members: [
    ...['PlaceOrder', 'CancelOrder'].map((name) => member(['decide'], name)),
    ...['OrderPlaced', 'OrderLost'].map((name) => member(['evolve'], name)),
  ],
};

const classPlan: ScaffoldPlan = {
  target: { kind: 'class', className: 'Order', type: 'OrderAggregate', inherited: [] },
  members: ['placeOrder', 'onOrderPlaced'].map((name) => member([], name)),
};

const functionsPlan: ScaffoldPlan = {
  target: { kind: 'functions', variable: 'orderUpcasters', type: 'OrderUpcasters' },
  members: [
    member(['OrderPlaced', '2'], 'total'),
    member(['OrderPlaced', '2'], 'other'),
    member(['OrderPlaced', 'downcasts', '2'], 'note'),
    member(['Merged'], 'becomes'),
    member(['PlaceOrder', '2'], 'channel'),
  ],
};

function planFor(text: string): ScaffoldPlan {
  if (text.includes('Upcasters')) return functionsPlan;
  return text.includes('class') ? classPlan : deciderPlan;
}

/** Two lists of imports and at most five containers, each with a comma apart from what follows it, a blank used within. */
const mostPieces = 7 * 3;

test('what merge puts in can be cut out again', { timeout: 600_000 }, () => {
  let added = 0;
  fc.assert(
    fc.property(file, (text) => {
      const plan = planFor(text);
      const merged = mergeScaffold({ path: 'a.ts', text }, plan);
      const pieces = insertedPieces(text, merged.text);
      expect(pieces).toBeDefined();
      expect(pieces).toBeLessThanOrEqual(mostPieces);
      if (merged.added.length === 0) {
        expect(merged.text).toBe(text);
        expect(merged.diagnostics).not.toEqual([]);
        return;
      }
      added += 1;
      expect(syntaxProblems('a.ts', merged.text)).toEqual([]);
      expect(mergeScaffold({ path: 'a.ts', text: merged.text }, plan)).toMatchObject({ text: merged.text, added: [] });
    }),
    { numRuns: runs },
  );
  expect(added).toBeGreaterThan(runs / 3);
});

test.each([
  ['ab', 'ab', 0],
  ['ab', 'aXb', 1],
  ['ab', 'XXaYbZ', 3],
  ['a, b', 'a,, b', 1],
  ['ab', 'ba', undefined],
  ['a b', 'ab', undefined],
  ['a b', 'a\nb', undefined],
])('tells what was put into %j to make %j', (before, after, pieces) => {
  expect(insertedPieces(before, after)).toBe(pieces);
});

test('a file that is nested too deeply for a parser is left alone', () => {
  const text = `export const orderDecider = { evolve: { OrderPlaced: ${'('.repeat(20_000)}s${')'.repeat(20_000)} } };`;
  const merged = mergeScaffold({ path: 'a.ts', text }, deciderPlan);
  expect(merged).toMatchObject({ text, added: [], diagnostics: [{ code: 'merge/cannot-place' }] });
  expect(merged.diagnostics[0]?.message).toContain('nested too deeply');
});
