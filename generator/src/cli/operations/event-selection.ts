import type { ReadingToday } from '@varve/runtime/operations';
import type { OperationFlags, ReadingFlags } from './operation-flags.js';
import { correlationOf } from './metadata.js';
import { momentFrom } from './moment.js';
import type { FoundStored } from './event-fields.js';
import type { StoreView } from './runtime-types.js';
import { UsageError } from '../usage-error.js';

export interface SelectionFlags extends OperationFlags, ReadingFlags {
  readonly type?: readonly string[];
  readonly category?: readonly string[];
  readonly since?: string;
  readonly until?: string;
  readonly correlation?: string;
  readonly after?: string;
}

/** Which events of a log are wanted. */
export interface EventSelection {
  readonly filter: NonNullable<NonNullable<Parameters<StoreView['readLog']>[0]>['filter']>;
  readonly isWanted: (event: Pick<FoundStored, 'recordedAt' | 'metadata' | 'eventId'>) => boolean;
}

/** @throws UsageError */
export function selectionOf(
  { type, category, since, until, correlation }: SelectionFlags,
  reading: ReadingToday | undefined,
): EventSelection {
  const from = momentFrom('--since', since) ?? -Infinity;
  const to = momentFrom('--until', until) ?? Infinity;
  const types = type?.flatMap((name) => reading?.storedNames(name) ?? [name]);
  return {
    filter: {
      ...(types === undefined ? {} : { types: [...new Set(types)] }),
      ...(category === undefined ? {} : { categories: category }),
    },
    isWanted(event) {
      const at = Date.parse(event.recordedAt);
      return at >= from && at <= to && (correlation === undefined || correlationOf(event) === correlation);
    },
  };
}

export type Place = ReturnType<StoreView['parseLogPosition']>;

/** @throws UsageError for text that is no place of a log */
export function placeAfter(view: StoreView, text: string | undefined): Place | undefined {
  if (text === undefined) return undefined;
  try {
    return view.parseLogPosition(text);
  } catch {
    throw new UsageError(`--after is a place in the log, as events list prints it, not ${JSON.stringify(text)}.`);
  }
}

export interface SelectedPage {
  readonly events: readonly FoundStored[];
  readonly scannedTo: Place | undefined;
  readonly end: boolean;
}

/** The next page of a log behind a place. */
export async function selectPage(
  view: StoreView,
  { filter, isWanted }: EventSelection,
  after: Place | undefined,
  signal: AbortSignal,
): Promise<SelectedPage> {
  const page = await view.readLog({ filter, signal, limit: 1_000, ...(after === undefined ? {} : { after }) });
  const wanted = page.events.filter(isWanted);
  const events = wanted.map((event) => ({ ...event, logPosition: view.serializeLogPosition(event.logPosition) }));
  return { events, scannedTo: page.scannedTo ?? after, end: page.end };
}
