import { log, released } from './examples.js';
import type { Explanation } from './explanation.js';

/** Changes of fields between the last released version and the latest one. */
export const compatFields: Readonly<Record<string, Explanation>> = {
  'required-field-added': {
    title: 'A new version requires a field that the released one does not have.',
    why: 'Old values have no such field; a step has to give it, and code that makes the message has to, too.',
    fix: 'Give the field a default for code that makes the message, or make it optional.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number }',
        '    2: { total: number, channel: string }',
        '    upcast: { 2: { set: { channel: web } } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number }',
        '    2: { total: number, channel: { type: string, default: web } }',
        '    upcast: { 2: { set: { channel: web } } }',
      ),
    ),
  },
  'required-field-removed': {
    title: 'A new version lacks a field that the released one requires.',
    why: 'Older code that reads the new version does not find what it requires, and code that uses the field no longer compiles.',
    fix: 'Give older code a value with a downcast, or keep the field and mark it as deprecated.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { total: number, channel: string }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number, channel: string }',
        '    2: { total: number }',
        '    upcast: { 2: { drop: [channel] } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { total: number, channel: string }'),
      log('events:', '  OrderPlaced:', '    1: { total: number, channel: string }'),
    ),
  },
  'optional-field-added': {
    title: 'A new version has an optional field that older code refuses.',
    why: 'Where unknown fields are rejected, older code cannot read the new version unless it is written as an older one, and no downcast is known.',
    fix: 'Say how the new version becomes the old one again, or let readers drop unknown fields.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { total: number, by: string }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number, by: string }',
        '    2: { total: number, note?: string }',
        '    upcast: { 2: { drop: [by] } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { total: number, by: string }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number, by: string }',
        '    2: { total: number, by: string, note?: string }',
      ),
    ),
    besides: ['compat/required-field-removed'],
  },
  'optional-field-removed': {
    title: 'A new version lacks a field that the released one may have.',
    why: 'Older code reads the new version without it; code that uses the field no longer compiles.',
    fix: 'Remove it from your code, or keep the field and mark it as deprecated.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { total: number, note?: string }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number, note?: string }',
        '    2: { total: number }',
        '    upcast: { 2: { drop: [note] } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { total: number, note?: string }'),
      log('events:', '  OrderPlaced:', '    1: { total: number, note?: string }'),
    ),
  },
  'field-renamed': {
    title: 'A new version gives a field another name.',
    why: 'Stored values are read through the step, and older code gets the old name; code that uses the field has to be changed.',
    fix: 'Rename it in your code.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { custId: uuid }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { custId: uuid }',
        '    2: { customerId: uuid }',
        '    upcast: { 2: { rename: { custId: customerId } } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { custId: uuid }'),
      log('events:', '  OrderPlaced:', '    1: { custId: uuid }'),
    ),
  },
  'field-became-required': {
    title: 'A new version requires a field that may be absent in the released one.',
    why: 'Old values may lack it, and code that makes the message may leave it out.',
    fix: 'Let the step fill it, and give it a default.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { note?: string }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { note?: string }',
        '    2: { note: string }',
        '    upcast: { 2: { fill: { note: none } } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { note?: string }'),
      log('events:', '  OrderPlaced:', '    1: { note?: string }'),
    ),
  },
  'field-became-optional': {
    title: 'A field may be absent that the released version requires.',
    why: 'Older code that reads the new version may not find what it requires, and code that uses the field has to ask whether it is there.',
    fix: 'Say under downcast what older code gets.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { note: string }'),
      log('events:', '  OrderPlaced:', '    1: { note: string }', '    2: { note?: string }'),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { note: string }'),
      log('events:', '  OrderPlaced:', '    1: { note: string }'),
    ),
  },
  'field-became-nullable': {
    title: 'A field may be null that never is in the released version.',
    why: 'Older code does not expect null, and code that uses the field has to ask for it.',
    fix: 'Say under downcast what older code gets.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { note: string }'),
      log('events:', '  OrderPlaced:', '    1: { note: string }', '    2: { note: string | null }'),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { note: string }'),
      log('events:', '  OrderPlaced:', '    1: { note: string }'),
    ),
  },
  'field-became-not-nullable': {
    title: 'A field may no longer be null.',
    why: 'Old values may hold null, and code that makes the message may give it.',
    fix: 'Say in the step what becomes of null.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { note: string | null }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { note: string | null }',
        '    2: { note: string }',
        '    upcast: { 2: { map: { note: { from: note, values: [[null, none]], else: other } } } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { note: string | null }'),
      log('events:', '  OrderPlaced:', '    1: { note: string | null }'),
    ),
  },
  'default-removed': {
    title: 'A field has no default any more.',
    why: 'A default stands in when a message is made; reading never uses it. Code that left the field out no longer compiles.',
    fix: 'Say the value in your code, or give the default back.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { channel: { type: string, default: web } }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { channel: { type: string, default: web } }',
        '    2: { channel: string }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { channel: { type: string, default: web } }'),
      log('events:', '  OrderPlaced:', '    1: { channel: { type: string, default: web } }'),
    ),
  },
  'object-opened': {
    title: 'An object takes further keys that the released version refuses.',
    why: 'Where unknown fields are rejected, older code refuses values that have some; code sees them in extra.',
    fix: 'Let readers drop unknown fields, or say how it becomes the old one again.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
      log('events:', '  OrderPlaced:', '    1: { total: number }', '    2: { fields: { total: number }, open: true }'),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
    ),
  },
  'object-closed': {
    title: 'An object no longer takes further keys.',
    why: 'Old values may hold some; the step has to give them up or make fields of them.',
    fix: 'Adopt those that are fields now, and drop the rest.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { fields: { total: number }, open: true }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { fields: { total: number }, open: true }',
        '    2: { total: number }',
        '    upcast: { 2: { drop: [extra] } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { fields: { total: number }, open: true }'),
      log('events:', '  OrderPlaced:', '    1: { fields: { total: number }, open: true }'),
    ),
  },
};
