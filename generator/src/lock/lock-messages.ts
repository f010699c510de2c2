import { defineMessages } from '../diagnostics/messages.js';

export const report = defineMessages('lock', {
  'conflict-markers': {
    severity: 'error',
    text: 'The lock holds marks of a merge that was not finished.',
    help: 'Keep the lines of both sides, each once, and remove the lines with <<<<<<<, ======= and >>>>>>>; their order does not matter.',
  },
  'not-json': {
    severity: 'error',
    text: 'The lock cannot be read as JSON from here on.',
    help: 'Take the file as it was committed last: git checkout -- varve.lock.json, then run varve release again.',
  },
  'no-lock': {
    severity: 'error',
    text: 'This is no lock: {problem}.',
    help: 'Take the file as it was committed last; varve release writes it, and nobody else.',
  },
  'newer-format': {
    severity: 'error',
    text: 'The lock has format {found}; this varve knows formats up to {known}.',
    help: 'Update varve to the release that wrote it.',
  },
  'duplicate-entry': {
    severity: 'error',
    text: 'The lock says {entry} twice.',
    help: 'Two branches released the same. Keep what is stored already, and give the other a schema version of its own.',
  },
  'entry-misfit': {
    severity: 'error',
    text: 'The entry {entry} of the lock cannot be understood: {problem}.',
    help: 'Take the line as it was committed last; varve release writes it, and nobody else.',
  },
  'hash-misfit': {
    severity: 'error',
    text: 'The entry {entry} of the lock has the hash {found}, but its shape has {computed}.',
    help: 'It was changed by hand, or a merge lost a line. Take it, and the types it names, as they were committed last.',
  },
  unreadable: {
    severity: 'error',
    text: 'The lock is not read: {reason}.',
    help: 'It has to be a regular file beside the configuration.',
  },
});
