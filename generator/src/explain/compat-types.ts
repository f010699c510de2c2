import { log, released } from './examples.js';
import type { Explanation } from './explanation.js';

/** Changes of types between the last released version and the latest one. */
export const compatTypes: Readonly<Record<string, Explanation>> = {
  'type-widened': {
    title: 'A field takes values that the released version refuses.',
    why: 'Old values stay valid; older code refuses some of the new ones.',
    fix: 'Say under downcast what older code gets.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { total: integer }'),
      log('events:', '  OrderPlaced:', '    1: { total: integer }', '    2: { total: number }'),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { total: integer }'),
      log('events:', '  OrderPlaced:', '    1: { total: integer }'),
    ),
  },
  'type-narrowed': {
    title: 'A field no longer takes all values of the released version.',
    why: 'Old values may be refused; the step has to make new ones of them.',
    fix: 'Convert them in the step.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { total: number }',
        '    2: { total: integer }',
        '    upcast: { 2: { custom: [total] } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
      log('events:', '  OrderPlaced:', '    1: { total: number }'),
    ),
  },
  'type-changed': {
    title: 'A field has another type than in the released version.',
    why: 'Neither are old values valid now, nor new values for older code; code that uses the field has to be changed.',
    fix: 'Say in the step how one becomes the other, and under downcast how it becomes the old one again.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { at: instant }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { at: instant }',
        '    2: { at: integer }',
        '    upcast: { 2: { custom: [at] } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { at: instant }'),
      log('events:', '  OrderPlaced:', '    1: { at: instant }'),
    ),
  },
  'cardinality-changed': {
    title: 'A field holds many values instead of one, or one instead of many.',
    why: 'Neither are old values valid now, nor new values for older code.',
    fix: 'Convert them in the step, with to-list or first.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { tag: string }'),
      log(
        'events:',
        '  OrderPlaced:',
        '    1: { tag: string }',
        '    2: { tag: list<string> }',
        '    upcast: { 2: { convert: { tag: { from: tag, by: to-list } } } }',
      ),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { tag: string }'),
      log('events:', '  OrderPlaced:', '    1: { tag: string }'),
    ),
  },
  'wire-form-changed': {
    title: 'A field has another form in JSON than in the released version.',
    why: 'The type stays the same in code, but what lies in the log has the old form.',
    fix: 'Let the step convert it, or leave the form as it was.',
    bad: released(
      log('events:', '  OrderPlaced:', '    1: { at: instant }'),
      log('events:', '  OrderPlaced:', '    1: { at: instant }', '    2: { at: { type: instant, wire: epoch-ms } }'),
    ),
    good: released(
      log('events:', '  OrderPlaced:', '    1: { at: instant }'),
      log('events:', '  OrderPlaced:', '    1: { at: instant }'),
    ),
  },
};
