import type { sourceReport } from '../source/source-messages.js';
import { abridged, file, order, types } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  typeof sourceReport.table,
  | 'empty'
  | 'too-large'
  | 'too-deep'
  | 'lone-surrogate'
  | 'control-character'
  | 'several-documents'
  | 'directive'
  | 'tag'
  | 'unknown-alias'
  | 'cyclic-alias'
  | 'alias-bomb'
>;

const small = types('types:', '  Sku: string');
const levels = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const bomb = levels.map((name, index) => {
  const before = index === 0 ? 'x' : `*${levels[index - 1] ?? ''}`;
  return `${name}: &${name} [${Array.from({ length: 10 }, () => before).join(', ')}]`;
});

/** A file as a whole: its size, its characters, and what YAML offers besides plain values. */
export const sourceFiles: Explanations<Codes> = {
  empty: {
    title: 'A schema file is empty.',
    why: 'A file that matches the globs and says nothing is a slip more often than an intention, so it is not passed over.',
    fix: 'Write the schema, or remove the file.',
    bad: file('# Orders come here.'),
    good: file('# Orders come here.', 'varve: 1', 'context: ordering'),
  },
  'too-large': {
    title: 'A schema file is larger than anything a person wrote.',
    why: 'The bound keeps a file that was matched by accident, or made to do harm, from filling the memory.',
    fix: 'Split the schema into several files, or narrow the globs under schemas.',
    bad: abridged(file(`varve: 1${' '.repeat(5_000_000)}`), 'varve: 1\n# … five million characters'),
    good: small,
  },
  'too-deep': {
    title: 'Values are nested deeper than the language ever needs.',
    why: 'Nesting without a bound is how a small file exhausts the stack of whoever reads it.',
    fix: 'Give the inner objects named types and refer to them.',
    bad: abridged(types(`types: ${'['.repeat(600)}`), 'types: [[[[[[[[ …'),
    good: types('types:', '  Inner: { value: string }', '  Outer: { inner: Inner }'),
  },
  'lone-surrogate': {
    title: 'A text holds half a character.',
    why: 'Half of a surrogate pair is no Unicode text: databases refuse it, and JSON readers disagree about what it is.',
    fix: 'Write both halves, or the character itself.',
    bad: types('types:', '  Mood: { enum: ["\\ud83d"] }'),
    good: types('types:', '  Mood: { enum: ["\\ud83d\\ude00"] }'),
  },
  'control-character': {
    title: 'A file holds a control character.',
    why: 'YAML forbids them. They are invisible in editors and can forge what a terminal shows.',
    fix: 'Remove the character, or write it as an escape in double quotes, such as "\\u0001".',
    bad: types('types:', '  Mood: { enum: [happy\u0001] }'),
    good: types('types:', '  Mood: { enum: ["happy\\u0001"] }'),
  },
  'several-documents': {
    title: 'A file holds more than one YAML document.',
    why: 'One file is one schema, so that its path says where every name comes from.',
    fix: 'Put each document into a file of its own.',
    bad: file('varve: 1', 'context: ordering', '---', 'varve: 1', 'context: shipping'),
    good: file('varve: 1', 'context: ordering'),
  },
  directive: {
    title: 'A file asks for another YAML than 1.2.',
    why: 'Older YAML reads yes and no as booleans and 010 as eight; the same text must mean the same to everybody.',
    fix: 'Remove the %YAML line.',
    bad: file('%YAML 1.1', '---', 'varve: 1', 'context: ordering'),
    good: file('---', 'varve: 1', 'context: ordering'),
  },
  tag: {
    title: 'A value carries a YAML tag.',
    why: 'Tags tell a reader to make something else of a text, up to running code. Schemas have none.',
    fix: 'Remove the tag. A text that starts with an exclamation mark needs quotes.',
    bad: order('description: !important Orders.'),
    good: order('description: "!important Orders."'),
  },
  'unknown-alias': {
    title: 'An alias names an anchor that does not stand before it.',
    why: 'YAML resolves aliases from top to bottom, so that an anchor further down cannot be meant.',
    fix: 'Move the anchor above the alias, or mend its name. A text that starts with * needs quotes.',
    bad: types('types:', '  Billing: *address', '  Shipping: &address { street: string }'),
    good: types('types:', '  Shipping: &address { street: string }', '  Billing: *address'),
  },
  'cyclic-alias': {
    title: 'An alias stands inside what it names.',
    why: 'The value would contain itself and never end.',
    fix: 'A type that refers to itself does so by name, through a list, a map, an optional or a nullable field.',
    bad: types('types:', '  Tree: &tree { parent?: *tree }'),
    good: types('types:', '  Tree: { parent?: Tree }'),
  },
  'alias-bomb': {
    title: 'Aliases make a small file enormous.',
    why: 'Ten aliases of ten aliases of ten aliases are a thousand values. Written out, this file would fill the memory.',
    fix: 'Give what repeats a named type, and refer to it by name.',
    bad: types('types:', ...bomb.map((line) => `  ${line}`)),
    good: small,
  },
};
