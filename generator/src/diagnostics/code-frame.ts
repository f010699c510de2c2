import { indexLines, type LineIndex } from './line-index.js';
import type { Span } from './place.js';
import { glyphsOf, type Glyph } from './terminal-text.js';

const linesBefore = 2;
const linesAfter = 1;
const mostSpanLines = 4;
const mostCells = 100;

/** How parts of a frame are painted; identity functions give plain text. */
export interface FramePaint {
  /** Line numbers and rulers. */
  readonly faint: (text: string) => string;
  /** The carets under the span. */
  readonly mark: (text: string) => string;
}

/**
 * The lines around a span with carets under it. Tabs are expanded, wide characters counted as two columns, control
 * characters made visible; long lines are cut around the span. A span of many lines shows its first ones.
 */
export function codeFrame(span: Span, paint: FramePaint): readonly string[] {
  const lines = indexLines(span.file);
  const first = lines.at(span.start).line;
  const last = Math.max(first, lines.at(Math.max(span.start, span.end - 1)).line);
  const cut = last - first >= mostSpanLines;
  const shownLast = cut ? first + mostSpanLines - 2 : last;
  const { from, to } = withContext(lines, first, shownLast, cut);
  const gutter = String(to).length;
  const output: string[] = [];
  for (let line = from; line <= to; line += 1) {
    const marked = line >= first && line <= shownLast;
    output.push(...frameLine(lines, line, marked ? span : undefined, { gutter, paint }));
  }
  if (cut) output.push(paint.faint(`${' '.repeat(gutter)} | …`));
  return output;
}

// Blank lines at either end of a frame carry no information.
function withContext(lines: LineIndex, first: number, last: number, cut: boolean): { from: number; to: number } {
  const isBlank = (line: number): boolean => lines.textOf(line).trim() === '';
  let from = Math.max(1, first - linesBefore);
  let to = cut ? last : Math.min(lines.lineCount, last + linesAfter);
  while (from < first && isBlank(from)) from += 1;
  while (to > last && isBlank(to)) to -= 1;
  return { from, to };
}

interface FrameStyle {
  readonly gutter: number;
  readonly paint: FramePaint;
}

function frameLine(lines: LineIndex, line: number, span: Span | undefined, { gutter, paint }: FrameStyle): string[] {
  const start = span === undefined ? 0 : Math.max(0, span.start - lines.startOf(line));
  const end = span === undefined ? 0 : span.end - lines.startOf(line);
  const view = windowOf(glyphsAround(lines.textOf(line), start), start);
  const text = view.map((glyph) => glyph.shown).join('');
  const output = [`${paint.faint(`${String(line).padStart(gutter)} |`)} ${text}`.trimEnd()];
  if (span === undefined) return output;
  const before = view.filter((glyph) => glyph.start < start && glyph.end <= start);
  const under = view.filter((glyph) => glyph.end > start && glyph.start < end);
  // Indentation of a continued line is not part of what is meant.
  const lead = lines.at(span.start).line === line ? 0 : under.findIndex((glyph) => glyph.shown.trim() !== '');
  const skipped = lead < 0 ? under : under.slice(0, lead);
  const carets = '^'.repeat(Math.max(1, cellsIn(under) - cellsIn(skipped)));
  const indent = ' '.repeat(cellsIn(before) + cellsIn(skipped));
  return [...output, `${paint.faint(`${' '.repeat(gutter)} |`)} ${indent}${paint.mark(carets)}`];
}

const ellipsis: Glyph = { shown: '…', cells: 1, start: -1, end: -1 };

// A line may be megabytes long; what could come into view is enough.
function glyphsAround(line: string, start: number): readonly Glyph[] {
  const from = Math.max(0, start - 10 * mostCells);
  const glyphs = glyphsOf(line.slice(from, start + 10 * mostCells));
  return from === 0 ? glyphs : glyphs.map((glyph) => ({ ...glyph, start: glyph.start + from, end: glyph.end + from }));
}

function windowOf(glyphs: readonly Glyph[], start: number): readonly Glyph[] {
  if (cellsIn(glyphs) <= mostCells) return glyphs;
  const at = glyphs.findIndex((glyph) => glyph.end > start);
  const from = Math.max(0, Math.min((at < 0 ? glyphs.length : at) - mostCells / 2, glyphs.length - mostCells));
  const view: Glyph[] = from > 0 ? [ellipsis] : [];
  let cells = 0;
  let next = from;
  for (; next < glyphs.length && cells < mostCells; next += 1) {
    const glyph = glyphs[next];
    if (glyph === undefined) break;
    view.push(glyph);
    cells += glyph.cells;
  }
  if (next < glyphs.length) view.push({ ...ellipsis, start: Number.MAX_SAFE_INTEGER, end: Number.MAX_SAFE_INTEGER });
  return view;
}

function cellsIn(glyphs: readonly Glyph[]): number {
  return glyphs.reduce((sum, glyph) => sum + glyph.cells, 0);
}
