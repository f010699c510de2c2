import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import type { MessageExtras } from '../diagnostics/messages.js';
import { openBracket, openBrackets } from './open-bracket.js';
import { mostNesting } from './parse-events.js';
import { quotedProse } from './quoted-prose.js';
import { sourceReport as report } from './source-messages.js';

/** Where and why the parser gave up. */
export interface SyntaxFailure {
  readonly reason: string;
  readonly position: number;
}

interface Failure extends SyntaxFailure {
  readonly file: SourceFile;
  /** Text of the line up to the position, and from it on. */
  readonly before: string;
  readonly after: string;
}

/** Says in our words what the parser stumbled over; each explanation looks at the text and may decline. */
export function explainSyntax(file: SourceFile, error: SyntaxFailure): Diagnostic {
  const failure: Failure = { file, ...error, ...lineAround(file.text, error.position) };
  for (const explain of explanations) {
    const found = explain(failure);
    if (found !== undefined) return found;
  }
  return report('syntax', {}, spanAt(failure, 0, 1));
}

const explanations: readonly ((failure: Failure) => Diagnostic | undefined)[] = [
  explainLimits,
  explainListInBraces,
  explainEscape,
  explainTab,
  explainUnclosed,
  explainMissingBlank,
  explainDash,
  explainFirstCharacter,
  explainUnmatched,
  explainComma,
  explainColon,
  explainMissingColon,
  explainFirstKey,
  explainIndentation,
];

function explainLimits(failure: Failure): Diagnostic | undefined {
  const { reason, position, file } = failure;
  if (reason.startsWith('nesting exceeded'))
    return report('too-deep', { limit: String(mostNesting) }, spanAt(failure, 0, 1));
  if (!/null byte|non-printable|valid JSON character/.test(reason)) return undefined;
  const code = file.text.charCodeAt(position).toString(16).toUpperCase().padStart(4, '0');
  return report('control-character', { name: `U+${code}` }, spanAt(failure, 0, 1));
}

function explainListInBraces(failure: Failure): Diagnostic | undefined {
  const name = /(?:[A-Za-z_][\w.@]*|(?:list|map)<[\w.@<>]*>)$/.exec(failure.before)?.[0];
  if (name === undefined || !/^\[[ \t]*\]/.test(failure.after)) return undefined;
  const span = spanAt(failure, -name.length, failure.after.indexOf(']') + 1);
  const fix = { from: failure.file.text.slice(span.start, span.end), to: `list<${name}>` };
  return report('list-in-braces', { name }, span, { fix });
}

function explainEscape(failure: Failure): Diagnostic | undefined {
  if (!/escape sequence|hexadecimal/.test(failure.reason)) return undefined;
  const back = Math.max(1, failure.before.length - failure.before.lastIndexOf('\\'));
  const character = failure.file.text.slice(failure.position - back + 1)[0] ?? '';
  return report('unknown-escape', { character }, spanAt(failure, -back, 1));
}

function explainUnclosed(failure: Failure): Diagnostic | undefined {
  const { reason, file } = failure;
  if (!/unexpected end|deficient indentation|document within/.test(reason)) return undefined;
  const open = openBracket(file.text, failure.position);
  if (open === undefined) return undefined;
  const span = { file, start: open.offset, end: open.offset + 1 };
  if (open.character === '"' || open.character === "'") return report('unclosed-text', { quote: open.character }, span);
  const isClosedLater = openBrackets(file.text, file.text.length).every(({ offset }) => offset !== open.offset);
  return report(isClosedLater ? 'shallow-lines' : 'unclosed', { bracket: open.character }, span);
}

function explainTab(failure: Failure): Diagnostic | undefined {
  const { before, after, reason } = failure;
  // Inside brackets on an indented line the parser takes tabs for indentation, wherever they stand.
  const between = reason === 'deficient indentation' ? before.lastIndexOf('\t') : -1;
  const isIndent = reason.startsWith('tab characters') || /^ *\t/.test(before + after);
  if (!isIndent && between < 0) return undefined;
  const column = (isIndent ? (before + after).indexOf('\t') : between) - before.length;
  return report('tab', {}, spanAt(failure, column, column + 1));
}

// `context:ordering` is one text, so the trouble shows only at the next colon, usually one line further down.
function explainMissingBlank(failure: Failure): Diagnostic | undefined {
  const isKey = /^:(?:\s|$)/.test(failure.after) && failure.reason.startsWith('bad indentation of a mapping');
  if (!isKey && !/multiline key|document separator|':' after a mapping key/.test(failure.reason)) return undefined;
  const { upTo, from } = recentText(failure);
  const found =
    /(?:^|[\r\n])[ ]*([\w$?-]+):([^\s:/][^\r\n]*)(?:\r\n|\r|\n)(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*[^\r\n]*$/.exec(
      upTo,
    );
  const [whole = '', key = '', rest = ''] = found ?? [];
  if (found === null) return undefined;
  const start = from + found.index + whole.indexOf(`${key}:`);
  const text = `${key}:${rest.trimEnd()}`;
  const span = { file: failure.file, start, end: start + text.length };
  const fixed = `${key}: ${rest.trimEnd()}`;
  const isName = /^[A-Za-z_]\w*\??$/.test(key) && /^[A-Za-z][\w.@<>]*$/.test(rest.trimEnd());
  return report('missing-blank', { text, fixed }, span, { fix: isName ? { from: text, to: fixed } : undefined });
}

function explainFirstCharacter(failure: Failure): Diagnostic | undefined {
  // Of an anchor or an alias without a name, the parser has read the first character.
  if (failure.reason.startsWith('name of an')) {
    const sign = failure.before.at(-1) ?? '';
    return report('needs-quotes', { character: sign }, spanAt(failure, -sign.length, 0), inQuotes(failure));
  }
  const character = failure.after[0] ?? '';
  if (!/(?:^|:[ \t]|-[ \t]|[,[{])[ \t]*$/.test(failure.before)) return undefined;
  if (!/[@`%,\]}]/.test(character) && !(character === '-' && failure.before.trim() !== '')) return undefined;
  const isFirst = failure.before.trim() === '' || failure.before.trimEnd().endsWith(':');
  if (/[,\]}]/.test(character) && !isFirst) return undefined;
  return report('needs-quotes', { character }, spanAt(failure, 0, 1), inQuotes(failure));
}

function inQuotes({ file, position }: Failure): MessageExtras {
  return { fix: quotedProse(file, position) };
}

// A list that starts beside its key, and items whose dash is part of a text.
function explainDash(failure: Failure): Diagnostic | undefined {
  const { before, after, reason, file } = failure;
  if (/[^\s-]:[ \t]+$/.test(before) && /^-[ \t]/.test(after))
    return report('list-beside-key', {}, spanAt(failure, 0, 1));
  if (!/document separator|indentation|multiline key/.test(reason)) return undefined;
  const { upTo, from } = recentText(failure);
  const lines = [...(upTo + after).matchAll(/^([ ]*)(-\S?.*)$/gm)].slice(-3);
  const isItem = (line: RegExpExecArray | undefined): boolean => /^-\s/.test(line?.[2] ?? '');
  const wrong = lines.find((line, index) => index > 0 && isItem(lines[index - 1]) && /^-[^\s-]/.test(line[2] ?? ''));
  if (wrong === undefined) return undefined;
  const [, indent = '', text = ''] = wrong;
  const start = from + wrong.index + indent.length;
  const item = text.trimEnd();
  const span = { file, start, end: start + item.length };
  return report('blank-after-dash', { text: item, fixed: `- ${item.slice(1)}` }, span);
}

/** A closing bracket that is not the partner of the one that is open. */
function explainUnmatched(failure: Failure): Diagnostic | undefined {
  const closing = failure.after[0] ?? '';
  if (!failure.reason.startsWith('missed comma') || !/[\]}]/.test(closing)) return undefined;
  const open = openBracket(failure.file.text, failure.position);
  if (open === undefined || open.character === (closing === ']' ? '[' : '{')) return undefined;
  const span = { file: failure.file, start: open.offset, end: open.offset + 1 };
  return report('unclosed', { bracket: open.character }, span);
}

function explainComma(failure: Failure): Diagnostic | undefined {
  if (failure.reason.startsWith('missed comma')) return report('missing-comma', {}, spanAt(failure, 0, 1));
  return failure.reason.includes("found ','") ? report('needless-comma', {}, spanAt(failure, 0, 1)) : undefined;
}

function explainColon(failure: Failure): Diagnostic | undefined {
  if (!/bad indentation of a mapping entry|multiline key/.test(failure.reason)) return undefined;
  if (/^:(?:\s|$)/.test(failure.after) && /:\s/.test(failure.before))
    return report('colon-in-text', {}, spanAt(failure, 0, 1), inQuotes(failure));
  if (!/:\s+\S/.test(failure.before) && !/^\s*-\s+\S/.test(failure.before)) return undefined;
  return report('text-after-value', {}, spanAt(failure, 0, failure.after.trimEnd().length));
}

function explainMissingColon(failure: Failure): Diagnostic | undefined {
  if (!/multiline key|':' after a mapping key/.test(failure.reason)) return undefined;
  const { upTo, from } = recentText(failure);
  const lines = [...upTo.trimEnd().matchAll(/[^\r\n]+/g)];
  const suspect = failure.before.trim() === '' || !failure.reason.includes('multiline') ? lines.at(-1) : lines.at(-2);
  if (suspect === undefined) return undefined;
  const text = suspect[0].trim();
  const start = from + suspect.index + suspect[0].indexOf(text);
  return report('missing-colon', { text }, { file: failure.file, start, end: start + text.length });
}

// A first key without its colon is a text that goes on in the next line, up to the colon of the next key.
function explainFirstKey(failure: Failure): Diagnostic | undefined {
  const { before, after, reason } = failure;
  const isKey = /bad indentation of a mapping|document separator/.test(reason) && /^:(?:\s|$)/.test(after);
  if (!isKey) return undefined;
  const { upTo, from } = recentText(failure);
  const indent = before.length - before.trimStart().length;
  const line = [...upTo.slice(0, upTo.length - before.length).matchAll(/[^\r\n]+/g)].at(-1);
  if (line === undefined || /:(?:\s|$)|^\s*(?:-\s|#)/.test(line[0]) || line[0].search(/\S/) !== indent)
    return undefined;
  const text = line[0].trim();
  const start = from + line.index + indent;
  return report('missing-colon', { text }, { file: failure.file, start, end: start + text.length });
}

function explainIndentation(failure: Failure): Diagnostic | undefined {
  if (!/indentation|document separator/.test(failure.reason)) return undefined;
  const lead = failure.before.length - failure.before.trimStart().length;
  return report('indentation', {}, spanAt(failure, lead - failure.before.length, failure.after.trimEnd().length));
}

// Enough to see the lines before; hostile files make the whole text expensive to search.
function recentText({ file, position }: Failure): { upTo: string; from: number } {
  const from = Math.max(0, position - 5_000);
  return { upTo: file.text.slice(from, position), from };
}

function lineAround(text: string, position: number): { before: string; after: string } {
  const before =
    text
      .slice(Math.max(0, position - 5_000), position)
      .split(/[\r\n]/)
      .at(-1) ?? '';
  const after = text.slice(position, position + 5_000).split(/[\r\n]/)[0] ?? '';
  return { before, after };
}

/** Offsets from the position, kept inside the file. */
function spanAt(
  { file, position }: Failure,
  from: number,
  to: number,
): { file: SourceFile; start: number; end: number } {
  const start = Math.max(0, Math.min(position + from, file.text.length));
  return { file, start, end: Math.max(start, Math.min(position + to, file.text.length)) };
}
