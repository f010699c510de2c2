import { setTimeout as sleep } from 'node:timers/promises';
import { countFrom } from '../store/count-from.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { UsageError } from '../usage-error.js';
import { closedOutput, drained } from './closed-output.js';
import { eventFields, readWith } from './event-fields.js';
import { placeAfter, type SelectionFlags, selectionOf, selectPage } from './event-selection.js';
import { type EventPrinting, printEvents } from './event-table.js';
import { findEvent } from './find-event.js';
import { inspectStore } from './inspect-store.js';
import { jsonLine } from './json-line.js';
import type { Operation } from './operation.js';
import { isJson, type ReadingFlags } from './operation-flags.js';
import { printEvent } from './print-event.js';
import { widthOf } from './table.js';
import { sayRaw, todaysReading } from './todays-reading.js';

export interface EventListFlags extends SelectionFlags {
  readonly limit: string;
}

export interface EventTailFlags extends SelectionFlags {
  readonly limit?: string;
  readonly every: string;
}

export interface EventShowFlags extends ReadingFlags {
  readonly full?: true;
}

/** @throws UsageError */
export async function listEvents(flags: EventListFlags, operation: Operation): Promise<ExitCode> {
  const limit = countFrom('--limit', flags.limit, 1);
  const { printing, selection } = await prepare(flags, operation, 'events list');
  const { terminal } = operation.context;
  const signal = AbortSignal.any([operation.surroundings.stopped(), closedOutput(operation.surroundings)]);
  return inspectStore(flags, operation, async ({ view, inspector }) => {
    let after = placeAfter(view, flags.after);
    let printed = 0;
    for (let isEnd = false; !isEnd && printed < limit && !signal.aborted;) {
      const page = await selectPage(view, selection, after, signal);
      const events = page.events.slice(0, limit - printed);
      printEvents(events, { ...printing, isContinued: printed > 0 });
      printed += events.length;
      await drained(operation.surroundings, signal);
      const last = events.at(-1)?.logPosition;
      after = page.scannedTo;
      isEnd = page.end;
      if (printed === limit && last !== undefined && !(isEnd && events.length === page.events.length)) {
        terminal.status(`  more with --after ${last}`);
      }
    }
    if (printed === 0 && !isJson(flags)) terminal.status('  no events');
    const waiting = await inspector.countWaiting();
    if (waiting > 0)
      terminal.status(`  ${String(waiting)} wait for a place in the log, which this user may not give them`);
    return exitCodes.clean;
  });
}

/** Follows the log until a signal, or until nobody reads on. @throws UsageError */
export async function tailEvents(flags: EventTailFlags, operation: Operation): Promise<ExitCode> {
  const limit = flags.limit === undefined ? Infinity : countFrom('--limit', flags.limit, 1);
  const every = countFrom('--every', flags.every, 1);
  const { printing, selection } = await prepare(flags, operation, 'events tail');
  const signal = AbortSignal.any([operation.surroundings.stopped(), closedOutput(operation.surroundings)]);
  return inspectStore(flags, operation, async ({ view }) => {
    // What is appended from here on is told, also if that happens before the first look.
    let after = placeAfter(view, flags.after) ?? (await view.head());
    operation.context.terminal.status(
      `  following from ${after === undefined ? 'the beginning' : view.serializeLogPosition(after)}`,
    );
    let printed = 0;
    while (!signal.aborted && printed < limit) {
      const page = await selectPage(view, selection, after, signal).catch((error: unknown) => {
        if (signal.aborted) return undefined;
        throw error;
      });
      if (page === undefined) break;
      const events = page.events.slice(0, limit - printed);
      printEvents(events, { ...printing, isContinued: printed > 0 });
      printed += events.length;
      await drained(operation.surroundings, signal);
      after = page.scannedTo;
      if (page.end && printed < limit) await sleep(every, undefined, { signal }).catch(() => undefined);
    }
    return exitCodes.clean;
  });
}

/** @throws UsageError for an id that is nowhere */
export async function showEvent(id: string, flags: EventShowFlags, operation: Operation): Promise<ExitCode> {
  const reading = await todaysReading(flags, operation);
  const { terminal } = operation.context;
  return inspectStore(flags, operation, async (inspection) => {
    const event = await findEvent(inspection, id);
    if (event === undefined) throw new UsageError(`There is no event ${JSON.stringify(id)}.`);
    const today = readWith(reading, event);
    if (isJson(flags)) {
      terminal.result(jsonLine({ format: 1, command: 'events show', ...eventFields(event, today) }));
    } else {
      printEvent(event, today, terminal, flags.full === true);
      if (reading === undefined && flags.raw !== true) sayRaw(terminal);
    }
    return exitCodes.clean;
  });
}

async function prepare(flags: SelectionFlags, operation: Operation, command: string) {
  const reading = await todaysReading(flags, operation);
  const { terminal } = operation.context;
  const json = isJson(flags);
  if (!json && reading === undefined && flags.raw !== true) sayRaw(terminal);
  const width = widthOf(operation.surroundings);
  const printing: EventPrinting = { terminal, reading, width, isLog: true, json: json ? command : undefined };
  return { printing, selection: selectionOf(flags, reading) };
}
