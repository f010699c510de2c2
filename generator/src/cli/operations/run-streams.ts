import type { StoreView, StreamName } from './runtime-types.js';
import { countFrom } from '../store/count-from.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import { UsageError } from '../usage-error.js';
import { printEvents } from './event-table.js';
import { type Inspection, inspectStore } from './inspect-store.js';
import { jsonLine } from './json-line.js';
import type { Operation } from './operation.js';
import { isJson, type OperationFlags, type ReadingFlags } from './operation-flags.js';
import { plainText } from './plain-text.js';
import { type Column, printTable, widthOf } from './table.js';
import { paperOf } from './paper-of.js';
import { sayRaw, todaysReading } from './todays-reading.js';

export interface StreamListFlags extends OperationFlags {
  readonly category?: string;
  readonly prefix?: string;
  readonly after?: string;
  readonly limit: string;
}

export interface StreamShowFlags extends ReadingFlags {
  readonly from?: string;
  readonly to?: string;
  readonly limit: string;
}

type Listed = Awaited<ReturnType<StoreView['inventory']['streams']>>[number];

const states = { open: 'open', closed: 'deleted', archived: 'archived', absent: 'empty' } as const;

const columns: readonly Column<Listed>[] = [
  { title: 'STREAM', cell: ({ streamName }) => streamName },
  { title: 'TENANT', cell: ({ tenant }) => tenant ?? '' },
  { title: 'EVENTS', cell: ({ streamVersion }) => String(streamVersion), align: 'right' },
  {
    title: 'ARCHIVED',
    cell: ({ archivedBefore }) => (archivedBefore > 0 ? String(archivedBefore) : ''),
    align: 'right',
  },
  {
    title: 'STATE',
    cell: ({ state }) => states[state],
    paint: (text, { state }, { green, dim, yellow }) =>
      state === 'open' ? green(text) : state === 'archived' ? yellow(text) : dim(text),
  },
  { title: 'FIRST', cell: ({ firstRecordedAt }) => firstRecordedAt ?? '' },
  { title: 'LAST', cell: ({ lastRecordedAt }) => lastRecordedAt ?? '' },
];

/** @throws UsageError */
export function listStreams(flags: StreamListFlags, operation: Operation): Promise<ExitCode> {
  const limit = countFrom('--limit', flags.limit, 1);
  const { terminal } = operation.context;
  return inspectStore(flags, operation, async ({ view }) => {
    const { category, prefix, after } = flags;
    const found = await view.inventory.streams({
      ...(category === undefined ? {} : { category }),
      ...(prefix === undefined ? {} : { prefix }),
      ...(after === undefined ? {} : { after: placeFrom(after, flags.tenant) }),
      limit: limit + 1,
    });
    const shown = found.slice(0, limit);
    if (isJson(flags)) for (const stream of shown) terminal.result(jsonLine(fieldsOf(stream)));
    else if (shown.length > 0) printTable(shown, columns, paperOf(operation));
    else terminal.status('  no streams');
    const last = shown.at(-1);
    if (found.length > limit && last !== undefined) {
      const next = last.tenant === undefined ? last.streamName : `${last.tenant}/${last.streamName}`;
      terminal.status(`  more with --after ${plainText(JSON.stringify(next))}`);
    }
    return exitCodes.clean;
  });
}

/** A stream's name, with its tenant and a slash before it where the list is everybody's. */
function placeFrom(
  text: string,
  tenant: string | undefined,
): { readonly tenant?: string; readonly streamName: StreamName } {
  const [, owner, name] = (tenant === undefined ? /^([^-]*)\/([^/]*)$/s.exec(text) : null) ?? [];
  // What a stream is called is for the store to judge.
  if (owner === undefined || name === undefined) return { streamName: text as StreamName };
  return { tenant: owner, streamName: name as StreamName };
}

function fieldsOf({
  streamName,
  tenant,
  streamVersion,
  state,
  archivedBefore,
  firstRecordedAt,
  lastRecordedAt,
}: Listed) {
  const stream = { streamName, tenant, streamVersion, state: states[state], archivedBefore };
  return { format: 1, command: 'streams list', ...stream, firstRecordedAt, lastRecordedAt };
}

/** @throws UsageError for a stream that is not there */
export async function showStream(name: string, flags: StreamShowFlags, operation: Operation): Promise<ExitCode> {
  const limit = countFrom('--limit', flags.limit, 1);
  const from = countFrom('--from', flags.from ?? '1', 1);
  const to = flags.to === undefined ? Infinity : countFrom('--to', flags.to, from);
  const reading = await todaysReading(flags, operation);
  return inspectStore(flags, operation, async (inspection) => {
    const { terminal } = operation.context;
    const json = isJson(flags);
    const state = await standingOf(inspection.view, name);
    if (!json) terminal.status(state);
    if (!json && reading === undefined && flags.raw !== true) sayRaw(terminal);
    const printing = { terminal, reading, width: widthOf(operation.surroundings), isLog: false };
    const most = Math.min(limit, to - from + 1);
    const { events, end } = await pagesOf(inspection, name, { from: from - 1, most });
    printEvents(events, { ...printing, json: json ? 'streams show' : undefined });
    if (!end && events.length === limit) terminal.status(`  more with --from ${String(from + limit)}`);
    return exitCodes.clean;
  });
}

/** What is said of a stream before its events. @throws UsageError for one that never was */
export async function standingOf(view: StoreView, name: string): Promise<string> {
  const page = await view.readStream(name as StreamName, { limit: 1 });
  if (page.state === 'absent') throw new UsageError(`There is no stream ${plainText(JSON.stringify(name))}.`);
  const { streamVersion, archivedBefore } = page;
  const archived = archivedBefore > 0 ? `, ${String(archivedBefore)} of them in the archive` : '';
  return `  ${plainText(name)}  ${states[page.state]}, stream version ${String(streamVersion)}${archived}`;
}

async function pagesOf(
  { view, inspector }: Inspection,
  name: string,
  { from, most }: { readonly from: number; readonly most: number },
) {
  const page = await view.readStream(name as StreamName, { from, limit: most });
  const events = await Promise.all(
    page.events.map(async (event) => {
      const place = await view.positionOf(event.streamName, event.position);
      return { ...event, logPosition: place && inspector.serializeLogPosition(place) };
    }),
  );
  return { events, end: page.end };
}
