import type { ShapeReport } from '../validate/shape-messages.js';
import { log, type Example } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<ShapeReport['table'], 'empty-step' | 'map-entry' | 'too-large'>;

const placed = (first: string, second: string, upcast: string): Example =>
  log('events:', '  OrderPlaced:', `    1: ${first}`, `    2: ${second}`, `    upcast: ${upcast}`);

const total = (scale: number): Example =>
  placed(
    '{ total: number }',
    '{ total: decimal }',
    `{ 2: { convert: { total: { by: number-to-decimal, scale: ${String(scale)}, round: exact } } } }`,
  );

/** Keys and values of steps between versions. */
export const shapeSteps: Explanations<Codes> = {
  'empty-step': {
    title: 'A step has a key and nothing behind it.',
    why: 'Nobody can tell a step that needs no words from one that was forgotten.',
    fix: 'Write the step, or remove its key: what follows from the two shapes need not be said.',
    bad: placed('{ customer: uuid }', '{ customer: uuid, channel: string }', '{ 2: }'),
    good: placed('{ customer: uuid }', '{ customer: uuid, channel: string }', '{ 2: { set: { channel: web } } }'),
  },
  'map-entry': {
    title: 'An entry of values is no pair.',
    why: 'Each entry gives one old value its new one.',
    fix: 'Write two values in brackets.',
    bad: placed(
      '{ gift: boolean }',
      '{ gift: { enum: [none, wrapped] } }',
      '{ 2: { map: { gift: { values: [[true, wrapped], [false]] } } } }',
    ),
    good: placed(
      '{ gift: boolean }',
      '{ gift: { enum: [none, wrapped] } }',
      '{ 2: { map: { gift: { values: [[true, wrapped], [false, none]] } } } }',
    ),
  },
  'too-large': {
    title: 'A number is larger than its key takes.',
    why: 'So many decimal places are no amount of anything, so another number was probably meant.',
    fix: 'Write a smaller number.',
    bad: total(200),
    good: total(2),
  },
};
