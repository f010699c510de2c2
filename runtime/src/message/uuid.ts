// UUIDs after RFC 9562: version 5 derives one from a name, version 7 orders them by time.
import { sha1 } from './sha1.js';
import { utf8 } from './utf8.js';

export interface UuidV7Source {
  /** Milliseconds since 1970, below 2^48. */
  readonly milliseconds: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

const hexOf: readonly string[] = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
);

function uuidText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < 16; at += 1) {
    if (at === 4 || at === 6 || at === 8 || at === 10) text += '-';
    text += hexOf[bytes[at] ?? 0] ?? '';
  }
  return text;
}

/** Writes version and variant into 16 bytes. */
function stamped(bytes: Uint8Array, uuidVersion: number): Uint8Array {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (uuidVersion << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
}

function uuidBytes(uuid: string): Uint8Array {
  const digits = uuid.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
}

/** The UUID, version 5, of a name within a namespace, which is a UUID too. The same name gives the same id everywhere. */
export function uuidV5(namespace: string, name: string): string {
  return createUuidV5(namespace)(name);
}

/** A maker of UUIDs, version 5, of names within one namespace. */
/* @__NO_SIDE_EFFECTS__ */
export function createUuidV5(namespace: string): (name: string) => string {
  const head = uuidBytes(namespace);
  return (name) => {
    const tail = utf8(name);
    const bytes = new Uint8Array(16 + tail.length);
    bytes.set(head);
    bytes.set(tail, 16);
    return uuidText(stamped(sha1(bytes), 5));
  };
}

/** Bytes asked for at once: asking costs more than the bytes. */
const pool = 2_000;

const hex = (byte: number | undefined): string => hexOf[byte ?? 0] ?? '';

/** The first 48 bits, with their dash. */
function timeText(milliseconds: number): string {
  const digits = milliseconds.toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}`;
}

/**
 * A maker of UUIDs, version 7. Within one source they increase: where the clock stands still or steps back, the
 * twelve bits behind the time count on, and when those are used up the time does.
 */
export function createUuidV7({ milliseconds, randomBytes }: UuidV7Source): () => string {
  let last = -1;
  let time = '';
  let counter = 0;
  let random: Uint8Array = new Uint8Array(0);
  let used = 0;
  const begin = (instant: number, count: number): void => {
    last = instant;
    time = timeText(instant);
    counter = count;
  };
  return () => {
    if (used + 10 > random.length) {
      random = randomBytes(pool);
      used = 0;
    }
    const at = used;
    used += 10;
    const now = milliseconds();
    if (now > last) begin(now, ((random[at] ?? 0) << 3) | ((random[at + 1] ?? 0) >> 5));
    else if (counter < 0xfff) counter += 1;
    else begin(last + 1, 0);
    // Written digit by digit: commands and events ask for ids more often than for anything else.
    let text = `${time}-${hex(0x70 | (counter >> 8))}${hex(counter & 0xff)}-`;
    text += `${hex(((random[at + 2] ?? 0) & 0x3f) | 0x80)}${hex(random[at + 3])}-`;
    for (let place = at + 4; place < at + 10; place += 1) text += hex(random[place]);
    return text;
  };
}
