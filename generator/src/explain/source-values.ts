import type { sourceReport } from '../source/source-messages.js';
import { log, types } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  typeof sourceReport.table,
  | 'merge-key'
  | 'duplicate-key'
  | 'complex-key'
  | 'missing-key'
  | 'key-not-text'
  | 'number-key'
  | 'prototype-key'
  | 'number-form'
  | 'number-precision'
  | 'number-not-finite'
>;

const rate = (value: string) => types('types:', `  Rate: { fields: { value: { type: number, default: ${value} } } }`);

/** Keys and plain values that YAML would read otherwise than they look. */
export const sourceValues: Explanations<Codes> = {
  'merge-key': {
    title: 'A mapping merges another one with <<.',
    why: 'Merge keys are no part of YAML 1.2, and readers differ about which side wins.',
    fix: 'Write the fields out, or give them a named type. For a version of an event there is like:.',
    bad: types('types:', '  Base: &base { id: uuid }', '  Item: { <<: *base, name: string }'),
    good: types('types:', '  Base: { id: uuid }', '  Item: { base: Base, name: string }'),
  },
  'duplicate-key': {
    title: 'A key stands twice in one mapping.',
    why: 'One of the two values would silently be lost.',
    fix: 'Remove one of them, or rename it.',
    bad: types('types:', '  Sku: string', '  Name: string', '  Sku: uuid'),
    good: types('types:', '  Sku: string', '  Name: string'),
  },
  'complex-key': {
    title: 'A key is a list, a mapping, an alias, or carries an anchor.',
    why: 'JSON, and so every stored event, knows plain texts as keys only.',
    fix: 'Write the key as a text.',
    bad: types('types:', '  [Sku, Name]: string'),
    good: types('types:', '  Sku: string', '  Name: string'),
  },
  'missing-key': {
    title: 'There is nothing before a colon.',
    why: 'A value without a key cannot be referred to.',
    fix: 'Write the key; one that is really empty is written "".',
    bad: types('types:', '  Address: { : string }'),
    good: types('types:', '  Address: { street: string }'),
  },
  'key-not-text': {
    title: 'YAML reads a key as a boolean or as null.',
    why: 'true, false, null and ~ are values of their own in YAML. As keys they would lose how they were written.',
    fix: 'Put the key in quotes.',
    bad: types('types:', '  Switch: { fields: { true: string } }'),
    good: types('types:', '  Switch: { fields: { "true": string } }'),
  },
  'number-key': {
    title: 'A key is a number in a form that no version has.',
    why: '01, 1.0 and 0x1 are all the number 1 to YAML, and would be three ways to write one version.',
    fix: 'Write versions as 1, 2, 3 …; put names that look like numbers in quotes.',
    bad: log('events:', '  OrderPlaced:', '    01: { customer: uuid }'),
    good: log('events:', '  OrderPlaced:', '    1: { customer: uuid }'),
  },
  'prototype-key': {
    title: 'Something is named __proto__.',
    why: 'Objects in JavaScript have a hidden property of that name; data under it is lost or does harm.',
    fix: 'Choose another name.',
    bad: types('types:', '  Node: { fields: { __proto__: string } }'),
    good: types('types:', '  Node: { fields: { prototype: string } }'),
  },
  'number-form': {
    title: 'A number is written in a form that JSON does not have.',
    why: '0x10, 010, +5 and 1. are numbers to YAML and may have been meant as texts. Nobody should have to guess.',
    fix: 'Write the number plainly, or put the text in quotes.',
    bad: rate('0x10'),
    good: rate('16'),
  },
  'number-precision': {
    title: 'A number has more digits than JavaScript can hold.',
    why: 'Beyond 2^53 or about 16 digits a JavaScript number is rounded, and the value would silently be another one.',
    fix: 'Put it in quotes and give the field the type decimal or bigint.',
    bad: rate('9007199254740993'),
    good: types('types:', '  Rate: { fields: { value: { type: bigint, default: "9007199254740993" } } }'),
  },
  'number-not-finite': {
    title: 'A number is infinite or not a number.',
    why: 'JSON has no such numbers, so no event could hold the value.',
    fix: 'Use a number, or put it in quotes if it is a text.',
    bad: rate('.inf'),
    good: rate('1000000'),
  },
};
