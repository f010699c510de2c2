import { expect, test } from 'vitest';
import { rules } from '../../../generator/src/check/rules.js';
import { runRules } from '../../../generator/src/check/run-rules.js';
import type { RuleSeverities } from '../../../generator/src/check/rule.js';
import type { DomainModel } from '../../../generator/src/model/domain-model.js';
import { bound, order } from '../bind/bind-yaml.js';

const model: DomainModel = bound(
  order(`
types: { Sku: { type: string, pattern: "(a+)+" } }
events: { Placed: { 1: {} }, Shipped: { 1: {} } }
rejections: { Refused: {} }
commands: { Place: { emits: [Placed], 1: {} }, Touch: { 1: {} } }
`),
);

const codes = (severities?: RuleSeverities): readonly string[] =>
  runRules(model, severities).map(({ code, severity }) => `${severity} ${code}`);

const usual = [
  'info check/command-without-effect',
  'info check/event-never-emitted',
  'info check/rejection-never-used',
  'warning check/slow-pattern',
  'info check/unused-type',
];

test('all rules but optional ones speak, each with its own severity', () => {
  expect(codes()).toEqual(usual);
});

test('rules that are off do not even look', () => {
  const off = Object.fromEntries(rules.map(({ code }) => [code, 'off' as const]));
  expect(codes(off)).toEqual([]);
});

test('optional rules look when they are given a severity', () => {
  expect(rules.filter(({ isOptional }) => isOptional).length).toBeGreaterThan(0);
  expect(codes({ 'check/event-undescribed': 'info', 'check/command-undescribed': 'off' })).toContain(
    'info check/event-undescribed',
  );
  expect(codes({ 'check/event-undescribed': 'off' })).toEqual(usual);
});

test('severities of other stages, and names that objects inherit, are not its business', () => {
  expect(
    codes(Object.fromEntries(['merge/orphan-member', 'constructor', 'toString'].map((code) => [code, 'off']))),
  ).toEqual(usual);
});

test('the table is sorted, its codes are unique and say their stage', () => {
  const known = rules.map((rule) => rule.code);
  expect(known).toEqual([...new Set(known)].sort());
  for (const { code, purpose } of rules) {
    expect(code).toMatch(/^check\/[a-z]+(-[a-z]+)*$/);
    expect(purpose).toMatch(/\.$/);
  }
});

test('an empty model has no findings', () => {
  expect(runRules({ contexts: [], metadata: [] })).toEqual([]);
});
