import { expect, test } from 'vitest';
import { closestName, didYouMean } from '../../../generator/src/diagnostics/did-you-mean.js';

const keys = ['minLength', 'maxLength', 'pattern', 'type', 'description', 'OrderPlaced'];

test.each([
  ['mexLength', 'maxLength'],
  ['maxlength', 'maxLength'],
  ['max_length', 'maxLength'],
  ['MAX-LENGTH', 'maxLength'],
  ['patern', 'pattern'],
  ['typ', 'type'],
  ['tpye', 'type'],
  ['tyep', 'type'],
  ['yptye', undefined],
  ['Type', 'type'],
  ['desc', undefined],
  ['OrderPlacd', 'OrderPlaced'],
  ['orderPlaced', 'OrderPlaced'],
  ['x', undefined],
  ['', undefined],
  ['entirelyDifferent', undefined],
])('%s → %s', (wrong, meant) => {
  expect(closestName(wrong, keys)).toBe(meant);
});

test('never proposes what was written', () => {
  expect(closestName('type', ['type'])).toBeUndefined();
});

test('of equally near names the first wins', () => {
  expect(closestName('cat', ['bat', 'hat'])).toBe('bat');
  expect(closestName('cat', ['hat', 'bat'])).toBe('hat');
});

test('asks, or says nothing', () => {
  expect(didYouMean('mexLength', keys)).toBe('Did you mean maxLength?');
  expect(didYouMean('nothing like it', keys)).toBeUndefined();
});

test('a name of a million characters costs nothing', () => {
  expect(closestName('x'.repeat(1_000_000), keys)).toBeUndefined();
});
