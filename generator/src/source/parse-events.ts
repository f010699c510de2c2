import { type Event, EVENT_ID, parseEvents, SCALAR_STYLE, type ScalarEvent, YAMLException } from 'js-yaml';

export const mostNesting = 100;

export type ParsedEvents =
  | { readonly ok: true; readonly events: readonly Event[] }
  | { readonly ok: false; readonly reason: string; readonly position: number };

/**
 * The events of a YAML text; offsets refer to the text as given. The parser is strict about one thing that everybody
 * writes and other parsers accept, a closing bracket in the column of the key it belongs to; such texts are parsed again
 * with those brackets moved by one column.
 */
export function parseYaml(text: string): ParsedEvents {
  const parsed = tryParse(text);
  if (parsed.ok || !isShallowBracket(text, parsed)) return parsed;
  return parseShifted(text, bracketLines(text));
}

function tryParse(text: string): ParsedEvents {
  try {
    return { ok: true, events: parseEvents(text, { maxDepth: mostNesting }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { ok: false, reason: error.reason, position: error.mark?.position ?? 0 };
  }
}

function isShallowBracket(text: string, { reason, position }: { reason: string; position: number }): boolean {
  return reason === 'deficient indentation' && (text[position] === '}' || text[position] === ']');
}

// What is inside a block text shows for certain only after parsing; there a moved line would change the content.
function parseShifted(text: string, lines: readonly number[]): ParsedEvents {
  const shifted = tryParse(insertBlanks(text, lines));
  if (!shifted.ok) return { ...shifted, position: shifted.position - countBefore(lines, shifted.position) };
  const events = shifted.events.map((event) => moveBack(event, lines));
  const inside = new Set(events.filter(isBlockText).flatMap((block) => linesWithin(block, lines)));
  return inside.size === 0
    ? { ok: true, events }
    : parseShifted(
        text,
        lines.filter((line) => !inside.has(line)),
      );
}

function isBlockText(event: Event): event is ScalarEvent {
  if (event.type !== EVENT_ID.SCALAR) return false;
  return event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
}

function linesWithin({ valueStart, valueEnd }: ScalarEvent, lines: readonly number[]): readonly number[] {
  const first = lowerBound(lines.length, (index) => (lines[index] ?? 0) >= valueStart);
  const last = lowerBound(lines.length, (index) => (lines[index] ?? 0) > valueEnd);
  return lines.slice(first, last);
}

/** Offsets of lines that start with a closing bracket, but for those that look like lines of a block text. */
function bracketLines(text: string): readonly number[] {
  const offsets: number[] = [];
  let blockIndent = Number.POSITIVE_INFINITY;
  for (const { index, 0: line } of text.matchAll(/^[^\r\n]+/gm)) {
    const indent = line.search(/[^ ]|$/);
    if (indent > blockIndent || indent === line.length) continue;
    const opensBlock = /[-:?][ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(line);
    blockIndent = opensBlock ? indent : Number.POSITIVE_INFINITY;
    if (line[indent] === '}' || line[indent] === ']') offsets.push(index);
  }
  return offsets;
}

function insertBlanks(text: string, offsets: readonly number[]): string {
  let result = '';
  let from = 0;
  for (const offset of offsets) {
    result += `${text.slice(from, offset)} `;
    from = offset;
  }
  return result + text.slice(from);
}

function moveBack(event: Event, inserted: readonly number[]): Event {
  const back = (offset: number): number => (offset < 0 ? offset : offset - countBefore(inserted, offset));
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return {
        ...event,
        ...propertiesBack(event, back),
        valueStart: back(event.valueStart),
        valueEnd: back(event.valueEnd),
      };
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return { ...event, ...propertiesBack(event, back), start: back(event.start) };
    case EVENT_ID.ALIAS:
      return { ...event, anchorStart: back(event.anchorStart), anchorEnd: back(event.anchorEnd) };
    default:
      return event;
  }
}

interface Properties {
  readonly anchorStart: number;
  readonly anchorEnd: number;
  readonly tagStart: number;
  readonly tagEnd: number;
}

function propertiesBack(event: Properties, back: (offset: number) => number): Properties {
  return {
    anchorStart: back(event.anchorStart),
    anchorEnd: back(event.anchorEnd),
    tagStart: back(event.tagStart),
    tagEnd: back(event.tagEnd),
  };
}

// How many blanks stand before an offset of the shifted text: the n-th was inserted at its own offset plus n.
function countBefore(inserted: readonly number[], offset: number): number {
  return lowerBound(inserted.length, (index) => (inserted[index] ?? 0) + index >= offset);
}

/** First index for which a condition holds that stays true once it is. */
function lowerBound(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
