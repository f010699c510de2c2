import { codeFrame } from './code-frame.js';
import type { LocatedDiagnostic, Severity } from './diagnostic.js';
import { indexLines } from './line-index.js';
import type { Span } from './place.js';
import { safeText } from './terminal-text.js';

/** How parts of the text are painted. The caller decides about colour; `plainPaint` leaves everything as it is. */
export interface Paint {
  readonly severity: (severity: Severity, text: string) => string;
  readonly code: (text: string) => string;
  readonly location: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly label: (text: string) => string;
}

const same = (text: string): string => text;
export const plainPaint: Paint = {
  severity: (_severity, text) => text,
  code: same,
  location: same,
  faint: same,
  label: same,
};

export interface FormatOptions {
  readonly paint: Paint;
  /** Adds the line that leads to the longer explanation of the code. */
  readonly explain?: boolean;
}

const locationColumn = 64;
const indent = '   ';

/** A diagnostic for people: header, message, code frame, help. Several lines, no line break at the end. */
export function formatDiagnostic(diagnostic: LocatedDiagnostic, options: FormatOptions): string {
  const { paint } = options;
  const blocks = [
    [header(diagnostic, paint), ...indented(safeText(diagnostic.message))],
    frame(diagnostic.at, diagnostic.severity, paint),
    ...diagnostic.related.map(({ at, message }) => related(at, message, paint)),
    advice(diagnostic, options),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n');
}

/** `path:line:column`, counted from 1. */
export function formatLocation(span: Span): string {
  const { line, column } = indexLines(span.file).at(span.start);
  return `${safeText(span.file.path)}:${String(line)}:${String(column)}`;
}

function header({ severity, code, at }: LocatedDiagnostic, paint: Paint): string {
  const start = `${paint.severity(severity, severity)}  ${paint.code(code)}`;
  if (at === undefined) return start;
  const blanks = Math.max(2, locationColumn - severity.length - 2 - code.length);
  return `${start}${' '.repeat(blanks)}${paint.location(formatLocation(at))}`;
}

function frame(at: Span | undefined, severity: Severity, paint: Paint): readonly string[] {
  if (at === undefined || at.file.text === '') return [];
  const mark = (text: string): string => paint.severity(severity, text);
  return codeFrame(at, { faint: paint.faint, mark }).map((line) => `${indent}${line}`);
}

function related(at: Span, message: string, paint: Paint): readonly string[] {
  const title = `${indent}${safeText(message)}  ${paint.location(formatLocation(at))}`;
  return [title, ...frame(at, 'info', paint)];
}

function advice(
  { help, code, breaks = [] }: LocatedDiagnostic,
  { paint, explain = false }: FormatOptions,
): readonly string[] {
  const lines: string[] = [];
  if (breaks.length > 0) lines.push(`${indent}${paint.label('breaks')} ${breaks.join(', ')}`);
  if (help !== undefined) {
    const [first = '', ...rest] = safeText(help).split('\n');
    lines.push(
      `${indent}${paint.label('help')}   ${first}`,
      ...rest.map((line) => `${indent}       ${line}`.trimEnd()),
    );
  }
  if (explain) lines.push(`${indent}${paint.label('why')}    npx varve explain ${code}`);
  return lines;
}

function indented(text: string): readonly string[] {
  return text.split('\n').map((line) => `${indent}${line}`);
}
