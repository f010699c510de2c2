import type { report } from '../evolve/evolve-messages.js';
import { placed, stepped } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  (typeof report)['table'],
  | 'field-without-source'
  | 'field-left-over'
  | 'rename-unsaid'
  | 'type-changed'
  | 'name-reused'
  | 'enum-narrowed'
  | 'null-unsaid'
  | 'absence-unsaid'
  | 'extra-left-over'
  | 'extra-shadowed'
>;

/** What two shapes leave open between them. */
export const evolveShapes: Explanations<Codes> = {
  'field-without-source': {
    title: 'A version requires a field that older values do not have.',
    why: 'Whoever reads an older value would find nothing there; what it should be, only its author knows.',
    fix: 'Set it, take it from what is stored with the event, compute it, or make it optional.',
    bad: placed('{ customer: uuid }', '{ customer: uuid, placedAt: instant }'),
    good: stepped('{ customer: uuid }', '{ customer: uuid, placedAt: instant }', '{ set: { placedAt: $recordedAt } }'),
  },
  'field-left-over': {
    title: 'A field of the version before is not there any more, and nobody gave it up.',
    why: 'Its values would be lost without anybody having said so; dropping is never inferred.',
    fix: 'Drop it, or say where it went with rename, map, convert or custom.',
    bad: placed('{ customer: uuid, note: string }', '{ customer: uuid }'),
    good: stepped('{ customer: uuid, note: string }', '{ customer: uuid }', '{ drop: [note] }'),
  },
  'rename-unsaid': {
    title: 'One field is gone and one of its type is new.',
    why: 'That may be a new name for the same thing, or two things; a guess would move values to where they do not belong.',
    fix: 'Rename it, or drop the one and give the other a value.',
    bad: placed('{ custId: uuid }', '{ customerId: uuid }'),
    good: stepped('{ custId: uuid }', '{ customerId: uuid }', '{ rename: { custId: customerId } }'),
  },
  'type-changed': {
    title: 'A field has another type, and how old values become new ones is not said.',
    why: 'Only what loses nothing is inferred; rounding, parsing and cutting are decisions.',
    fix: 'Convert or map it, or compute it in TypeScript.',
    bad: placed('{ total: number }', '{ total: decimal }'),
    good: stepped(
      '{ total: number }',
      '{ total: decimal }',
      '{ convert: { total: { by: number-to-decimal, scale: 2, round: half-even } } }',
    ),
  },
  'name-reused': {
    title: 'A field has the name of an old one, and a type that has nothing to do with it.',
    why: 'Under one name there would be two things, and values of the old one have no place any more.',
    fix: 'Give the new one another name, or compute it in TypeScript.',
    bad: placed('{ ref: { fields: { id: string } } }', '{ ref: string }'),
    good: stepped('{ ref: { fields: { id: string } } }', '{ refId: string }', '{ rename: { ref.id: refId } }'),
  },
  'enum-narrowed': {
    title: 'An enum lost a member that old values may have.',
    why: 'What is stored stays stored: such a value would be none of the new members.',
    fix: 'Map it to one that is left; _ stands for all that vanished.',
    bad: placed('{ channel: { enum: [web, fax] } }', '{ channel: { enum: [web] } }'),
    good: stepped(
      '{ channel: { enum: [web, fax] } }',
      '{ channel: { enum: [web] } }',
      '{ map: { channel: { fax: web } } }',
    ),
  },
  'null-unsaid': {
    title: 'A value may not be null any more.',
    why: 'Old values may be null; what null meant is not to be seen in the type.',
    fix: 'Map null to a value, in the long form of map.',
    bad: placed('{ note: string | null }', '{ note: string }'),
    good: stepped('{ note: string | null }', '{ note: string }', '{ map: { note: { values: [[null, none]] } } }'),
  },
  'absence-unsaid': {
    title: 'A required value comes from one that may be absent.',
    why: 'In old values it may not be there, and absent is neither null nor empty.',
    fix: 'Say what it is then with fill, which leaves null, zero and empty texts alone.',
    bad: placed('{ note?: string }', '{ note: string }'),
    good: stepped('{ note?: string }', '{ note: string }', '{ fill: { note: none } }'),
  },
  'extra-left-over': {
    title: 'An open object was closed, and nobody gave up its further keys.',
    why: 'Further keys of old values travel through all steps; a closed object has no place for them.',
    fix: 'Drop extra, after adopting those keys that became fields.',
    bad: placed('{ fields: { customer: uuid }, open: true }', '{ customer: uuid }'),
    good: stepped('{ fields: { customer: uuid }, open: true }', '{ customer: uuid }', '{ drop: [extra] }'),
  },
  'extra-shadowed': {
    title: 'A new field of an open object may have the name of a further key.',
    why: 'Where old values have that key there is a value for the field, and it is not taken.',
    fix: 'Adopt it, or drop that key of extra to say that it was something else.',
    bad: placed(
      '{ fields: { customer: uuid }, open: true }',
      '{ fields: { customer: uuid, note?: string }, open: true }',
    ),
    good: stepped(
      '{ fields: { customer: uuid }, open: true }',
      '{ fields: { customer: uuid, note?: string }, open: true }',
      '{ adopt: [note] }',
    ),
  },
};
