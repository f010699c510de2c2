import type { ShapeReport } from '../validate/shape-messages.js';
import { file, log, order, types } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  ShapeReport['table'],
  | 'unknown-key'
  | 'missing-key'
  | 'stray-text'
  | 'wrong-kind'
  | 'not-one-of'
  | 'too-few'
  | 'too-small'
  | 'bad-name'
  | 'language-version'
  | 'blank-after-colon'
>;

/** Keys and values of any part of a file. */
export const shapeKeys: Explanations<Codes> = {
  'unknown-key': {
    title: 'A key stands where the language has none of that name.',
    why: 'A misspelt key that is passed over is a rule that silently does not hold.',
    fix: 'Correct the key, or remove it.',
    bad: types('types:', '  Sku: { type: string, mexLength: 20 }'),
    good: types('types:', '  Sku: { type: string, maxLength: 20 }'),
  },
  'missing-key': {
    title: 'A key that is required is missing.',
    why: 'What it says cannot be guessed.',
    fix: 'Add the key.',
    bad: file('varve: 1', 'types: { Sku: string }'),
    good: file('varve: 1', 'context: ordering', 'types: { Sku: string }'),
  },
  'stray-text': {
    title: 'Half of a text became a key without a value.',
    why: 'Inside { } a comma ends a text, and what follows it is read as the next key.',
    fix: 'Put the whole text in quotes.',
    bad: types('types:', '  Sku: { type: string, description: Letters, then digits. }'),
    good: types('types:', '  Sku: { type: string, description: "Letters, then digits." }'),
  },
  'blank-after-colon': {
    title: 'Inside { } a blank is missing after a colon.',
    why: 'Without the blank, street:string is one text, and so a key without a value.',
    fix: 'Write a blank after the colon.',
    bad: types('types:', '  Address: { street:string, city: string }'),
    good: types('types:', '  Address: { street: string, city: string }'),
  },
  'wrong-kind': {
    title: 'A value is of another kind than its key takes.',
    why: 'A text where a list is due, or a number where a text is due, would be read as something else.',
    fix: 'Write the kind of value that the message asks for.',
    bad: file('varve: 1', 'context: ordering', 'imports: ./customer.yaml'),
    good: file('varve: 1', 'context: ordering', 'imports: ["std:money"]'),
  },
  'not-one-of': {
    title: 'A value is none of those that its key takes.',
    why: 'Only these values mean something.',
    fix: 'Write one of the values that the message lists.',
    bad: order('style: deciders'),
    good: order('style: decider'),
  },
  'too-few': {
    title: 'A list or a mapping that needs an entry has none.',
    why: 'An enum without values accepts nothing, an identity without parts identifies nothing.',
    fix: 'Add an entry, or remove the key.',
    bad: types('types:', '  Channel: { enum: [] }'),
    good: types('types:', '  Channel: { enum: [web] }'),
  },
  'too-small': {
    title: 'A number is below what its key takes.',
    why: 'No text is shorter than nothing, and no list has fewer than no entries.',
    fix: 'Write a number that is at least the limit named in the message.',
    bad: types('types:', '  Sku: { type: string, maxLength: -1 }'),
    good: types('types:', '  Sku: { type: string, maxLength: 20 }'),
  },
  'bad-name': {
    title: 'A name does not have the form that names have here.',
    why: 'Names become classes, files and the names of stored events; each of these has rules of its own.',
    fix: 'Choose a name of the form that the message describes.',
    bad: log('events:', '  order-placed: { 1: {} }'),
    good: log('events:', '  OrderPlaced: { 1: {} }'),
  },
  'language-version': {
    title: 'A file is written in a version of the language that this release does not read.',
    why: 'The same words may mean something else there.',
    fix: 'Write varve: 1, or use a release that reads the version.',
    bad: file('varve: 2', 'context: ordering'),
    good: file('varve: 1', 'context: ordering'),
  },
};
