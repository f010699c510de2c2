import type { MessageTable } from '../../diagnostics/messages.js';

/** Projections: which events, which row, which columns. */
export const projectionMessages = {
  'projection-of-unknown-event': {
    severity: 'error',
    text: '{projection} names {event}, which is no event of {context}.',
    help: 'Correct the name, or declare it under events.',
  },
  'projection-of-unread-event': {
    severity: 'error',
    text: '{projection} names {event}, which is {reason}.',
    help: 'Name another event, or take that back.',
  },
  'inline-foreign-event': {
    severity: 'error',
    text: '{projection} is written in the commits of {context}, and {event} is committed by {other}.',
    help: 'Write run: async.',
  },
  'not-for-this-run': {
    severity: 'error',
    text: '{projection} is {run} and takes no {key}: {reason}.',
    help: 'Remove {key}, or write run: async.',
  },
  'key-source-missing': {
    severity: 'error',
    text: 'The key of {projection} does not say where {column} is in {event}.',
    help: 'Add it: {event}: {example}',
  },
  'key-source-of-unknown-event': {
    severity: 'error',
    text: 'The key of {projection} says where {column} is in {event}, which does not stand under on.',
    help: 'Correct the name, or remove the entry.',
  },
  'key-source-unknown': {
    severity: 'error',
    text: 'The key of {projection} takes {column} from {source}, but {event} has {problem}.',
    help: 'Name a required field of the event or a part of its identity: {example}',
  },
  'key-source-misfit': {
    severity: 'error',
    text: 'The key of {projection} takes {column} from {source} of {event}, which is {found}.',
    help: 'Take a scalar or an enum that is always there; json and bytes do not tell rows apart.',
  },
  'key-sources-differ': {
    severity: 'error',
    text: 'The key of {projection} takes {column} from {event}, where it is {found}, and from {other}, where it is {expected}.',
    help: 'Take it from fields of one type.',
  },
  'key-redeclared': {
    severity: 'error',
    text: '{projection} declares {field}, which is a column of its key.',
    help: 'Leave it out: every row has its key.',
  },
  'too-many-columns': {
    severity: 'error',
    text: '{what} of {projection} has {count} columns, and stores take {most}.',
    help: 'Leave some out, or put several into one field.',
  },
  'optional-and-nullable': {
    severity: 'error',
    text: 'The field {field} of {projection} may be absent and may be null, which is the same in a table.',
    help: 'Keep one: {field}? for a field that may be absent, … | null for one that may be null.',
  },
  'open-row': {
    severity: 'error',
    text: 'The rows of {projection} are open, and a table has no further columns.',
    help: 'Remove open, and keep further values in a field: extra: json',
  },
  'index-of-unknown-column': {
    severity: 'error',
    text: 'An index of {projection} names {column}, which is no column of it.',
    help: 'Correct the name, or declare the field.',
  },
  'index-misfit': {
    severity: 'error',
    text: 'An index of {projection} names {column}, which is {found} and cannot be compared.',
    help: 'Index scalars and enums; json and bytes are kept as they are.',
  },
} as const satisfies MessageTable;
