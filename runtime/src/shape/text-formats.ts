// Formats of text other than dates. Exact, and free of backtracking: every check is linear in the text.

// Written out, since counting repetitions takes an engine three times as long; ids are everywhere.
const hexDigits = (count: number): string => String.raw`[\da-fA-F]`.repeat(count);

/** Source of a regular expression that the whole text must match. */
export const uuidForm: string = /* @__PURE__ */ [8, 4, 4, 4, 12].map(hexDigits).join('-');

const wholeUuid = /* @__PURE__ */ new RegExp(`^${uuidForm}$`);

/** RFC 9562 text form of any version, upper or lower case. */
export function isUuid(text: string): boolean {
  return wholeUuid.test(text);
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
