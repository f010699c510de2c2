import type { ReadingToday } from '@varve/runtime/operations';
import { countFrom } from '../store/count-from.js';
import { type ExitCode, exitCodes } from '../exit-codes.js';
import type { Colors } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { causationTree, type CausationNode, treeLines } from './causation-tree.js';
import { closedOutput } from './closed-output.js';
import { eventFields, type FoundStored, readWith, shownEvents } from './event-fields.js';
import { type Place, selectionOf, selectPage } from './event-selection.js';
import { inspectStore } from './inspect-store.js';
import { jsonLine } from './json-line.js';
import type { Operation } from './operation.js';
import { isJson, type ReadingFlags } from './operation-flags.js';
import { cellsOf, fitted, plainText } from './plain-text.js';
import type { StoreView } from './runtime-types.js';
import { widthOf } from './table.js';
import { todaysReading } from './todays-reading.js';

export interface EventTreeFlags extends ReadingFlags {
  readonly limit: string;
}

/** What one first message set off, as a tree of commands and events. @throws UsageError for a correlation that no event has */
export async function showEventTree(
  correlation: string,
  flags: EventTreeFlags,
  operation: Operation,
): Promise<ExitCode> {
  const limit = countFrom('--limit', flags.limit, 1);
  const reading = await todaysReading(flags, operation);
  const signal = AbortSignal.any([operation.surroundings.stopped(), closedOutput(operation.surroundings)]);
  const { terminal } = operation.context;
  return inspectStore(flags, operation, async ({ view }) => {
    const { events, isWhole } = await collected(view, { correlation, limit, signal });
    if (events.length === 0) throw new UsageError(`No event has the correlation ${JSON.stringify(correlation)}.`);
    const roots = causationTree(events);
    if (isJson(flags)) printJson(roots, reading, terminal.result);
    else
      printTree(roots, {
        reading,
        result: terminal.result,
        colors: terminal.paint.result,
        width: widthOf(operation.surroundings),
      });
    if (!isWhole) terminal.status(`  the first ${String(limit)} events of it; more with --limit`);
    return exitCodes.clean;
  });
}

interface Wanted {
  readonly correlation: string;
  readonly limit: number;
  readonly signal: AbortSignal;
}

/** Metadata has no index: the whole log is read. */
async function collected(view: StoreView, { correlation, limit, signal }: Wanted) {
  const selection = selectionOf({ store: '', format: 'json', color: 'never', correlation }, undefined);
  const events: FoundStored[] = [];
  let after: Place | undefined;
  for (;;) {
    const page = await selectPage(view, selection, after, signal);
    events.push(...page.events);
    if (events.length > limit) return { events: events.slice(0, limit), isWhole: false };
    if (page.end) return { events, isWhole: true };
    after = page.scannedTo;
  }
}

/** One line for each node, those of a tree in the order in which it is drawn. */
function printJson(
  roots: readonly CausationNode<FoundStored>[],
  reading: ReadingToday | undefined,
  result: (text: string) => void,
): void {
  const parents = new Map<CausationNode<FoundStored>, string>();
  for (const { node, depth } of treeLines(roots)) {
    for (const child of node.children) parents.set(child, node.id);
    const { id, kind, event, isCyclic } = node;
    const own = { id, kind, depth, parent: parents.get(node), isCyclic: isCyclic ? true : undefined };
    const stored = event === undefined ? undefined : eventFields(event, readWith(reading, event));
    result(jsonLine({ format: 1, command: 'events tree', ...own, event: stored }));
  }
}

interface Drawing {
  readonly reading: ReadingToday | undefined;
  readonly result: (text: string) => void;
  readonly colors: Colors;
  readonly width: number | undefined;
}

const mostText = 200;

function printTree(roots: readonly CausationNode<FoundStored>[], { reading, result, colors, width }: Drawing): void {
  for (const { node, branches } of treeLines(roots)) {
    const { head, rest } = textOf(node, reading);
    const room = width === undefined ? undefined : Math.max(8, width - cellsOf(branches));
    const whole = rest === '' ? head : `${head}  ${rest}`;
    const shown = room === undefined ? whole : fitted(whole, room);
    const paint = node.kind === 'event' ? colors.cyan : colors.dim;
    result(colors.dim(branches) + paint(shown.slice(0, head.length)) + shown.slice(head.length));
  }
}

function textOf(
  { id, kind, event, isCyclic }: CausationNode<FoundStored>,
  reading: ReadingToday | undefined,
): { readonly head: string; readonly rest: string } {
  const plainId = plainText(id);
  if (kind === 'missing') return { head: `${plainId}  (not among these events)`, rest: '' };
  if (event === undefined)
    return { head: `command ${plainId}${isCyclic ? '  (caused by what it has caused)' : ''}`, rest: '' };
  const types = shownEvents(event, readWith(reading, event));
  const head =
    plainText(types.map(({ type }) => type).join(', ')) + (isCyclic ? '  (caused by what it has caused)' : '');
  const place = plainText(`${event.streamName} ${String(event.position + 1)}`);
  const data = types.map(({ text }) => plainText(text.slice(0, mostText))).join(' ');
  return { head, rest: `${place}  ${data}` };
}
