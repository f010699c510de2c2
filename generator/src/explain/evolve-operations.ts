import type { report } from '../evolve/evolve-messages.js';
import { beside, stepped, type Example } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  (typeof report)['table'],
  | 'fill-needless'
  | 'constant-misfit'
  | 'fact-misfit'
  | 'fact-may-be-absent'
  | 'map-partial'
  | 'map-value-unknown'
  | 'map-misfit'
  | 'convert-source-misfit'
  | 'convert-result-misfit'
  | 'convert-partial'
  | 'adopt-misfit'
  | 'custom-in-each'
>;

const channel = (members: string): string => `{ channel: { enum: [${members}] } }`;

const withTenant = (tenant: string): Example =>
  beside(
    stepped('{}', '{ tenant: string }', `{ set: { tenant: ${tenant} } }`),
    'varve.config.yaml',
    'schemas: [schemas/order.yaml]',
    'metadata: { tenant: string }',
  );

/** What operations give, and what they are given. */
export const evolveOperations: Explanations<Codes> = {
  'fill-needless': {
    title: 'A step fills a value that cannot be absent.',
    why: 'Filling is for values that may be absent; here it would never happen, or always.',
    fix: 'Remove it where the old value is always there, and use set where there never is one.',
    bad: stepped('{ note: string }', '{ note: string }', '{ fill: { note: none } }'),
    good: stepped('{ note?: string }', '{ note: string }', '{ fill: { note: none } }'),
  },
  'constant-misfit': {
    title: 'A value that a step gives is none of its type.',
    why: 'Every older value would get it, and could not be read as the new version.',
    fix: 'Correct the value; decimals and bigints stand in quotes.',
    bad: stepped('{}', channel('web, store'), '{ set: { channel: wep } }'),
    good: stepped('{}', channel('web, store'), '{ set: { channel: web } }'),
  },
  'fact-misfit': {
    title: 'What is stored with an event has another type than the field.',
    why: 'The time is an instant, the stream version an integer, the id of an event a uuid; they are taken as they are.',
    fix: 'Give the field a type that fits, or compute it in TypeScript.',
    bad: stepped('{}', '{ placedAt: integer }', '{ set: { placedAt: $recordedAt } }'),
    good: stepped('{}', '{ placedAt: instant }', '{ set: { placedAt: $recordedAt } }'),
  },
  'fact-may-be-absent': {
    title: 'A required field is taken from a metadata key that an event may lack.',
    why: 'Metadata is optional on read: events were stored before there was such a key.',
    fix: 'Say what it is then, in the long form with else.',
    bad: withTenant('$metadata.tenant'),
    good: withTenant('{ from: $metadata.tenant, else: none }'),
  },
  'map-partial': {
    title: 'A map does not say what becomes of a value that old ones may have.',
    why: 'One such value is enough to make a stream unreadable.',
    fix: 'Add it, or _ for all others; texts and numbers always need that.',
    bad: stepped(channel('web, fax, mail'), channel('web'), '{ map: { channel: { fax: web } } }'),
    good: stepped(channel('web, fax, mail'), channel('web'), '{ map: { channel: { fax: web, _: web } } }'),
  },
  'map-value-unknown': {
    title: 'A map names a value that old ones never have.',
    why: 'It was misspelt, or the shape of the version before says otherwise.',
    fix: 'Correct or remove it.',
    bad: stepped(channel('web, fax'), channel('web'), '{ map: { channel: { fax: web, phone: web } } }'),
    good: stepped(channel('web, fax'), channel('web'), '{ map: { channel: { fax: web } } }'),
  },
  'map-misfit': {
    title: 'A map stands over values that it cannot tell apart.',
    why: 'It compares texts, numbers, booleans and null; objects, lists and exact numbers are not compared.',
    fix: 'Convert the value, or compute it in TypeScript.',
    bad: stepped('{ size: decimal }', '{ size: string }', "{ map: { size: { '1': small, _: large } } }"),
    good: stepped('{ size: decimal }', '{ size: string }', '{ convert: { size: { by: to-string } } }'),
  },
  'convert-source-misfit': {
    title: 'A conversion is used on values that it does not take.',
    why: 'Each conversion knows the types it makes something of, so that it is never a guess.',
    fix: 'Use the conversion for the type, or compute it in TypeScript.',
    bad: stepped('{ at: date }', '{ at: instant }', '{ convert: { at: { by: epoch-ms-to-instant } } }'),
    good: stepped('{ at: date }', '{ at: instant }', '{ convert: { at: { by: date-to-instant, zone: UTC } } }'),
  },
  'convert-result-misfit': {
    title: 'A conversion gives another type than the field has.',
    why: 'What it gives would not be a value of the new version.',
    fix: 'Use another conversion, or change the type of the field.',
    bad: stepped('{ size: string }', '{ size: decimal }', '{ convert: { size: { by: parse-integer, else: 0 } } }'),
    good: stepped('{ size: string }', '{ size: integer }', '{ convert: { size: { by: parse-integer, else: 0 } } }'),
  },
  'convert-partial': {
    title: 'A conversion that may give nothing stands for a required field.',
    why: 'A text may be no number, and a list may have no first element.',
    fix: 'Add else, or make the field optional.',
    bad: stepped('{ size: string }', '{ size: integer }', '{ convert: { size: { by: parse-integer } } }'),
    good: stepped('{ size: string }', '{ size?: integer }', '{ convert: { size: { by: parse-integer } } }'),
  },
  'adopt-misfit': {
    title: 'A step adopts a key that is no further key of an open object.',
    why: 'Adopting looks among the keys that the version before did not declare, and there are none.',
    fix: 'Use rename or copy for fields.',
    bad: stepped('{ remark?: string }', '{ note?: string }', '{ adopt: [note], drop: [remark] }'),
    good: stepped('{ remark?: string }', '{ note?: string }', '{ rename: { remark: note } }'),
  },
  'custom-in-each': {
    title: 'A function is to give a part of each element.',
    why: 'It gets the whole old value, and could not know which element it is asked for.',
    fix: 'Let it give the whole list, or give the elements a named type with a step of its own.',
    bad: stepped(
      '{ lines: { list: { fields: {} } } }',
      '{ lines: { list: { fields: { sku: string } } } }',
      '{ custom: [lines.*.sku] }',
    ),
    good: stepped(
      '{ lines: { list: { fields: {} } } }',
      '{ lines: { list: { fields: { sku: string } } } }',
      '{ custom: [lines] }',
    ),
  },
};
