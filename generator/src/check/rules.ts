/* The table of all rules, by code. */
import { aggregateWithoutEvents } from './lint/aggregate-without-events.js';
import { commandNotImperative } from './lint/command-not-imperative.js';
import { commandUndescribed } from './lint/command-undescribed.js';
import { commandWithoutEffect } from './lint/command-without-effect.js';
import { deprecatedWithoutReplacement } from './lint/deprecated-without-replacement.js';
import { eventNeverEmitted } from './lint/event-never-emitted.js';
import { eventNotInPastTense } from './lint/event-not-in-past-tense.js';
import { eventUndescribed } from './lint/event-undescribed.js';
import { eventsWithoutCommands } from './lint/events-without-commands.js';
import { fieldUndescribed } from './lint/field-undescribed.js';
import { rejectionNeverUsed } from './lint/rejection-never-used.js';
import { slowPattern } from './lint/slow-pattern.js';
import { stateUnreachable } from './lint/state-unreachable.js';
import { unusedType } from './lint/unused-type.js';
import type { Rule } from './rule.js';

export const rules: readonly Rule[] = [
  aggregateWithoutEvents,
  commandNotImperative,
  commandUndescribed,
  commandWithoutEffect,
  deprecatedWithoutReplacement,
  eventNeverEmitted,
  eventNotInPastTense,
  eventUndescribed,
  eventsWithoutCommands,
  fieldUndescribed,
  rejectionNeverUsed,
  slowPattern,
  stateUnreachable,
  unusedType,
];
