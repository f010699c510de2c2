import type { MessageTable } from '../../diagnostics/messages.js';

/** Steps between versions, as far as they can be judged without the two shapes. */
export const stepMessages = {
  'step-without-predecessor': {
    severity: 'error',
    text: '{owner} version 1 has no version before it, so there is no {step} for it.',
    help: 'A step stands under the newer of its two versions; the one between 1 and 2 stands under 2.',
  },
  'step-path': {
    severity: 'error',
    text: '{path} is no path: {problem}.',
    help: 'Join names by dots, as in address.street; a path that starts with / is a JSON Pointer.',
  },
  'step-path-twice': {
    severity: 'error',
    text: 'The step {what} {path} twice.',
    help: 'Keep one of the two.',
  },
  'custom-not-alone': {
    severity: 'error',
    text: 'custom: true gives the whole value, so {operation} beside it would never count.',
    help: 'Remove {operation}, or name what your function gives: custom: [field]',
  },
  'fact-unknown': {
    severity: 'error',
    text: '{fact} is nothing that is known of a stored event.',
    help: 'Write $recordedAt, $eventId, $streamVersion, $id.<part> or $metadata.<key>; the text {fact} is written ${fact}.',
  },
  'fact-not-known-here': {
    severity: 'error',
    text: '{fact} is known of stored events only, not of {what}.',
    help: 'Give a constant, or compute the value: custom: [field]. The text {fact} is written ${fact}.',
  },
  'fact-not-known-yet': {
    severity: 'error',
    text: '{fact} is not known yet when an event is written in an older version.',
    help: 'Give what the event itself holds, or a constant. The text {fact} is written ${fact}.',
  },
  'fact-in-constant': {
    severity: 'error',
    text: '{fact} stands in a constant, where nothing is known of the stored event.',
    help: 'The text {fact} is written ${fact}; what is known of the event can only be the whole value of set or fill.',
  },
  'fact-with-else': {
    severity: 'error',
    text: '{fact} is known of every stored event, so else would never count.',
    help: 'Write {fact} alone.',
  },
  'map-value-twice': { severity: 'error', text: '{value} is mapped twice.', help: 'Keep one of the two.' },
  'map-value-misfit': {
    severity: 'error',
    text: 'Only a text, a number, true, false or null can be looked up, not {found}.',
    help: 'Compute the value: custom: [field]',
  },
  'conversion-incomplete': { severity: 'error', text: '{conversion} needs {parameter}.', help: 'Say {example}.' },
  'conversion-parameter': {
    severity: 'error',
    text: '{conversion} takes no {parameter}.',
    help: 'Remove it, or name another conversion.',
  },
  'zone-unknown': {
    severity: 'error',
    text: '{zone} is no time zone.',
    help: 'Write an IANA time zone, such as Europe/Berlin or UTC.',
  },

  // Events in the place of others.
  'becomes-unknown-event': {
    severity: 'error',
    text: '{event} becomes {other}, which is no event of {aggregate}.',
    help: 'Correct the name, or declare it under events.',
  },
  'becomes-cycle': {
    severity: 'error',
    text: '{event} would become itself again: {way}.',
    help: 'Name events that stay what they are.',
  },
  'becomes-ignored': {
    severity: 'error',
    text: '{event} is ignored, so what it becomes would never be read.',
    help: 'Remove becomes, or ignored.',
  },

  // Versions that are written, from the configuration.
  'write-as-unknown-event': {
    severity: 'error',
    text: 'writeAs names {event}, and no event is stored under that name.',
    help: 'Write the type name of an event, such as ordering.OrderPlaced, or remove the entry.',
  },
  'write-as-not-written': {
    severity: 'error',
    text: 'writeAs names {event}, which is {reason} and not written any more.',
    help: 'Remove the entry.',
  },
} as const satisfies MessageTable;
