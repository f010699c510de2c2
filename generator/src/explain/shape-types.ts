import type { ShapeReport } from '../validate/shape-messages.js';
import { log, types } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  ShapeReport['table'],
  | 'no-type'
  | 'not-a-type'
  | 'two-forms'
  | 'no-form'
  | 'fields-left-out'
  | 'keyword-misfit'
  | 'enum-not-text'
  | 'field-named-like-keyword'
  | 'fields-not-map'
  | 'field-beside-fields'
  | 'shape-without-fields'
  | 'union-in-place'
>;

/** The forms of types and of shapes. */
export const shapeTypes: Explanations<Codes> = {
  'no-type': {
    title: 'A field has no type.',
    why: 'Nothing says what the field holds, so nothing could check it.',
    fix: 'Write a type after the colon.',
    bad: types('types:', '  Address: { street: string, city }'),
    good: types('types:', '  Address: { street: string, city: string }'),
  },
  'not-a-type': {
    title: 'Something else stands where a type is due.',
    why: 'A type is a name such as string, or a long form; square brackets, numbers and booleans are neither.',
    fix: 'A list is written list<Line>, a choice of texts { enum: [web, store] }.',
    bad: types('types:', '  Line: string', '  Basket: { lines: [Line] }'),
    good: types('types:', '  Line: string', '  Basket: { lines: list<Line> }'),
  },
  'two-forms': {
    title: 'A long form says two kinds of type at once.',
    why: 'A type is exactly one of type, enum, fields, list and map; two of them contradict each other.',
    fix: 'Keep one of the two.',
    bad: types('types:', '  Channel: { type: string, enum: [web, store] }'),
    good: types('types:', '  Channel: { enum: [web, store] }'),
  },
  'no-form': {
    title: 'A long form says nothing about the type.',
    why: 'A description or a limit alone leaves open what it describes.',
    fix: 'Add one of type, enum, fields, list and map.',
    bad: types('types:', '  Address: { fields: { street: { description: With its number. } } }'),
    good: types('types:', '  Address: { fields: { street: { type: string, description: With its number. } } }'),
  },
  'fields-left-out': {
    title: 'An object stands in the place of a type without the word fields.',
    why: 'To the right of a field name stands a type or a long form; without fields: its keys read as keywords.',
    fix: 'Write the object as { fields: { … } }.',
    bad: types('types:', '  Order: { address: { street: string, city: string } }'),
    good: types('types:', '  Order: { address: { fields: { street: string, city: string } } }'),
  },
  'keyword-misfit': {
    title: 'A keyword stands in a form of type that it does not belong to.',
    why: 'A limit that can never apply protects nothing.',
    fix: 'Remove the keyword, or use the form of type that it belongs to.',
    bad: types('types:', '  Channel: { enum: [web, store], maxLength: 5 }'),
    good: types('types:', '  Channel: { enum: [web, store] }'),
  },
  'enum-not-text': {
    title: 'A value of an enum is no text.',
    why: 'Values of enums are texts. YAML reads true, null, 08 and 1e3 without quotes as something else.',
    fix: 'Put the value in quotes.',
    bad: types('types:', '  Answer: { enum: [yes, true] }'),
    good: types('types:', '  Answer: { enum: [yes, "true"] }'),
  },
  'field-named-like-keyword': {
    title: 'A field has the name of a keyword.',
    why: 'type, enum or oneOf right below a version read as the long form of a type.',
    fix: 'Write the fields under fields:, where any name is a field.',
    bad: log('events:', '  OrderPlaced: { 1: { type: string } }'),
    good: log('events:', '  OrderPlaced: { 1: { fields: { type: string } } }'),
  },
  'fields-not-map': {
    title: 'The key fields does not hold fields.',
    why: 'fields: is followed by names and their types. A single field that is called fields reads the same way.',
    fix: 'A field of that name is written fields: { fields: string }.',
    bad: log('events:', '  FormSent: { 1: { fields: string } }'),
    good: log('events:', '  FormSent: { 1: { fields: { fields: string } } }'),
  },
  'field-beside-fields': {
    title: 'A field stands beside fields: instead of below it.',
    why: 'Once a shape has fields, like or open, everything beside them describes the shape and is no field.',
    fix: 'Move the field under fields:.',
    bad: log('events:', '  OrderPlaced: { 1: { fields: { customer: uuid }, channel: string } }'),
    good: log('events:', '  OrderPlaced: { 1: { fields: { customer: uuid, channel: string } } }'),
  },
  'shape-without-fields': {
    title: 'A shape is described, but has no fields.',
    why: 'Keys such as open or description say something about fields that are not there.',
    fix: 'Write fields: { … }, or like: and the number of an earlier version.',
    bad: log('events:', '  OrderPlaced: { 1: { open: true } }'),
    good: log('events:', '  OrderPlaced: { 1: { fields: {}, open: true } }'),
  },
  'union-in-place': {
    title: 'A union is written where it is used.',
    why: 'A tagged union becomes a type with a name of its own, so it is declared where names are declared.',
    fix: 'Declare it under types and write its name here. Without a tag, alternatives are written A | B.',
    bad: types('types:', '  Card: { last4: string }', '  Order: { fields: { paid: { oneOf: { card: Card } } } }'),
    good: types(
      'types:',
      '  Card: { last4: string }',
      '  Payment: { oneOf: { card: Card }, discriminator: kind }',
      '  Order: { paid: Payment }',
    ),
  },
};
