import type { typeMessages } from '../bind/types/type-messages.js';
import { types } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  typeof typeMessages,
  | 'keyword-misfit'
  | 'keyword-value'
  | 'bounds-crossed'
  | 'pattern-invalid'
  | 'enum-member-twice'
  | 'default-on-optional'
  | 'default-misfit'
  | 'keyword-out-of-place'
>;

/** Keywords of long forms. */
export const bindKeywords: Explanations<Codes> = {
  'keyword-misfit': {
    title: 'A keyword does not fit the type it limits.',
    why: 'A length says nothing about a number; a limit that can never apply protects nothing.',
    fix: 'Remove the keyword, or use the one that fits: minimum and maximum for numbers, maxLength for texts.',
    bad: types('types:', '  Quantity: { type: integer, maxLength: 3 }'),
    good: types('types:', '  Quantity: { type: integer, maximum: 999 }'),
  },
  'keyword-value': {
    title: 'A keyword has a value that it cannot have for this type.',
    why: 'Limits of decimals and big integers are exact and so are written as texts; others are numbers.',
    fix: 'Write the value as the message says.',
    bad: types('types:', '  Price: { type: decimal, minimum: 0.1 }'),
    good: types('types:', '  Price: { type: decimal, minimum: "0.1" }'),
  },
  'bounds-crossed': {
    title: 'The lower limit is above the upper one.',
    why: 'No value fits, so no message could ever be made.',
    fix: 'Exchange the two, or correct one of them.',
    bad: types('types:', '  Quantity: { type: integer, minimum: 10, maximum: 1 }'),
    good: types('types:', '  Quantity: { type: integer, minimum: 1, maximum: 10 }'),
  },
  'pattern-invalid': {
    title: 'A pattern is no regular expression.',
    why: 'Patterns are ECMAScript regular expressions with the flag u, which is stricter about escapes.',
    fix: 'Close what is open, and escape only what has a special meaning.',
    bad: types('types:', "  Sku: { type: string, pattern: '^[A-Z{3}$' }"),
    good: types('types:', "  Sku: { type: string, pattern: '^[A-Z]{3}$' }"),
  },
  'enum-member-twice': {
    title: 'An enum lists a value twice.',
    why: 'The second one changes nothing, so another value was probably meant.',
    fix: 'Remove it, or write the value that was meant.',
    bad: types('types:', '  Channel: { enum: [web, store, web] }'),
    good: types('types:', '  Channel: { enum: [web, store, phone] }'),
  },
  'default-on-optional': {
    title: 'An optional field has a default.',
    why: 'A default is filled in when a message is made, so that the field is never absent. One of the two is too much.',
    fix: 'Drop the question mark, or the default.',
    bad: types('types:', '  Order: { fields: { channel?: { type: string, default: web } } }'),
    good: types('types:', '  Order: { fields: { channel: { type: string, default: web } } }'),
  },
  'default-misfit': {
    title: 'A default does not fit its field.',
    why: 'Every message made without the field would be refused.',
    fix: 'Write a default that fits the type and its limits.',
    bad: types('types:', '  Order: { fields: { channel: { enum: [web, store], default: phone } } }'),
    good: types('types:', '  Order: { fields: { channel: { enum: [web, store], default: store } } }'),
  },
  'keyword-out-of-place': {
    title: 'A default stands deeper than directly under a field.',
    why: 'Defaults are filled in for fields; an element of a list or a type of its own has nothing to be left out.',
    fix: 'Move the default to the field, or remove it.',
    bad: types('types:', '  Order: { fields: { codes: { list: { type: string, default: none } } } }'),
    good: types('types:', '  Order: { fields: { codes: { list: string, default: [] } } }'),
  },
};
