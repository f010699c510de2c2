/* Everything bind can say, as one table: what it says about the whole language reads in one place. */
import { defineMessages } from '../diagnostics/messages.js';
import { nameMessages } from './names/name-messages.js';
import { processMessages } from './process/process-messages.js';
import { projectionMessages } from './projection/projection-messages.js';
import { stepMessages } from './steps/step-messages.js';
import { typeMessages } from './types/type-messages.js';

export const report = defineMessages('bind', {
  ...nameMessages,
  ...typeMessages,
  ...stepMessages,
  ...projectionMessages,
  ...processMessages,

  // Messages and their versions.
  'no-schema-version': { severity: 'error', text: '{owner} has no version.', help: 'Write its fields under 1:' },
  'schema-version-gap': {
    severity: 'error',
    text: '{owner} has the versions {found}; {missing} is missing.',
    help: 'Versions are 1, 2, 3 … without gaps, as each is read by a step from the one before.',
  },
  'unknown-schema-version': {
    severity: 'error',
    text: '{owner} has no version {schemaVersion}; it has {found}.',
    help: 'Name one of those, or declare it.',
  },
  'example-misfit': {
    severity: 'error',
    text: 'This example of {owner} does not fit: {problem}.',
    help: 'Correct the example, or the shape.',
  },
  'identity-redeclared': {
    severity: 'error',
    text: '{owner} declares {field}, which is a part of the identity.',
    help: 'Leave it out: every event carries the identity as its id, and every command has it in its data.',
  },

  // Commands.
  'unknown-event': {
    severity: 'error',
    text: '{command} emits {event}, which is no event of {aggregate}.',
    help: 'Correct the name, or declare it under events.',
  },
  'unknown-rejection': {
    severity: 'error',
    text: '{command} rejects with {rejection}, which {aggregate} does not declare.',
    help: 'Correct the name, or declare it under rejections.',
  },
  'event-not-emitted-any-more': {
    severity: 'error',
    text: '{command} emits {event}, which is {reason}.',
    help: 'Emit another event, or take that back.',
  },
  'listed-twice': { severity: 'error', text: '{command} lists {name} twice.', help: 'Remove one of them.' },
  'log-with-commands': {
    severity: 'error',
    text: '{aggregate} is a log, which only records events; it takes no {section}.',
    help: 'Use style: decider, or record the events without commands.',
  },

  // State.
  'state-twice': { severity: 'error', text: '{aggregate} declares both state and states.', help: 'Keep one of them.' },
  'unknown-state': {
    severity: 'error',
    text: '{where} names {state}, which is no state of version {schemaVersion}.',
    help: 'Correct the name, or declare the state.',
  },

  // Aggregates.
  'outside-aggregate': {
    severity: 'error',
    text: '{section} stands in a file without an aggregate.',
    help: 'Name it: aggregate: Order',
  },
  'aggregate-without-id': {
    severity: 'error',
    text: '{aggregate} does not say what identifies one of its streams.',
    help: 'Add its identity: id: { {example}: uuid }',
  },
  'id-part-misfit': {
    severity: 'error',
    text: 'The identity part {part} is {found}, which cannot stand in a stream name.',
    help: 'Use string, integer, bigint, uuid, uri, email, date, timezone or an enum, required and not null.',
  },
  'category-taken': {
    severity: 'error',
    text: 'The category {category} is that of {other} already.',
    help: 'Give one of them another category, or another name.',
  },
  'subject-unknown': {
    severity: 'error',
    text: 'The subject of {event} is {subject}, which is {problem}.',
    help: 'Name a required field of the event or a part of the identity: {example}',
  },
  'subject-of-unknown-event': {
    severity: 'error',
    text: 'The subject names {event}, which is no event of {aggregate}.',
    help: 'Correct the name, or remove the entry.',
  },
  'subject-missing': {
    severity: 'error',
    text: 'The subject of {event} is not said.',
    help: 'Add it: {event}: {example}',
  },
  'state-not-declared': {
    severity: 'error',
    text: '{aggregate} says {asked}, and does not declare its state.',
    help: 'Declare it with its versions, under state or states: state: { 1: { … } }',
  },
  'state-never-stored': {
    severity: 'error',
    text: '{aggregate} says {asked}, and has no command that could change its state.',
    help: 'Declare commands, or leave it out.',
  },
  'plain-state-misfit': {
    severity: 'error',
    text: '{aggregate} keeps its state and no history, with which {what} does not go together.',
    help: 'Leave it out, or keep events: persistence: events',
  },

  // Metadata keys of the configuration.
  'metadata-key-taken': {
    severity: 'error',
    text: 'The metadata key {key} belongs to Varve itself{but}.',
    help: 'Use another name.',
  },
});
