import type { ShapeReport } from '../validate/shape-messages.js';
import { log, order } from './examples.js';
import type { Explanations } from './explanation.js';

type Codes = Pick<
  ShapeReport['table'],
  'no-version' | 'version-number' | 'quoted-version' | 'empty-shape' | 'rejection-version'
>;

const versioned = log('events:', '  OrderPlaced: { 1: { customer: uuid } }');

/** Versions of messages and of the state; only schemas have them. */
export const shapeVersions: Explanations<Codes> = {
  'no-version': {
    title: 'Fields stand where versions belong.',
    why: 'Events, commands and states are stored and outlive their code, so each shape says which version it is.',
    fix: 'Write the fields under 1:.',
    bad: log('events:', '  OrderPlaced: { customer: uuid }'),
    good: versioned,
  },
  'version-number': {
    title: 'A key starts with a digit and is no version.',
    why: 'Versions are whole numbers from 1 upwards, so that each is read by one step from the one before.',
    fix: 'Write 1, 2, 3 … without gaps.',
    bad: log('events:', '  OrderPlaced: { 0: { customer: uuid }, 1: { customer: uuid } }'),
    good: versioned,
  },
  'quoted-version': {
    title: 'A version is written in quotes.',
    why: '"1" and 1 are the same key in JSON; one way of writing keeps the two from standing side by side.',
    fix: 'Write the number without quotes.',
    bad: log('events:', '  OrderPlaced: { "1": { customer: uuid } }'),
    good: versioned,
  },
  'empty-shape': {
    title: 'Nothing stands where the fields belong.',
    why: 'A message without data is legal, but nothing at all is as often a line that was forgotten.',
    fix: 'Write {} for no fields.',
    bad: log('events:', '  OrderClosed:', '    1:'),
    good: log('events:', '  OrderClosed:', '    1: {}'),
  },
  'rejection-version': {
    title: 'A rejection has versions.',
    why: 'Rejections are answers: they are stored with a result that expires, and never read by newer code.',
    fix: 'Write the fields directly under the name.',
    bad: order('rejections:', '  EmptyOrder: { 1: { reason: string } }'),
    good: order(
      'events: { OrderPlaced: { 1: {} } }',
      'rejections:',
      '  EmptyOrder: { reason: string }',
      'commands: { PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} } }',
    ),
  },
};
