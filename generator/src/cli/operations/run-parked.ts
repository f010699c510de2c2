import { countFrom } from '../store/count-from.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { plural } from '../plural.js';
import { UsageError } from '../usage-error.js';
import { changeStore } from './change-store.js';
import { isConfirmed } from './confirm.js';
import { eventFields, readWith } from './event-fields.js';
import { findEvent } from './find-event.js';
import { inspectStore } from './inspect-store.js';
import { jsonLine } from './json-line.js';
import type { Operation } from './operation.js';
import { type DiscardFlags, isJson, type OperationFlags, type ReadingFlags } from './operation-flags.js';
import { type Parked, parkedIn } from './parked-events.js';
import { plainText } from './plain-text.js';
import { printEvent } from './print-event.js';
import { paperOf } from './paper-of.js';
import { type Column, printTable } from './table.js';
import { todaysReading } from './todays-reading.js';

export interface ParkedListFlags extends OperationFlags {
  readonly processor?: string;
  readonly stream?: string;
  readonly limit: string;
}

export interface ParkedShowFlags extends ReadingFlags {
  readonly full?: true;
}

export interface ParkedDiscardFlags extends DiscardFlags {
  readonly event?: string;
  readonly stream?: string;
}

const columns: readonly Column<Parked>[] = [
  { title: 'PROCESSOR', cell: ({ processor }) => processor },
  { title: 'STREAM', cell: ({ streamName, position }) => `${streamName} ${String(position + 1)}` },
  { title: 'TENANT', cell: ({ tenant, handle }) => tenant ?? handle ?? '' },
  { title: 'LOG', cell: ({ logPosition }) => logPosition, align: 'right' },
  { title: 'EVENT', cell: ({ eventId }) => eventId },
  { title: 'REASON', cell: ({ reason }) => reason, paint: (text, _parked, { red }) => red(text) },
];

/** @throws UsageError */
export function listParked(flags: ParkedListFlags, operation: Operation): Promise<ExitCode> {
  const limit = countFrom('--limit', flags.limit, 1);
  const { terminal } = operation.context;
  return inspectStore(flags, operation, async (inspection) => {
    const { processor, stream } = flags;
    const found = await parkedIn(inspection, { processor, stream, limit: limit + 1 });
    const shown = found.slice(0, limit);
    if (isJson(flags)) for (const parked of shown) terminal.result(jsonLine(fieldsOf('parked list', parked)));
    else if (shown.length > 0) printTable(shown, columns, paperOf(operation));
    else terminal.status('  nothing is parked');
    if (found.length > limit) terminal.status('  more with --limit');
    return exitCodes.clean;
  });
}

/** The event itself, and why it was put aside. @throws UsageError for an event that is not parked */
export async function showParked(eventId: string, flags: ParkedShowFlags, operation: Operation): Promise<ExitCode> {
  const reading = await todaysReading(flags, operation);
  const { terminal } = operation.context;
  const { red, bold } = terminal.paint.result;
  return inspectStore(flags, operation, async (inspection) => {
    const found = (await parkedIn(inspection, {})).filter((parked) => parked.eventId === eventId);
    if (found.length === 0) throw new UsageError(`No event ${plainText(JSON.stringify(eventId))} is parked.`);
    const event = await findEvent(inspection, eventId);
    const today = event && readWith(reading, event);
    for (const parked of found) {
      if (isJson(flags)) {
        const stored = event === undefined ? undefined : eventFields(event, today);
        terminal.result(jsonLine({ ...fieldsOf('parked show', parked), event: stored }));
      } else terminal.result(`${bold(plainText(parked.processor))}  ${red(plainText(parked.reason))}`);
    }
    if (!isJson(flags) && event !== undefined) printEvent(event, today, terminal, flags.full === true);
    if (!isJson(flags) && event === undefined) terminal.status('  the event is not in this store any more');
    return exitCodes.clean;
  });
}

/** Gives parked events up: they are never handled. @throws UsageError */
export async function discardParked(
  processor: string,
  flags: ParkedDiscardFlags,
  operation: Operation,
): Promise<ExitCode> {
  const { event, stream } = flags;
  const found = await inspectStore(flags, operation, async (inspection) => {
    const parked = await parkedIn(inspection, { processor, stream });
    return parked.filter(({ eventId }) => event === undefined || eventId === event);
  });
  const name = plainText(processor);
  if (found.length === 0) throw new UsageError(`${name} has parked no such event.`);
  const what = `${plural(found.length, 'event')} that ${name} has parked; ${found.length === 1 ? 'it' : 'they'} will never be handled`;
  if (!(await isConfirmed(what, flags, operation))) return exitCodes.clean;
  await changeStore(flags, operation, async (storeOf) => {
    for (const handle of new Set(found.map((parked) => parked.handle))) {
      const ids = found.filter((parked) => parked.handle === handle).map(({ eventId }) => eventId);
      await storeOf(handle ?? flags.tenant).transact((unit) => unit.unpark(processor, ids));
    }
  });
  const { status, paint } = operation.context.terminal;
  status(paint.status.green(`  discarded ${plural(found.length, 'event')} that ${name} had parked`));
  status(
    paint.status.dim(
      '  a process that works on it at this moment goes on parking these streams until it is started again',
    ),
  );
  return exitCodes.clean;
}

function fieldsOf(command: string, { processor, handle, ...parked }: Parked) {
  const { eventId, tenant, streamName, position, logPosition, reason } = parked;
  const whose = handle === undefined ? undefined : handle;
  return {
    format: 1,
    command,
    processor,
    processorTenant: whose,
    eventId,
    tenant,
    streamName,
    position,
    logPosition,
    reason,
  };
}
