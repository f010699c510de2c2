import type { typeMessages } from '../bind/types/type-messages.js';
import { log, types } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  typeof typeMessages,
  'field-twice' | 'field-name-not-usable' | 'like-unknown' | 'like-no-object' | 'without-like' | 'without-unknown'
>;

const second = (lines: string, ...step: readonly string[]) =>
  types('types:', '  Address:', '    1: { street: string, city: string }', `    2: ${lines}`, ...step);

const withoutCity = '    upcast: { 2: { drop: [city] } }';

/** Fields, and shapes that are like an earlier one. */
export const bindShapes: Explanations<Codes> = {
  'field-twice': {
    title: 'A field is declared with and without a question mark.',
    why: 'The question mark is no part of the name: the two are one field, required or optional.',
    fix: 'Keep one of them.',
    bad: log('events:', '  OrderPlaced: { 1: { note: string, note?: string } }'),
    good: log('events:', '  OrderPlaced: { 1: { note?: string } }'),
  },
  'field-name-not-usable': {
    title: 'A field has a name that data cannot hold safely.',
    why: 'Objects inherit names such as constructor, so that an absent field would look present; open objects keep extra.',
    fix: 'Choose another name, or make the field required.',
    bad: log('events:', '  HouseBuilt: { 1: { constructor?: string } }'),
    good: log('events:', '  HouseBuilt: { 1: { builder?: string } }'),
  },
  'like-unknown': {
    title: 'A version is like a version that does not stand before it.',
    why: 'A shape can only be described by one that is already known.',
    fix: 'Name an earlier version of the same thing.',
    bad: second('{ like: 3, fields: { zip: string } }'),
    good: second('{ like: 1, fields: { zip?: string } }'),
  },
  'like-no-object': {
    title: 'A version is like one that is no object.',
    why: 'like takes over fields, and a text or a list has none.',
    fix: 'Write the shape out.',
    bad: types('types:', '  Address:', '    1: string', '    2: { like: 1, fields: { city: string } }'),
    good: types(
      'types:',
      '  Address:',
      '    1: string',
      '    2: { street: string, city: string }',
      '    upcast: { 2: { custom: true } }',
    ),
  },
  'without-like': {
    title: 'A shape leaves fields out of nothing.',
    why: 'without removes fields from the version that like names; there is no like.',
    fix: 'Add like:, or remove without.',
    bad: second('{ without: [city], fields: { street: string } }'),
    good: second('{ like: 1, without: [city], fields: {} }', withoutCity),
  },
  'without-unknown': {
    title: 'A shape leaves out a field that the earlier version does not have.',
    why: 'A field that was meant to go would stay.',
    fix: 'Correct the name.',
    bad: second('{ like: 1, without: [town] }'),
    good: second('{ like: 1, without: [city] }', withoutCity),
  },
};
