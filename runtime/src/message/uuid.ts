// UUIDs after RFC 9562: version 5 derives one from a name, version 7 orders them by time.
import { sha1 } from './sha1.js';
import { utf8 } from './utf8.js';

export interface UuidV7Source {
  /** Milliseconds since 1970, below 2^48. */
  readonly milliseconds: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** Code unit of a hexadecimal digit in lower case; without a branch, since half of them would be guessed wrong. */
const digit = (nibble: number): number => 48 + nibble + (((9 - nibble) >> 31) & 39);

const high = (byte: number | undefined): number => digit((byte ?? 0) >> 4);
const low = (byte: number | undefined): number => digit((byte ?? 0) & 15);

/** In one call: text that grows piece by piece is put together once more by everybody who looks at it. */
// prettier-ignore
function uuidText(b: Uint8Array): string {
  return String.fromCharCode(
    high(b[0]), low(b[0]), high(b[1]), low(b[1]), high(b[2]), low(b[2]), high(b[3]), low(b[3]), dash,
    high(b[4]), low(b[4]), high(b[5]), low(b[5]), dash, high(b[6]), low(b[6]), high(b[7]), low(b[7]), dash,
    high(b[8]), low(b[8]), high(b[9]), low(b[9]), dash, high(b[10]), low(b[10]), high(b[11]), low(b[11]),
    high(b[12]), low(b[12]), high(b[13]), low(b[13]), high(b[14]), low(b[14]), high(b[15]), low(b[15]),
  );
}

const dash = 0x2d;

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

/** Writes the 48 bits of the time. */
function writeTime(bytes: Uint8Array, milliseconds: number): void {
  const upper = Math.floor(milliseconds / 0x1_0000_0000);
  bytes[0] = upper >> 8;
  bytes[1] = upper;
  bytes[2] = milliseconds >>> 24;
  bytes[3] = milliseconds >>> 16;
  bytes[4] = milliseconds >>> 8;
  bytes[5] = milliseconds;
}

/**
 * A maker of UUIDs, version 7. Within one source they increase: where the clock stands still or steps back, the
 * twelve bits behind the time count on, and when those are used up the time does.
 */
export function createUuidV7({ milliseconds, randomBytes }: UuidV7Source): () => string {
  const bytes = new Uint8Array(16);
  let last = -1;
  let counter = 0;
  let random: Uint8Array = new Uint8Array(0);
  let used = 0;
  const begin = (instant: number, count: number): void => {
    last = instant;
    writeTime(bytes, instant);
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
    bytes[6] = counter >> 8;
    bytes[7] = counter;
    for (let place = 2; place < 10; place += 1) bytes[place + 6] = random[at + place] ?? 0;
    return uuidText(stamped(bytes, 7));
  };
}
