// Formats of text other than dates. Exact, and free of backtracking: every check is linear in the text.

/** 1 for the code unit of a hexadecimal digit. A table takes half the time of a regular expression, and ids are everywhere. */
const hexDigits = /* @__PURE__ */ flagged('0123456789abcdefABCDEF');

function flagged(characters: string): Uint8Array {
  const flags = new Uint8Array(128);
  for (const character of characters) flags[character.charCodeAt(0)] = 1;
  return flags;
}

function areHexDigits(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 127 || hexDigits[unit] !== 1) return false;
  }
  return true;
}

const dash = 0x2d;

function hasUuidDashes(text: string): boolean {
  return (
    text.charCodeAt(8) === dash &&
    text.charCodeAt(13) === dash &&
    text.charCodeAt(18) === dash &&
    text.charCodeAt(23) === dash
  );
}

/** RFC 9562 text form of any version, upper or lower case. */
export function isUuid(text: string): boolean {
  return (
    text.length === 36 &&
    hasUuidDashes(text) &&
    areHexDigits(text, 0, 8) &&
    areHexDigits(text, 9, 13) &&
    areHexDigits(text, 14, 18) &&
    areHexDigits(text, 19, 23) &&
    areHexDigits(text, 24, 36)
  );
}

const uriParts = /^([a-z][a-z\d+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/i;
const userAndHost =
  /^(?:(?:[\w.~!$&'()*+,;=:-]|%[\da-f]{2})*@)?(?:\[[\d.:a-f]+\]|\[v[\da-f]+\.[\w.~!$&'()*+,;=:-]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d*)?$/i;
const pathText = /^(?:[\w.~!$&'()*+,;=:@/-]|%[\da-f]{2})*$/i;
const queryText = /^(?:[\w.~!$&'()*+,;=:@/?-]|%[\da-f]{2})*$/i;

/** RFC 3986 URI: with a scheme, ASCII only, everything else percent-encoded. The digits of an IP literal are not counted. */
export function isUri(text: string): boolean {
  const parts = uriParts.exec(text);
  if (parts === null) return false;
  const [, , authority, path = '', query = '', fragment = ''] = parts;
  if (authority === undefined ? path.startsWith('//') : !userAndHost.test(authority)) return false;
  return pathText.test(path) && queryText.test(query) && queryText.test(fragment);
}

const mailbox = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;

/** An address as HTML's `<input type=email>` accepts it, of at most 254 characters (RFC 5321). */
export function isEmail(text: string): boolean {
  return text.length <= 254 && mailbox.test(text);
}

const zoneName = /^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/;

/** Looks like an IANA name; whether it exists, `isKnownTimezone` says. */
export function isTimezoneName(text: string): boolean {
  return text.length <= 64 && zoneName.test(text);
}

const knownZones = /* @__PURE__ */ new Map<string, boolean>();
const rememberedZones = 1_000;

/** An IANA time zone that this platform knows, aliases included. Answers are remembered, since asking costs microseconds. */
export function isKnownTimezone(text: string): boolean {
  if (!isTimezoneName(text)) return false;
  let known = knownZones.get(text);
  if (known === undefined) {
    known = platformKnowsZone(text);
    if (knownZones.size < rememberedZones) knownZones.set(text, known);
  }
  return known;
}

function platformKnowsZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const wellFormed: unknown = /* @__PURE__ */ Reflect.get(String.prototype, 'isWellFormed');

/** The platform's own check where it has one (Node 20 does), which answers for most text without looking at it. */
const isWellFormed: (text: string) => boolean =
  typeof wellFormed === 'function' ? (text) => wellFormed.call(text) === true : (text) => !/\p{Surrogate}/u.test(text);

/** Neither NUL nor a lone surrogate: text that every store can give back unchanged. */
export function isCleanText(text: string): boolean {
  return !text.includes('\0') && isWellFormed(text);
}
