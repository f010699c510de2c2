// What stored events are to today's code, for people: each event through the one choke point, and back to JSON. What cannot be
// read is said and not thrown, so that whoever lists a log sees the rest of it.
import { Parts } from '../codec/become.js';
import { createMessageDecoder, type DecodeMessage } from '../codec/decode-event.js';
import { dataText, latestShape } from '../codec/message-data.js';
import { systemRandom } from '../command/platform.js';
import { UnknownEventTypeError } from '../errors/reading-errors.js';
import { isRuntimeError } from '../errors/is-runtime-error.js';
import type { Message } from '../message/message.js';
import type { Registry } from '../registry/registry.js';
import { createStreamIdReader } from '../repository/stream-identity.js';
import type { StoredEvent } from '../store/stored-event.js';

/** An event as today's code sees it. */
export interface EventToday {
  readonly type: string;
  /** The latest one. */
  readonly schemaVersion: number;
  /** JSON text. */
  readonly data: string;
}

export type ReadToday =
  /** Several where it was replaced by others; none where the schemas leave it out. */
  | { readonly kind: 'read'; readonly events: readonly EventToday[] }
  /** It belongs to a context that no registry was given for. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unreadable'; readonly code: string; readonly reason: string };

export interface ReadingToday {
  read(stored: StoredEvent): ReadToday;
  /** Names under which events of a type may lie in a log; the name itself where nobody knows it. */
  storedNames(type: string): readonly string[];
}

interface Reader {
  readonly registry: Registry;
  readonly decode: DecodeMessage;
  readonly idOf: (stored: StoredEvent) => object;
}

/** How code with these registries reads a log. Where two claim a name, the first one has it. */
export function readAsToday(registries: readonly Registry[]): ReadingToday {
  const readers = registries.map((registry) => ({
    registry,
    decode: createMessageDecoder(registry, { check: 'always', random: systemRandom }),
    idOf: createStreamIdReader(registry),
  }));
  return {
    read(stored) {
      const reader = readers.find(({ registry }) => registry.names.has(stored.type));
      if (reader !== undefined) return readWith(reader, stored);
      const isOurs = registries.some(({ context }) => stored.type.startsWith(`${context}.`));
      return isOurs ? unreadable(new UnknownEventTypeError(stored)) : { kind: 'foreign' };
    },
    storedNames: (type) => storedNames(registries, type),
  };
}

function readWith({ registry, decode, idOf }: Reader, stored: StoredEvent): ReadToday {
  try {
    const message = decode(stored, idOf(stored));
    const messages = message === undefined ? [] : message instanceof Parts ? message.events : [message];
    return { kind: 'read', events: messages.map((each) => eventToday(registry, each)) };
  } catch (error) {
    return unreadable(error);
  }
}

/** What functions of the user's throw is not theirs to end a list with. */
function unreadable(error: unknown): ReadToday {
  const code = isRuntimeError(error) ? error.code : 'failed';
  return { kind: 'unreadable', code, reason: error instanceof Error ? error.message : String(error) };
}

function eventToday(registry: Registry, { type, data }: Message): EventToday {
  const definition = registry.names.get(type)?.definition;
  if (definition === undefined) throw new Error(`${type} is no event of ${registry.context}.`);
  const shape = latestShape(definition);
  return { type, schemaVersion: definition.schemaVersion, data: dataText(shape, shape.exact(), data) };
}

function storedNames(registries: readonly Registry[], type: string): readonly string[] {
  const known = registries.flatMap(({ names }) => [...names]);
  const [, asked] = known.find(([name]) => name === type) ?? [];
  if (asked === undefined) return [type];
  return known.filter(([, { definition }]) => definition === asked.definition).map(([name]) => name);
}
