// Reading a log to see whether it can be read: every stored event through the one choke point, none of them kept. In: a
// store and the registries of today's code. Out: counts by stored type and schema version, and the first failures of
// each. Nothing is written, and memory does not grow with the log.
import { Parts } from '../codec/become.js';
import { createEventDecoder } from '../codec/decode-event.js';
import { ownSchemaVersion } from '../codec/event-readings.js';
import { systemRandom } from '../command/platform.js';
import { InvalidUseError } from '../errors/command-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import { type StoredEventError, UnknownEventTypeError } from '../errors/reading-errors.js';
import type { Registry } from '../registry/registry.js';
import { createStreamIdReader } from '../repository/stream-identity.js';
import type { Abort } from '../store/abort.js';
import type { LogRange } from '../store/log-range.js';
import type { LogReader } from '../store/read.js';
import type { LoggedStoredEvent, LogPosition } from '../store/stored-event.js';
import { type Reading, Tally, type TypeTally } from './tally.js';

type Range = Pick<LogRange, 'after' | 'to'>;

export interface VerifyOptions {
  readonly registries: readonly Registry[];
  /** Default: the whole log as it stands when the reading begins. */
  readonly range?: Range;
  /** What an earlier reading found before `range`. */
  readonly earlier?: RangeTally;
  /** Failures to keep of each type and version. Default 5. */
  readonly mostFailures?: number;
  /** Stored events to read at a time. Default 1,000. */
  readonly pageSize?: number;
  /** Told after each page how far the reading has come; what it throws ends the reading. */
  readonly progress?: (tally: RangeTally, scannedTo: LogPosition) => void;
  readonly signal?: Abort;
}

export interface RangeTally {
  readonly types: readonly TypeTally[];
  /** Events of contexts that no registry was given for, which nobody tried to read. */
  readonly foreign: number;
}

interface Reader {
  readonly registry: Registry;
  readonly read: (stored: LoggedStoredEvent) => Reading;
}

/**
 * Reads a stretch of a log, event by event, as code with these registries would: stored data is checked against its
 * version, upcast, and thrown away. Events of deleted streams are not in the log, and are not read.
 * @throws InvalidUseError without a registry, or with two that claim one stored name; and what the store throws
 */
export async function verifyLog(store: LogReader, options: VerifyOptions): Promise<RangeTally> {
  const { range = await wholeLog(store) } = options;
  const { tally, read } = tallying(store, options);
  if (range === undefined) return tally();
  const isBeyond = (position: LogPosition): boolean => store.compareLogPositions(position, range.to) > 0;
  for await (const { events, scannedTo } of pagesOf(store, range, options)) {
    for (const stored of events) if (!isBeyond(stored.logPosition)) read(stored);
    options.progress?.(tally(), isBeyond(scannedTo) ? range.to : scannedTo);
  }
  return tally();
}

interface ScannedPage {
  readonly events: readonly LoggedStoredEvent[];
  readonly scannedTo: LogPosition;
}

/** Pages from the beginning of a stretch until one reaches its end, or nothing further is there. */
async function* pagesOf(
  store: LogReader,
  range: Range,
  { pageSize = 1_000, signal }: VerifyOptions,
): AsyncGenerator<ScannedPage> {
  for (let { after } = range; ;) {
    const page = await store.readLog({
      limit: pageSize,
      ...(after === undefined ? {} : { after }),
      ...(signal === undefined ? {} : { signal }),
    });
    const { events, scannedTo, end } = page;
    if (scannedTo === undefined) return;
    yield { events, scannedTo };
    if (end || store.compareLogPositions(scannedTo, range.to) >= 0) return;
    after = scannedTo;
  }
}

interface Tallying {
  readonly tally: () => RangeTally;
  readonly read: (stored: LoggedStoredEvent) => void;
}

function tallying(store: LogReader, { registries, earlier, mostFailures = 5 }: VerifyOptions): Tallying {
  const readers = readersOf(registries, store);
  const counted = new Tally(mostFailures, earlier?.types);
  let foreign = earlier?.foreign ?? 0;
  return {
    tally: () => ({ types: counted.types(), foreign }),
    read(stored) {
      const read = readers.find(stored.type);
      if (read === undefined) foreign += 1;
      else counted.add(stored, read(stored));
    },
  };
}

async function wholeLog(store: LogReader): Promise<Range | undefined> {
  const to = await store.head();
  return to === undefined ? undefined : { to };
}

interface Readers {
  /** `undefined` for an event of another context. */
  readonly find: (storedType: string) => Reader['read'] | undefined;
}

function readersOf(registries: readonly Registry[], store: LogReader): Readers {
  if (registries.length === 0) throw new InvalidUseError('Verifying a log needs at least one registry.');
  const byName = new Map<string, Reader['read']>();
  const readers = registries.map((registry) => readerOf(registry, store));
  for (const { registry, read } of readers) {
    for (const name of registry.names.keys()) {
      if (byName.has(name)) throw new InvalidUseError(`Two registries claim the stored name ${name}.`);
      byName.set(name, read);
    }
  }
  return {
    find(storedType) {
      const known = byName.get(storedType);
      if (known !== undefined) return known;
      // A name in one of our contexts that nobody knows is an event that was lost, not somebody else's.
      return readers.find(({ registry: { context } }) => storedType.startsWith(`${context}.`))?.read;
    },
  };
}

function readerOf(registry: Registry, store: LogReader): Reader {
  const decode = createEventDecoder(registry, { check: 'always', random: systemRandom });
  const idOf = createStreamIdReader(registry);
  return {
    registry,
    read(stored) {
      try {
        const name = registry.names.get(stored.type);
        if (name === undefined) throw new UnknownEventTypeError(stored);
        const event = decode(stored, idOf(stored));
        if (event === undefined) return 'ignored';
        if (event instanceof Parts) return event.events.length > 0 ? 'upcast' : 'ignored';
        return ownSchemaVersion(name, stored.schemaVersion) === name.definition.schemaVersion ? 'decoded' : 'upcast';
      } catch (error) {
        if (!isStoredEventError(error)) throw error;
        return { error, logPosition: store.serializeLogPosition(stored.logPosition) };
      }
    },
  };
}

function isStoredEventError(error: unknown): error is StoredEventError {
  return isRuntimeError(error) && 'storedType' in error;
}
