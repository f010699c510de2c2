import { type Event, EVENT_ID, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';

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
  return parseShifted(
    text,
    [...text.matchAll(/^ *(?=[}\]])/gm)].map((found) => found.index),
  );
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

// A line inside a block text must not move, since its indentation is content; what is one shows only after parsing.
function parseShifted(text: string, lines: readonly number[]): ParsedEvents {
  const shifted = tryParse(insertBlanks(text, lines));
  if (!shifted.ok) return { ...shifted, position: shifted.position - countBefore(lines, shifted.position) };
  const events = shifted.events.map((event) => moveBack(event, lines));
  const outside = lines.filter((line) => !events.some((event) => isBlockText(event, line)));
  return outside.length === lines.length ? { ok: true, events } : parseShifted(text, outside);
}

function isBlockText(event: Event, offset: number): boolean {
  if (event.type !== EVENT_ID.SCALAR || event.valueStart > offset || event.valueEnd < offset) return false;
  return event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
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
  let low = 0;
  let high = inserted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inserted[middle] ?? 0) + middle < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
