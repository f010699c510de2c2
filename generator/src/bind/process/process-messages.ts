import type { MessageTable } from '../../diagnostics/messages.js';

/** Processes: which events, which instance, what is sent and waited for. */
export const processMessages = {
  'process-of-unknown-event': {
    severity: 'error',
    text: '{process} names {event}, which is no event of {context}.',
    help: 'Correct the name, or declare it under events.',
  },
  'process-of-unread-event': {
    severity: 'error',
    text: '{process} names {event}, which is {reason}.',
    help: 'Name another event, or take that back.',
  },
  'process-of-unknown-command': {
    severity: 'error',
    text: '{process} sends {command}, which is no command of {context}.',
    help: 'Correct the name, or declare it under commands.',
  },
  'event-not-correlated': {
    severity: 'error',
    text: '{process} has {event} under {section}, and nothing says which instance it belongs to.',
    help: 'Add it under correlate: {event}: $id.… or a field',
  },
  'correlated-for-nothing': {
    severity: 'error',
    text: '{process} says which instance {event} belongs to, and does nothing about it.',
    help: 'Add it under starts, on or ends, or remove it.',
  },
  'correlated-unknown': {
    severity: 'error',
    text: '{process} finds its instance by {source} of {event}, which has {problem}.',
    help: 'Name a required field of the event or a part of its identity: {example}',
  },
  'correlated-misfit': {
    severity: 'error',
    text: '{process} finds its instance by {source} of {event}, which is {found}.',
    help: 'Take what can be an identity and is always there: a uuid, a string, an integer, an enum.',
  },
  'correlated-differently': {
    severity: 'error',
    text: '{process} finds its instance by {found} in {event}, and by {expected} in {other}.',
    help: 'Take it from fields of one type.',
  },
  'refusal-of-unsent-command': {
    severity: 'error',
    text: '{process} waits for refusals of {command}, which it does not send.',
    help: 'Add it under sends, or remove it.',
  },
  'refusal-unknown': {
    severity: 'error',
    text: '{process} waits for {command} to be refused with {rejection}, which it never is.',
    help: 'Name a rejection of the command, or declare it: rejects: [{rejection}]',
  },
  'timeout-twice': {
    severity: 'error',
    text: 'The timeout {timeout} of {process} is due after a while and at an instant.',
    help: 'Keep after or at.',
  },
  'timeout-without-duration': {
    severity: 'error',
    text: '{owner} is {found}, which is no duration.',
    help: 'Write one such as P3D or PT1H30M.',
  },
  'timeout-at-no-instant': {
    severity: 'error',
    text: 'The timeout {timeout} of {process} is due at {path}, which is {found}.',
    help: 'Name a field of the state that is an instant: at: $state.remindAt',
  },
} as const satisfies MessageTable;
