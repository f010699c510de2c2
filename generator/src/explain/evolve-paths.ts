import type { report } from '../evolve/evolve-messages.js';
import { beside, placed, stepped, type Example } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  (typeof report)['table'],
  | 'unknown-path'
  | 'path-misfit'
  | 'assigned-twice'
  | 'assigned-inside'
  | 'used-twice'
  | 'each-misfit'
  | 'parent-may-be-absent'
  | 'write-as-without-way'
>;

const lines = (field: string): string => `{ lines: { list: { fields: { ${field}: string } } } }`;

const rolling = (...downcast: readonly string[]): Example =>
  beside(
    placed('{ total: number }', '{ total: decimal }', 'upcast: { 2: { custom: [total] } }', ...downcast),
    'varve.config.yaml',
    'schemas: [schemas/order.yaml]',
    'writeAs: { ordering.OrderPlaced: 1 }',
  );

/** Where values are, and who uses them. */
export const evolvePaths: Explanations<Codes> = {
  'unknown-path': {
    title: 'A step names a field that the version does not have.',
    why: 'A name that means nothing was misspelt, or belongs to the other version: old names stand left of new ones.',
    fix: 'Correct the name.',
    bad: stepped('{ custId: uuid }', '{ customerId: uuid }', '{ rename: { custID: customerId } }'),
    good: stepped('{ custId: uuid }', '{ customerId: uuid }', '{ rename: { custId: customerId } }'),
  },
  'path-misfit': {
    title: 'A path leads into something that has no such parts.',
    why: 'Fields lie in objects, elements in lists and maps; what a union holds depends on the value.',
    fix: 'Correct the path, or use a function for the whole value.',
    bad: stepped(lines('sku'), lines('code'), '{ rename: { lines.sku: lines.code } }'),
    good: stepped(lines('sku'), lines('code'), '{ rename: { lines.*.sku: lines.*.code } }'),
  },
  'assigned-twice': {
    title: 'A step gives one path two values.',
    why: 'A value that is set, or computed, is always there, so that there is nothing left to fill.',
    fix: 'Keep one of them.',
    bad: stepped('{}', '{ note: string }', '{ set: { note: none }, fill: { note: none } }'),
    good: stepped('{}', '{ note: string }', '{ set: { note: none } }'),
  },
  'assigned-inside': {
    title: 'A step gives a value to an object, and to a part of it.',
    why: 'Which of the two the part has would depend on an order, and operations have none.',
    fix: 'Assign the whole, or each of its parts.',
    bad: stepped('{}', '{ by: { fields: { name: string } } }', '{ set: { by: { name: Ada }, by.name: Bob } }'),
    good: stepped('{}', '{ by: { fields: { name: string } } }', '{ set: { by.name: Bob } }'),
  },
  'used-twice': {
    title: 'A step does two things with an old value that exclude each other.',
    why: 'What goes elsewhere is not given up, and what is given up goes nowhere.',
    fix: 'Keep one of them.',
    bad: stepped('{ note: string }', '{ remark: string }', '{ rename: { note: remark }, drop: [note] }'),
    good: stepped('{ note: string }', '{ remark: string }', '{ rename: { note: remark } }'),
  },
  'each-misfit': {
    title: 'The elements that two paths speak of are not the same.',
    why: 'Each * of the new path is one element of an old list; both paths need one for each list they enter.',
    fix: 'Name elements of the same list on both sides, or compute the list in TypeScript.',
    bad: stepped('{ sku: string, lines: { list: { fields: {} } } }', lines('sku'), '{ rename: { sku: lines.*.sku } }'),
    good: stepped(
      '{ sku: string, lines: { list: { fields: {} } } }',
      lines('sku'),
      '{ drop: [sku], set: { lines.*.sku: unknown } }',
    ),
  },
  'parent-may-be-absent': {
    title: 'A value moves into an object that is not always there.',
    why: 'Where the object is absent, and cannot be made because other fields of it are required, the value would be lost.',
    fix: 'Assign all required fields of the object, or compute it in TypeScript.',
    bad: stepped(
      '{ zip: string, address?: { fields: { city: string } } }',
      '{ address?: { fields: { city: string, zip: string } } }',
      '{ rename: { zip: address.zip } }',
    ),
    good: stepped(
      '{ zip: string, address?: { fields: { city: string } } }',
      '{ address?: { fields: { city?: string, zip: string } } }',
      '{ rename: { zip: address.zip } }',
    ),
  },
  'write-as-without-way': {
    title: 'An event is to be written as a version that newer values cannot become.',
    why: 'Writing an older version turns what was decided into the older shape, by the step down.',
    fix: 'Declare the step down: give a value to the fields it names.',
    bad: rolling(),
    good: rolling('downcast: { 2: { custom: [total] } }'),
  },
};
