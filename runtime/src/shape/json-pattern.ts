// Patterns: what a shape accepts, as one regular expression over the JSON text. An engine runs it several times as fast
// as a walk over the parsed value, which then need not be walked over. In: parts that shapes give. Out: sources of
// regular expressions. What a pattern does not match may still be accepted: a pattern knows only the spelling that our
// own writer gives, with fields in declared order. It is asked about valid JSON only, which settles where members end.

/** Text of a JSON string, whatever stands in it. No two ways to match: nothing is tried twice. */
export const anyText: string = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"`;

/** A JSON string whose text has a form that needs no escapes. */
export function quoted(form: string): string {
  return `"${form}"`;
}

/** Exactly this text as JSON. */
export function exactJson(text: string): string {
  return quoted(exactForm(text));
}

/** As `exactJson`, without the quotes. */
export function exactForm(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/[^A-Za-z0-9]/g, escapedUnit);
}

/** By its number, so that no text can mean something else in a pattern. */
function escapedUnit(unit: string): string {
  return String.raw`\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export function oneOf(patterns: readonly string[]): string {
  return `(?:${patterns.join('|')})`;
}

/** Any number of items; each is followed by a comma or the end, so that a number cannot be taken for two. */
function items(item: string, end: string): string {
  return `(?:${item}(?:,|(?=${end})))*`;
}

export function arrayOf(item: string): string {
  return String.raw`\[${items(item, String.raw`\]`)}\]`;
}

export function mapOf(item: string): string {
  return String.raw`\{${items(`${anyText}:${item}`, String.raw`\}`)}\}`;
}

/**
 * How a value is taken out of JSON text of which nothing is known but what the pattern says: unlike other patterns, `form`
 * matches nothing that is no JSON.
 */
export interface JsonCapture {
  /** Source of a regular expression without groups, for the value, or for what is between its quotes. */
  readonly form: string;
  readonly isQuoted: boolean;
  /** It may be null instead. */
  readonly orNull: boolean;
  /** The value that a captured text stands for; the text itself where there is none. @throws SyntaxError */
  readonly take: ((text: string) => unknown) | undefined;
}

/** A text without escapes. */
export function textCapture(form: string): JsonCapture {
  return { form, isQuoted: true, orNull: false, take: undefined };
}

/** Any text, with escapes or without. */
export const anyTextCapture: JsonCapture = {
  form: String.raw`[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*`,
  isQuoted: true,
  orNull: false,
  take: (text) => (text.includes('\\') ? (JSON.parse(quoted(text)) as unknown) : text),
};

/** A value that is parsed by itself, which finds out whether it is JSON. */
export function parsedCapture(form: string): JsonCapture {
  return { form, isQuoted: false, orNull: false, take: (text) => JSON.parse(text) as unknown };
}

/** A member before (−1), at (0) or behind (1) the last one that is always there, with its comma. */
export function nextMember(member: string, mayMiss: boolean, side: number): string {
  if (side === 0) return member;
  const withComma = side < 0 ? `${member},` : `,${member}`;
  return mayMiss ? `(?:${withComma})?` : withComma;
}

export interface MemberPattern {
  readonly name: string;
  readonly pattern: string;
  readonly mayMiss: boolean;
}

/** These members in this order and no others. */
export function objectOf(members: readonly MemberPattern[]): string {
  const last = members.findLastIndex(({ mayMiss }) => !mayMiss);
  const parts = members.map(({ name, pattern, mayMiss }, at) => {
    const member = `${exactJson(name)}:${pattern}`;
    // Where the comma may be missing, valid JSON says whether it has to be there.
    if (mayMiss) return `(?:${member},?)?`;
    return at < last ? `${member},` : at < members.length - 1 ? `${member},?` : member;
  });
  return String.raw`\{${parts.join('')}\}`;
}

/** What does not pay any more: patterns are compiled. */
export const longestPattern = 50_000;
/** Longer text is walked over: an engine keeps notes on repetitions, and has little room for them. */
const longestText = 100_000;

export type RecogniseText = (json: string) => boolean;

/** Whether a JSON text surely is what the pattern says. The expression is made when it is first needed. */
export function recogniser(pattern: string | undefined): RecogniseText {
  if (pattern === undefined || pattern.length > longestPattern) return () => false;
  let expression: RegExp | undefined;
  return (json) => json.length <= longestText && (expression ??= new RegExp(`^${pattern}$`)).test(json);
}
