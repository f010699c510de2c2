import { config, log, order, types } from './examples.js';
import type { Explanation } from './explanation.js';

const placing = order(
  'events: { OrderPlaced: { 1: {} } }',
  'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
);

/** Rules about schemas that are right in themselves. Their severity is the configuration's to say. */
export const checkExplanations: Readonly<Record<string, Explanation>> = {
  'unknown-rule': {
    title: 'The configuration sets the severity of a code that does not exist.',
    why: 'A misspelt code would silence nothing, and nobody would notice.',
    fix: 'Correct the code; varve explain lists all of them.',
    bad: config('rules: { check/unused-typ: off }'),
    good: config('rules: { check/unused-type: off }'),
  },
  'command-without-effect': {
    title: 'A command neither emits nor rejects anything.',
    why: 'A decider may return only what its command emits and rejects; with neither, nothing can ever happen.',
    fix: 'Say what may come of it, or remove the command.',
    bad: order('commands: { PlaceOrder: { 1: {} } }'),
    good: placing,
  },
  'event-never-emitted': {
    title: 'No command emits an event.',
    why: 'The event is left over, or a command forgot to name it and its decider cannot return it.',
    fix: 'Add it to the emits of a command, or say since when nothing emits it: retired.',
    bad: order(
      'events: { OrderPlaced: { 1: {} }, OrderShipped: { 1: {} } }',
      'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
    ),
    good: placing,
  },
  'events-without-commands': {
    title: 'An aggregate has events, but no command that could emit them.',
    why: 'Code that decides about no command is not needed.',
    fix: 'Add commands, or record the events as they come: style: log.',
    bad: order('events: { OrderPlaced: { 1: {} } }'),
    good: log('events: { OrderPlaced: { 1: {} } }'),
  },
  'rejection-never-used': {
    title: 'No command rejects with a rejection.',
    why: 'No decider can return it, so it is left over or was forgotten.',
    fix: 'Add it to the rejects of a command, or remove it.',
    bad: order(
      'events: { OrderPlaced: { 1: {} } }',
      'rejections: { EmptyOrder: {} }',
      'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
    ),
    good: order(
      'events: { OrderPlaced: { 1: {} } }',
      'rejections: { EmptyOrder: {} }',
      'commands: { PlaceOrder: { emits: [OrderPlaced], rejects: [EmptyOrder], 1: {} } }',
    ),
  },
  'slow-pattern': {
    title: 'A pattern can take very long to refuse a text.',
    why: 'A repetition inside a repetition can match one text in exponentially many ways, and a sender may choose the text.',
    fix: 'Let each character be matched by one repetition only, and set maxLength.',
    bad: types('types:', "  Sku: { type: string, pattern: '^([A-Z]+)+$' }"),
    good: types('types:', "  Sku: { type: string, pattern: '^[A-Z]+$' }"),
  },
  'unused-type': {
    title: 'Nothing refers to a type.',
    why: 'The type is left over, or a field that should refer to it does not.',
    fix: 'Remove it, or refer to it.',
    bad: log('types: { Sku: string }', 'events: { OrderPlaced: { 1: { sku: string } } }'),
    good: log('types: { Sku: string }', 'events: { OrderPlaced: { 1: { sku: Sku } } }'),
  },
};
