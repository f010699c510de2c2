import type { stepMessages } from '../bind/steps/step-messages.js';
import { beside, log, placed, types, type Example } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = typeof stepMessages;

const withChannel = (...lines: readonly string[]): Example =>
  placed('{ customer: uuid }', '{ customer: uuid, channel: string }', ...lines);

const withTotal = (...lines: readonly string[]): Example =>
  placed('{ total: number }', '{ total: decimal }', 'upcast:', '  2:', ...lines.map((line) => `    ${line}`));

const withGift = (...lines: readonly string[]): Example =>
  placed(
    '{ gift: boolean }',
    '{ gift: { enum: [none, wrapped] } }',
    'upcast:',
    '  2:',
    ...lines.map((line) => `    ${line}`),
  );

const merged = (merged: string, ...lines: readonly string[]): Example =>
  log('events:', `  Merged: { 1: { other: uuid }, ${merged} }`, ...lines.map((line) => `  ${line}`));

const rolling = (...lines: readonly string[]): Example =>
  beside(
    placed('{ customer: uuid }', '{ customer: uuid, note?: string }'),
    'varve.config.yaml',
    'schemas: [schemas/order.yaml]',
    ...lines,
  );

/** Steps between versions, and events in the place of others. */
export const bindSteps: Explanations<Codes> = {
  'step-without-predecessor': {
    title: 'A step is declared for version 1.',
    why: 'A step leads from one version to the next, or back; before version 1 there is nothing.',
    fix: 'Write it under the newer of the two versions it stands between.',
    bad: withChannel('upcast: { 1: { set: { channel: web } }, 2: { set: { channel: web } } }'),
    good: withChannel('upcast: { 2: { set: { channel: web } } }'),
  },
  'step-path': {
    title: 'What names a value in a step is no path.',
    why: 'A path that is read in two ways would move the wrong value.',
    fix: 'Join names by dots, without ?; * is each element. Names with dots stand in a JSON Pointer.',
    bad: placed('{ note?: string }', '{ remark?: string }', 'upcast: { 2: { rename: { note?: remark } } }'),
    good: placed('{ note?: string }', '{ remark?: string }', 'upcast: { 2: { rename: { note: remark } } }'),
  },
  'step-path-twice': {
    title: 'A step does the same to one path twice.',
    why: 'All operations of a step read the old value, so neither of the two comes first.',
    fix: 'Keep one of the two.',
    bad: withChannel('upcast: { 2: { set: { channel: web }, custom: [channel] } }'),
    good: withChannel('upcast: { 2: { set: { channel: web } } }'),
  },
  'custom-not-alone': {
    title: 'An operation stands beside custom: true.',
    why: 'The function gives the whole value, so what the operation gives would be thrown away.',
    fix: 'Remove the operation, or list the fields that the function gives.',
    bad: withChannel('upcast: { 2: { set: { channel: web }, custom: true } }'),
    good: withChannel('upcast: { 2: { custom: true } }'),
  },
  'fact-unknown': {
    title: 'A value with $ names nothing that is known of a stored event.',
    why: 'Read as a text it would be stored for good in every old event.',
    fix: 'Correct the name. A text that starts with $ is written with $$.',
    bad: placed(
      '{ customer: uuid }',
      '{ customer: uuid, placedAt: instant }',
      'upcast: { 2: { set: { placedAt: $recordedOn } } }',
    ),
    good: placed(
      '{ customer: uuid }',
      '{ customer: uuid, placedAt: instant }',
      'upcast: { 2: { set: { placedAt: $recordedAt } } }',
    ),
  },
  'fact-not-known-here': {
    title: 'A step of a command, a type or the state asks for what only stored events have.',
    why: 'Such a value also lies where nothing was recorded: in a queue, in another message, in memory.',
    fix: 'Give a constant, or compute the value from the data.',
    bad: types(
      'types:',
      '  Address:',
      '    1: { street: string }',
      '    2: { street: string, since: instant }',
      '    upcast: { 2: { set: { since: $recordedAt } } }',
    ),
    good: types(
      'types:',
      '  Address:',
      '    1: { street: string }',
      '    2: { street: string, since: instant }',
      '    upcast: { 2: { set: { since: 2026-01-01T00:00:00Z } } }',
    ),
  },
  'fact-not-known-yet': {
    title: 'A way down asks for what only the store gives.',
    why: 'A way down makes what is written in an older version, before the store has given it a place and a moment.',
    fix: 'Give what the event itself holds, or a constant; $eventId, $id and $metadata are known before.',
    bad: placed(
      '{ placedAt: instant }',
      '{ customer?: uuid }',
      'upcast: { 2: { drop: [placedAt] } }',
      'downcast: { 2: { set: { placedAt: $recordedAt }, lossy: [customer] } }',
    ),
    good: placed(
      '{ placedAt: instant }',
      '{ customer?: uuid }',
      'upcast: { 2: { drop: [placedAt] } }',
      'downcast: { 2: { set: { placedAt: 2026-01-01T00:00:00Z }, lossy: [customer] } }',
    ),
  },
  'fact-in-constant': {
    title: 'Something with $ stands inside a constant.',
    why: 'Constants are the same for every event, so it could only be read as a text.',
    fix: 'Give the path inside a value of its own, or write the text with $$.',
    bad: placed(
      '{ a: string }',
      '{ a: string, b: { fields: { at: instant } } }',
      'upcast: { 2: { set: { b: { at: $recordedAt } } } }',
    ),
    good: placed(
      '{ a: string }',
      '{ a: string, b: { fields: { at: instant } } }',
      'upcast: { 2: { set: { b.at: $recordedAt } } }',
    ),
  },
  'fact-with-else': {
    title: 'Something that is known of every stored event has an else.',
    why: 'Only keys of metadata can be absent, so the else would never count.',
    fix: 'Write the name alone.',
    bad: placed(
      '{ customer: uuid }',
      '{ customer: uuid, placedAt: instant }',
      'upcast: { 2: { set: { placedAt: { from: $recordedAt, else: 2026-01-01T00:00:00Z } } } }',
    ),
    good: placed(
      '{ customer: uuid }',
      '{ customer: uuid, placedAt: instant }',
      'upcast: { 2: { set: { placedAt: $recordedAt } } }',
    ),
  },
  'map-value-twice': {
    title: 'A table of old and new values names an old value twice.',
    why: 'Only one of the two new values can be meant.',
    fix: 'Keep one of the two.',
    bad: withGift('map: { gift: { values: [[true, wrapped], [true, none], [false, none]] } }'),
    good: withGift('map: { gift: { values: [[true, wrapped], [false, none]] } }'),
  },
  'map-value-misfit': {
    title: 'A table looks up a list or an object.',
    why: 'Old values are compared one by one, and only scalars are equal or not.',
    fix: 'Compute the new value in a function of yours: custom.',
    bad: placed(
      '{ tags: list<string> }',
      '{ tags: string }',
      'upcast: { 2: { map: { tags: { values: [[[a], a]], else: b } } } }',
    ),
    good: placed('{ tags: list<string> }', '{ tags: string }', 'upcast: { 2: { custom: [tags] } }'),
  },
  'conversion-incomplete': {
    title: 'A conversion lacks what it needs to know.',
    why: 'Digits that are cut off, or the zone in which a day starts, would be guessed.',
    fix: 'Add the parameter.',
    bad: withTotal('convert: { total: { by: number-to-decimal, scale: 2 } }'),
    good: withTotal('convert: { total: { by: number-to-decimal, scale: 2, round: half-even } }'),
  },
  'conversion-parameter': {
    title: 'A conversion has a parameter that it does not take.',
    why: 'It would change nothing, so another conversion was probably meant.',
    fix: 'Remove the parameter, or name the other conversion.',
    bad: placed(
      '{ total: integer }',
      '{ total: decimal }',
      'upcast: { 2: { convert: { total: { by: integer-to-decimal, scale: 2 } } } }',
    ),
    good: placed(
      '{ total: integer }',
      '{ total: decimal }',
      'upcast: { 2: { convert: { total: { by: integer-to-decimal } } } }',
    ),
  },
  'zone-unknown': {
    title: 'A time zone has no entry in the time zone database.',
    why: 'A day starts at another instant in each zone, so a wrong one moves every old event.',
    fix: 'Write an IANA time zone.',
    bad: placed(
      '{ on: date }',
      '{ at: instant }',
      'upcast: { 2: { convert: { at: { from: on, by: date-to-instant, zone: Europe/Berln } } } }',
    ),
    good: placed(
      '{ on: date }',
      '{ at: instant }',
      'upcast: { 2: { convert: { at: { from: on, by: date-to-instant, zone: Europe/Berlin } } } }',
    ),
  },
  'becomes-unknown-event': {
    title: 'An event becomes one that its aggregate does not declare.',
    why: 'What takes its place lies in the same stream, and is evolved and projected like other events of it.',
    fix: 'Correct the name, or declare the event.',
    bad: merged('becomes: [Closd@1]', 'Closed: { 1: {} }'),
    good: merged('becomes: [Closed@1]', 'Closed: { 1: {} }'),
  },
  'becomes-cycle': {
    title: 'Events become each other in a circle.',
    why: 'Reading one of them would never end.',
    fix: 'Let each of them become events that stay what they are.',
    bad: merged('becomes: [Closed@1]', 'Closed: { 1: {}, becomes: [Merged@1] }'),
    good: merged('becomes: [Closed@1]', 'Closed: { 1: {} }'),
  },
  'becomes-ignored': {
    title: 'An event that is ignored becomes others.',
    why: 'An ignored event is skipped on reading, so nothing would ever take its place.',
    fix: 'Remove one of the two keys.',
    bad: merged('ignored: Noise., becomes: [Closed@1]', 'Closed: { 1: {} }'),
    good: merged('becomes: [Closed@1]', 'Closed: { 1: {} }'),
  },
  'write-as-unknown-event': {
    title: 'In writeAs stands a name that is no event.',
    why: 'The event that was meant would be written in its latest version, which older code cannot read.',
    fix: 'Write the name with which the event is stored.',
    bad: rolling('writeAs: { ordering.OrderPlacd: 1 }'),
    good: rolling('writeAs: { ordering.OrderPlaced: 1 }'),
  },
  'write-as-not-written': {
    title: 'In writeAs stands an event that is not written any more.',
    why: 'A retired, ignored or replaced event is written in no version at all.',
    fix: 'Remove the entry.',
    bad: beside(
      log('events: { OrderArchived: { retired: Orders stay visible., 1: {} } }'),
      'varve.config.yaml',
      'schemas: [schemas/order.yaml]',
      'writeAs: { ordering.OrderArchived: 1 }',
    ),
    good: log('events: { OrderArchived: { retired: Orders stay visible., 1: {} } }'),
  },
};
