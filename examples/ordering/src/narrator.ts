/** Tells on the terminal what happened: headings, commands, and what became of them. */
import type { Message, Outcome } from '@varve/runtime';
import colors from 'picocolors';
import type { MoneyV1 } from './generated/std/types.js';

export interface Narrator {
  heading(text: string): void;
  /** A command and its outcome: the events it led to, or why it was refused. */
  command(text: string, outcome: Outcome): void;
  line(text: string): void;
}

export function createNarrator(write: (line: string) => void): Narrator {
  const line = (text: string): void => write(`  ${text}`);
  return {
    heading: (text) => write(`\n${colors.bold(text)}`),
    line,
    command(text, outcome) {
      line(`${colors.cyan('→')} ${text}`);
      if (outcome.kind === 'rejected') {
        line(`  ${colors.red('✗')} ${describe(outcome.rejection)}`);
        return;
      }
      const again = outcome.deduplicated ? colors.dim('  (known: nothing was done twice)') : '';
      for (const event of outcome.events) line(`  ${colors.green('✓')} ${describe(event)}${again}`);
      if (outcome.events.length === 0) line(`  ${colors.dim('○ nothing to do')}`);
    },
  };
}

/** A message on one line: its local name and those of its data that fit. */
export function describe({ type, data }: Message): string {
  const name = type.slice(type.indexOf('.') + 1);
  return `${name}  ${colors.dim(details(data))}`.trimEnd();
}

function details(data: unknown): string {
  if (typeof data !== 'object' || data === null) return '';
  return Object.entries(data)
    .flatMap(([key, value]) => {
      const text = short(value);
      return text === undefined ? [] : [`${key} ${text}`];
    })
    .join(', ');
}

function short(value: unknown): string | undefined {
  if (typeof value === 'string') return uuid.test(value) ? `${value.slice(0, 8)}…` : value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return value.every((item) => typeof item === 'string') ? value.join('+') : String(value.length);
  return isMoney(value) ? `${value.amount} ${value.currency}` : undefined;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

function isMoney(value: unknown): value is MoneyV1 {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}
