import type { report } from '../lock/lock-messages.js';
import { beside, type Example, log } from './examples.js';
import type { Explanations } from './explanation.js';

const placed = log('events: { OrderPlaced: { 1: {} } }');
const head = [
  '{',
  '  "aggregate ordering.Order": {"category":"ordering.order","id":[["orderId","uuid"]]},',
  '  "event ordering.OrderPlaced": {"aggregate":"Order"},',
];
const first = '  "event@1 ordering.OrderPlaced": {"hash":"f35cd02cd97b6707","shape":{"fields":{}}},';
const end = ['  "format": 1', '}'];

const lock = (...lines: readonly string[]): Example => beside(placed, 'varve.lock.json', ...lines);
const right = lock(...head, first, ...end);

/** The file that holds what was released. */
export const lockExplanations: Explanations<typeof report.table> = {
  'conflict-markers': {
    title: 'The lock holds marks of a merge that was not finished.',
    why: 'Which lines are meant is not decided yet. Lines stand on their own: those of both sides can nearly always stay.',
    fix: 'Keep the lines of both sides, each once, and remove the marks.',
    bad: lock(...head, '<<<<<<< HEAD', first, '=======', '>>>>>>> other', ...end),
    good: right,
  },
  'not-json': {
    title: 'The lock is no JSON.',
    why: 'It was edited or merged so that something is missing; guessing what was released would be worse than stopping.',
    fix: 'Take the file as it was committed last, and release again.',
    bad: lock(...head, first.slice(0, -1), ...end),
    good: right,
  },
  'no-lock': {
    title: 'A file called varve.lock.json is none that varve wrote.',
    why: 'Without its format it cannot be known what it says.',
    fix: 'Take the file as it was committed last.',
    bad: lock('{}'),
    good: right,
  },
  'newer-format': {
    title: 'The lock was written by a newer release of varve.',
    why: 'An older one would misread it, and take for unchanged what is not.',
    fix: 'Update varve to the release that wrote the lock.',
    bad: lock('{ "format": 1000 }'),
    good: right,
  },
  'duplicate-entry': {
    title: 'The lock says the same entry twice.',
    why: 'Two branches released the same version, perhaps with different shapes; only one of them can be what is stored.',
    fix: 'Keep the line of what is stored already, and give the other shape a schema version of its own.',
    bad: lock(...head, first, first, ...end),
    good: right,
  },
  'entry-misfit': {
    title: 'An entry of the lock cannot be understood.',
    why: 'Nobody but varve release writes the lock; a line that it did not write says nothing for certain.',
    fix: 'Take the line as it was committed last.',
    bad: lock(...head, first.replace('"shape"', '"form"'), ...end),
    good: right,
  },
  'hash-misfit': {
    title: 'An entry of the lock has a hash that is not that of its shape.',
    why: 'Stores compare hashes with what they have seen; a shape that was changed by hand would pass for one that was released.',
    fix: 'Take the line, and those of the types it names, as they were committed last.',
    bad: lock(...head, first.replace('"fields":{}', '"fields":{"total":"number"}'), ...end),
    good: right,
  },
  unreadable: {
    title: 'The lock is not read, as it is no regular file.',
    why: 'Varve reads and writes regular files of the project only, and never through links.',
    fix: 'Put the file itself beside the configuration.',
    bad: { ...placed, links: ['varve.lock.json'] },
    good: right,
  },
};
