import { defineMessages } from '../diagnostics/messages.js';

export const report = defineMessages('merge', {
  'cannot-place': {
    severity: 'warning',
    text: '{path} lacks {members}, and varve does not touch it: {reason}.',
  },
  'not-visible': {
    severity: 'info',
    text: '{path} may lack {members}: {container} comes from {expression}, which varve does not follow.',
    help: 'Nothing to do: the compiler says when a handler is missing.',
  },
  'orphan-file': {
    severity: 'info',
    text: '{path} holds functions for steps between versions, and no step calls any of them.',
    help: 'Remove it, or declare custom steps again; varve never removes what you wrote.',
  },
  'orphan-member': {
    severity: 'info',
    text: '{member} in {path} handles nothing that the schemas declare.',
    help: 'Remove it, or declare it again; varve never removes what you wrote.',
  },
});
