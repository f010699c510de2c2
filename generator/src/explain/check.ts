import { beside, config, type Example, log, order, types } from './examples.js';
import type { Explanation } from './explanation.js';

const placing = order(
  'events: { OrderPlaced: { 1: {} } }',
  'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
);

const optional = 'It is said only where the configuration gives it a severity.';
const leftOver = order(
  'types: { Sku: string }',
  'events: { OrderPlaced: { 1: {} } }',
  'commands: { PlaceOrder: { emits: [OrderPlaced], 1: {} } }',
);
const unusedSku = [
  '  - code: check/unused-type',
  '    file: schemas/order.yaml',
  '    at: /types/Sku',
  '    reason: Used from the next release on.',
];

function switchedOn(code: string, example: Example): Example {
  return beside(example, 'varve.config.yaml', `rules: { check/${code}: warning }`);
}

/** Rules about schemas that are right in themselves. Their severity is the configuration's to say. */
export const checkExplanations: Readonly<Record<string, Explanation>> = {
  'unknown-rule': {
    title: 'The configuration sets or waives a code that does not exist, or that is always an error.',
    why: 'A misspelt code would silence nothing, and nobody would notice. What is wrong cannot be made right by a setting.',
    fix: 'Correct the code; varve explain lists all of them.',
    bad: config('rules: { check/unused-typ: off }'),
    good: config('rules: { check/unused-type: off }'),
  },
  'waiver-unused': {
    title: 'A waiver matches no finding.',
    why: 'A waiver that outlives its cause hides the next finding of the same kind.',
    fix: 'Remove it, or correct the code and the place it names.',
    bad: beside(placing, 'varve.config.yaml', 'waivers:', ...unusedSku),
    good: beside(leftOver, 'varve.config.yaml', 'waivers:', ...unusedSku),
  },
  'waiver-expired': {
    title: 'A waiver has come to its end.',
    why: 'It was accepted until a day that is over; from then on the finding is said again.',
    fix: 'Mend what it was for, or say until when it is accepted now, and why.',
    bad: beside(placing, 'varve.config.yaml', 'waivers:', ...unusedSku, '    until: 2020-12-31'),
    good: beside(leftOver, 'varve.config.yaml', 'waivers:', ...unusedSku, '    until: 2999-12-31'),
  },
  'event-not-in-past-tense': {
    title: 'An event is named like something to be done.',
    why: 'An event is a fact that cannot be refused any more; commands say what to do.',
    fix: 'Say what happened. As long as nothing is stored under the old name, rename the event.',
    bad: log('events: { CreateOrder: { 1: {} } }'),
    good: log('events: { OrderCreated: { 1: {} } }'),
  },
  'command-not-imperative': {
    title: 'A command is named like something that happened.',
    why: 'A command may be refused; a name in the past tense promises what nobody has decided yet.',
    fix: 'Say what to do, as in PlaceOrder.',
    bad: order('events: { OrderAccepted: { 1: {} } }', 'commands: { OrderPlaced: { emits: [OrderAccepted], 1: {} } }'),
    good: placing,
  },
  'aggregate-without-events': {
    title: 'An aggregate takes commands, but has no events.',
    why: 'Only events change an aggregate; without any, every command can only be refused.',
    fix: 'Declare what happens when a command is accepted.',
    bad: order('rejections: { Closed: {} }', 'commands: { PlaceOrder: { rejects: [Closed], 1: {} } }'),
    good: placing,
  },
  'event-undescribed': {
    title: 'An event has no description.',
    why: `Events are read for years, by people who were not there when they got their names. ${optional}`,
    fix: 'Say what happened in a sentence.',
    bad: switchedOn('event-undescribed', log('events: { OrderPlaced: { 1: {} } }')),
    good: switchedOn(
      'event-undescribed',
      log('events: { OrderPlaced: { description: The customer committed to it., 1: {} } }'),
    ),
  },
  'command-undescribed': {
    title: 'A command has no description.',
    why: `Whoever sends a command sees its name only. ${optional}`,
    fix: 'Say what is asked for, and when it is refused.',
    bad: switchedOn('command-undescribed', placing),
    good: switchedOn(
      'command-undescribed',
      order(
        'events: { OrderPlaced: { 1: {} } }',
        'commands: { PlaceOrder: { description: Commit to it., emits: [OrderPlaced], 1: {} } }',
      ),
    ),
  },
  'field-undescribed': {
    title: 'A field has no description.',
    why: `The name of a field rarely says its unit, its source or what an empty value means. ${optional}`,
    fix: 'Write the type in long form, with a description.',
    bad: switchedOn('field-undescribed', log('events: { OrderPlaced: { 1: { note: string } } }')),
    good: switchedOn(
      'field-undescribed',
      log('events: { OrderPlaced: { 1: { note: { type: string, description: For the courier. } } } }'),
    ),
  },
  'deprecated-without-replacement': {
    title: 'Something is deprecated, and the reason names nothing to use instead.',
    why: `Whoever is told not to use something has to know what to use. ${optional}`,
    fix: 'Name the field, event, command or type that is to be used now.',
    bad: switchedOn(
      'deprecated-without-replacement',
      log('events: { OrderPlaced: { 1: { note: { type: string, deprecated: Too short. }, remarks: string } } }'),
    ),
    good: switchedOn(
      'deprecated-without-replacement',
      log('events: { OrderPlaced: { 1: { note: { type: string, deprecated: Use remarks. }, remarks: string } } }'),
    ),
  },
  'state-unreachable': {
    title: 'No transition leads to a state.',
    why: 'The state is left over, or a transition was forgotten and would be refused.',
    fix: 'Add the transition, or remove the state.',
    bad: order('states:', '  tag: is', '  initial: none', '  transitions: { none: [] }', '  1: { none: {}, open: {} }'),
    good: order(
      'states:',
      '  tag: is',
      '  initial: none',
      '  transitions: { none: [open] }',
      '  1: { none: {}, open: {} }',
    ),
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
