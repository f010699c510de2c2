/* The table of all rules, by code. */
import { commandWithoutEffect } from './lint/command-without-effect.js';
import { eventNeverEmitted } from './lint/event-never-emitted.js';
import { eventsWithoutCommands } from './lint/events-without-commands.js';
import { rejectionNeverUsed } from './lint/rejection-never-used.js';
import { slowPattern } from './lint/slow-pattern.js';
import { unusedType } from './lint/unused-type.js';
import type { Rule } from './rule.js';

export const rules: readonly Rule[] = [
  commandWithoutEffect,
  eventNeverEmitted,
  eventsWithoutCommands,
  rejectionNeverUsed,
  slowPattern,
  unusedType,
];
