import { expect, test } from 'vitest';
import { hasNestedRepetition } from '../../../generator/src/check/lint/nested-repetition.js';

test.each([
  ['(a+)+'],
  ['^(a+)+$'],
  ['(a*)*'],
  ['(?:a+)*'],
  ['(?:[a-z]+ ?)*'],
  ['(?<word>\\w+)+'],
  ['((ab)+)*'],
  ['(a{2,})+'],
  ['(a+){2,}'],
  ['(a+?)+'],
  ['(x(y+))*'.replace('x', '[xy]')],
  ['(?:-[a-z-]+)*'],
  ['(?:-.+)*'],
  ['(?:-\\W+)*'],
  ['(?:a|b+)+'],
  ['(\\)+)+'],
])('finds the repetition in %s', (pattern) => {
  expect(() => new RegExp(pattern, 'u')).not.toThrow();
  expect(hasNestedRepetition(pattern)).toBe(true);
});

test.each([
  [''],
  ['^[A-Z]{3}-[0-9]+$'],
  ['(abc)+'],
  ['(a+)?'],
  ['(a+){1,3}'],
  ['(a+)(b+)'],
  ['(?:-[a-z]+)*'],
  ['^[A-Z]{3}(-[0-9]+)*$'],
  ['(?:/[a-z0-9]+)+'],
  ['(?:\\.[a-z]+)*'],
  ['[(a+)+]+'],
  ['\\(a+\\)+'],
  ['(?:,\\d+)+'],
  ['(a{2})+'],
])('lets %s pass', (pattern) => {
  expect(() => new RegExp(pattern, 'u')).not.toThrow();
  expect(hasNestedRepetition(pattern)).toBe(false);
});
