import type { typeMessages } from '../bind/types/type-messages.js';
import { beside, types } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  typeof typeMessages,
  | 'type-syntax'
  | 'unknown-type'
  | 'type-not-imported'
  | 'ambiguous-type'
  | 'bare-type'
  | 'bare-standard-type'
  | 'built-in-with-schema-version'
  | 'endless-type'
  | 'union-ambiguous'
  | 'variant-no-object'
  | 'discriminator-redeclared'
>;

const address = ['types:', '  Address:', '    1: { street: string }', '    2: { street: string, city?: string }'];
const shipping = ['schemas/shipping.yaml', 'varve: 1', 'context: shipping', 'types: { Parcel: string }'] as const;

const twoParcels = beside(types('types: { Parcel: string }'), ...shipping);

/** Types, and the names that refer to them. */
export const bindTypes: Explanations<Codes> = {
  'type-syntax': {
    title: 'A text is no type.',
    why: 'A type is a name, a name with its version, a list, a map, or several of these joined with |.',
    fix: 'Write it as string, Money@1, Line[], list<Line>, map<Line> or A | B. Optional is said at the field: note?.',
    bad: types('types:', '  Order: { note: string? }'),
    good: types('types:', '  Order: { note?: string }'),
  },
  'unknown-type': {
    title: 'A type refers to a name that is not declared.',
    why: 'Nothing in this file, its context or its imports has that name.',
    fix: 'Correct the name, declare it under types, or import the file that declares it.',
    bad: types('types:', '  Order: { customer: uid }'),
    good: types('types:', '  Order: { customer: uuid }'),
  },
  'type-not-imported': {
    title: 'A type is declared in a file that this one does not import.',
    why: 'Imports say what a file builds on; without them a name could come from anywhere.',
    fix: 'Add the file to imports.',
    bad: beside(types('types: { Order: { parcel: shipping.Parcel } }'), ...shipping),
    good: beside(types('imports: [./shipping.yaml]', 'types: { Order: { parcel: shipping.Parcel } }'), ...shipping),
  },
  'ambiguous-type': {
    title: 'A name could mean types of several contexts.',
    why: 'Metadata belongs to all contexts, so a name alone says too little when two of them declare it.',
    fix: 'Write the context before the name.',
    bad: beside(twoParcels, 'varve.config.yaml', 'metadata: { parcel: Parcel }'),
    good: beside(twoParcels, 'varve.config.yaml', 'metadata: { parcel: shipping.Parcel }'),
  },
  'bare-type': {
    title: 'A type with several versions is named without one.',
    why: 'The shape of what is stored must not change because somebody adds a version elsewhere.',
    fix: 'Write the version: Address@1 for what was stored so far, the newest one in a new version.',
    bad: types(...address, '  Order: { to: Address }'),
    good: types(...address, '  Order: { to: Address@2 }'),
  },
  'bare-standard-type': {
    title: 'A standard type is named without its version.',
    why: 'A later release of Varve may bring a second version, and stored shapes must not change with it.',
    fix: 'Write the version, as in Money@1.',
    bad: types('imports: ["std:money"]', 'types: { Order: { total: Money } }'),
    good: types('imports: ["std:money"]', 'types: { Order: { total: Money@1 } }'),
  },
  'built-in-with-schema-version': {
    title: 'A built-in type is named with a version.',
    why: 'string, uuid and the other built-in types never change, so they have no versions.',
    fix: 'Write the name alone.',
    bad: types('types: { Order: { customer: uuid@1 } }'),
    good: types('types: { Order: { customer: uuid } }'),
  },
  'endless-type': {
    title: 'A type contains itself without an end.',
    why: 'A value of it would have to hold a value of it, and so on; none can ever be written down.',
    fix: 'Let one step of the way be a list, a map, optional or nullable.',
    bad: types('types: { Category: { name: string, parent: Category } }'),
    good: types('types: { Category: { name: string, parent?: Category } }'),
  },
  'union-ambiguous': {
    title: 'Two alternatives of a union look the same in JSON.',
    why: 'Reading tells alternatives apart by their kind in JSON; two texts or two objects cannot be told apart.',
    fix: 'Declare a union with a tag under types: { oneOf: { … }, discriminator: kind }.',
    bad: types('types:', '  Mail: { to: email }', '  Call: { to: string }', '  Order: { contact: Mail | Call }'),
    good: types(
      'types:',
      '  Mail: { to: email }',
      '  Call: { to: string }',
      '  Contact: { oneOf: { mail: Mail, call: Call }, discriminator: by }',
      '  Order: { contact: Contact }',
    ),
  },
  'variant-no-object': {
    title: 'A variant of a tagged union is no object.',
    why: 'The tag is a field of the variant, and only objects have fields.',
    fix: 'Make the variant an object with one field.',
    bad: types('types:', '  Contact: { oneOf: { mail: email }, discriminator: by }'),
    good: types('types:', '  Mail: { to: email }', '  Contact: { oneOf: { mail: Mail }, discriminator: by }'),
  },
  'discriminator-redeclared': {
    title: 'A variant has a field with the name of the tag.',
    why: 'The union adds the tag itself; a second field of that name would contradict it.',
    fix: 'Leave the field out, or use another name for the tag.',
    bad: types(
      'types:',
      '  Mail: { by: string, to: email }',
      '  Contact: { oneOf: { mail: Mail }, discriminator: by }',
    ),
    good: types('types:', '  Mail: { to: email }', '  Contact: { oneOf: { mail: Mail }, discriminator: by }'),
  },
};
