import type { sourceReport } from '../source/source-messages.js';
import { file, order, types } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  typeof sourceReport.table,
  | 'syntax'
  | 'list-in-braces'
  | 'missing-comma'
  | 'needless-comma'
  | 'unclosed'
  | 'shallow-lines'
  | 'unclosed-text'
  | 'tab'
  | 'unknown-escape'
  | 'needs-quotes'
  | 'colon-in-text'
  | 'text-after-value'
  | 'missing-blank'
  | 'blank-after-dash'
  | 'list-beside-key'
  | 'missing-colon'
  | 'indentation'
>;

const inBraces = types('types:', '  Line: string', '  Basket: { lines: "Line[]", note: string }');
const described = order('description: "Orders: from placing to delivery."');
const twoTypes = types('types:', '  Sku: string', '  Name: string');

/** Texts that are not YAML, in the forms people really write. */
export const sourceSyntax: Explanations<Codes> = {
  syntax: {
    title: 'The text cannot be read as YAML.',
    why: 'None of the mistakes that Varve knows by name fits what stands here.',
    fix: 'Compare the line with its neighbours: a bracket, a quote, a colon or the indentation is not as it should be.',
    bad: order('description: > Orders, from placing', '  to delivery.'),
    good: order('description: >', '  Orders, from placing', '  to delivery.'),
  },
  'list-in-braces': {
    title: 'A list type is written with [] inside { }.',
    why: 'Inside braces YAML reads square brackets as a list of its own, so that Line[] breaks in the middle.',
    fix: 'Write list<Line>, or put the type in quotes: "Line[]".',
    bad: types('types:', '  Line: string', '  Basket: { lines: Line[], note: string }'),
    good: inBraces,
  },
  'missing-comma': {
    title: 'Two entries inside brackets are not parted by a comma.',
    why: 'In { } and [ ] only a comma ends an entry; a line break does not. A text with ": " in it looks the same.',
    fix: 'Add the comma, or put the text in quotes.',
    bad: types('types:', '  Address: { street: string city: string }'),
    good: types('types:', '  Address: { street: string, city: string }'),
  },
  'needless-comma': {
    title: 'A comma stands where no entry ends.',
    why: 'Between two commas there is nothing; YAML does not take that for an entry.',
    fix: 'Remove the comma, or write the entry.',
    bad: types('types:', '  Address: { street: string,, city: string }'),
    good: types('types:', '  Address: { street: string, city: string }'),
  },
  unclosed: {
    title: 'A bracket is never closed.',
    why: 'Everything below it belongs to it, so that the mistake shows far away from where it was made.',
    fix: 'Close the bracket where its last entry ends.',
    bad: types('types:', '  Address: { street: string, city: string'),
    good: types('types:', '  Address: { street: string, city: string }'),
  },
  'shallow-lines': {
    title: 'Lines inside brackets are not indented.',
    why: 'Also inside brackets every line must stand further in than the key they belong to.',
    fix: 'Indent the lines up to the closing bracket.',
    bad: types('types: {', 'Sku: string', '}'),
    good: types('types: {', '  Sku: string', '}'),
  },
  'unclosed-text': {
    title: 'A text in quotes is never closed.',
    why: 'The text runs on to the next quote of the same kind, which may be one that opens another text.',
    fix: "Close the quote. An apostrophe inside single quotes is doubled: 'the customer''s order'.",
    bad: order('description: "Orders, from placing to delivery.'),
    good: order('description: "Orders, from placing to delivery."'),
  },
  tab: {
    title: 'A tab stands where only blanks may.',
    why: 'A tab has no fixed width, so YAML allows blanks only.',
    fix: 'Replace the tab by blanks; editors do so when they indent YAML files.',
    bad: types('types:', '\tSku: string'),
    good: types('types:', '  Sku: string'),
  },
  'unknown-escape': {
    title: 'A backslash in double quotes starts no escape that YAML knows.',
    why: 'In double quotes a backslash is an escape, as in "\\n". Patterns and Windows paths are the usual victims.',
    fix: 'Use single quotes, where a backslash is an ordinary character, or double it.',
    bad: types('types:', '  Digits: { type: string, pattern: "^\\d+$" }'),
    good: types('types:', "  Digits: { type: string, pattern: '^\\d+$' }"),
  },
  'needs-quotes': {
    title: 'A text starts with a character that YAML keeps for itself.',
    why: '@, `, %, a comma or a closing bracket cannot start a text, because YAML gives them another meaning.',
    fix: 'Put the whole text in quotes.',
    bad: order('description: @home orders.'),
    good: order('description: "@home orders."'),
  },
  'colon-in-text': {
    title: 'A text without quotes holds a colon and a blank.',
    why: 'A colon followed by a blank makes a key of what stands before it, and a line holds only one key.',
    fix: 'Put the text in quotes.',
    bad: order('description: Orders: from placing to delivery.'),
    good: described,
  },
  'text-after-value': {
    title: 'Something follows a value that is already complete.',
    why: 'After a closing quote or bracket the value is over; what follows belongs to nothing.',
    fix: 'Put the whole value in quotes, or start a new line.',
    bad: order('description: "Orders" and their lines.'),
    good: order('description: "Orders and their lines."'),
  },
  'missing-blank': {
    title: 'A colon is not followed by a blank.',
    why: 'Without the blank, context:ordering is one text and no key with a value.',
    fix: 'Write a blank after the colon.',
    bad: file('varve: 1', 'context:ordering', 'aggregate: Order', 'id: { orderId: uuid }'),
    good: file('varve: 1', 'context: ordering', 'aggregate: Order', 'id: { orderId: uuid }'),
  },
  'blank-after-dash': {
    title: 'A dash is not followed by a blank.',
    why: 'Without the blank, -OrderPlaced is a text and no item of a list.',
    fix: 'Write a blank after the dash.',
    bad: file('varve: 1', 'context: ordering', 'imports:', '- "std:money"', '-"std:period"'),
    good: file('varve: 1', 'context: ordering', 'imports:', '- "std:money"'),
  },
  'list-beside-key': {
    title: 'A list with dashes starts in the line of its key.',
    why: 'What stands beside a key is one value; the items of a list stand in lines of their own.',
    fix: 'Start the list on the next line, or write it in brackets: [a, b].',
    bad: file('varve: 1', 'context: ordering', 'imports: - "std:money"'),
    good: file('varve: 1', 'context: ordering', 'imports:', '  - "std:money"'),
  },
  'missing-colon': {
    title: 'A line holds a text where a key is due.',
    why: 'In a mapping each line is a key, a colon and a value.',
    fix: 'Write the colon and the value, or remove the line.',
    bad: types('types:', '  Sku string', '  Name: string'),
    good: twoTypes,
  },
  indentation: {
    title: 'A line stands in a column of its own.',
    why: 'The column says what a line belongs to; this one belongs to nothing above it.',
    fix: 'Move the line to the column of its neighbours.',
    bad: types('types:', '  Sku: string', ' Name: string'),
    good: twoTypes,
  },
};
