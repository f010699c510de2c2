import { safeText } from '../diagnostics/terminal-text.js';
import { paintOf, type Terminal } from './terminal.js';

/** Something that was found outside of schemas: in a store, or in rows. */
export interface Finding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly found: string;
  /** What to do about it. */
  readonly advice: string;
}

/** As a terminal shows it: what was found, and below it what to do. */
export function findingText({ code, severity, found, advice }: Finding, terminal: Terminal): string {
  const paint = paintOf(terminal.paint.result);
  const [first, ...rest] = safeText(advice).split('\n');
  return [
    `${paint.severity(severity, severity)}  ${paint.code(code)}`,
    ...indented('   ', safeText(found).split('\n')),
    '',
    `   ${paint.label('help')}   ${first ?? ''}`,
    ...indented('          ', rest),
  ].join('\n');
}

const indented = (blanks: string, lines: readonly string[]): readonly string[] => lines.map((line) => blanks + line);
