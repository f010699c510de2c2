import type { ReadingToday } from '@varve/runtime/operations';
import type { Terminal } from '../terminal.js';
import { eventFields, type FoundStored, readWith, type ShownEvent, shownEvents } from './event-fields.js';
import { jsonLine } from './json-line.js';
import { type Column, printTable } from './table.js';

export interface EventPrinting {
  readonly terminal: Terminal;
  readonly reading: ReadingToday | undefined;
  readonly width: number | undefined;
  /** What the lines say they are of, as in `events list`; `undefined` for people. */
  readonly json: string | undefined;
  /** Whether each line says which stream, and where in the log. */
  readonly isLog: boolean;
  /** Titles stand above earlier lines. */
  readonly isContinued?: boolean;
}

interface EventRow extends ShownEvent {
  readonly event: FoundStored;
}

const paintType = (text: string, { isUnreadable }: EventRow, { red, cyan }: Terminal['paint']['result']): string =>
  isUnreadable ? red(text) : cyan(text);

/** No row needs more of its data than a terminal has room for. */
const mostText = 400;

const columns: readonly Column<EventRow>[] = [
  { title: 'RECORDED AT', cell: ({ event }) => event.recordedAt },
  { title: 'TENANT', cell: ({ event }) => event.tenant ?? '' },
  { title: 'TYPE', cell: ({ type }) => type, paint: paintType },
];

const logColumns: readonly Column<EventRow>[] = [
  { title: 'LOG', cell: ({ event }) => event.logPosition ?? '', align: 'right' },
  ...columns,
  { title: 'STREAM', cell: ({ event: { streamName, position } }) => `${streamName} ${String(position + 1)}` },
];

const streamColumns: readonly Column<EventRow>[] = [
  { title: 'VERSION', cell: ({ event }) => String(event.position + 1), align: 'right' },
  ...columns,
];

const data: Column<EventRow> = {
  title: 'DATA',
  cell: ({ text }) => (text.length > mostText ? `${text.slice(0, mostText)}… (cut)` : text),
  paint: (text, { isUnreadable }, { red }) => (isUnreadable ? red(text) : text),
};

/** Events one after the other, as today's code reads them where that is known. */
export function printEvents(events: readonly FoundStored[], printing: EventPrinting): void {
  const { terminal, reading, width, json, isLog, isContinued = false } = printing;
  if (json !== undefined) {
    for (const event of events) {
      terminal.result(jsonLine({ format: 1, command: json, ...eventFields(event, readWith(reading, event)) }));
    }
    return;
  }
  const rows = events.flatMap((event) =>
    shownEvents(event, readWith(reading, event)).map((shown) => ({ ...shown, event })),
  );
  if (rows.length > 0)
    printTable(rows, [...(isLog ? logColumns : streamColumns), data], { ...terminal, width, isContinued });
}
