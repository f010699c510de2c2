import { formatDiagnostic } from '../diagnostics/format-diagnostic.js';
import type { Change } from '../reconcile/change-set.js';
import type { CommandReport } from './command-report.js';
import { plural } from './plural.js';
import { summaryLines } from './summary-lines.js';
import { paintOf, type Terminal } from './terminal.js';

/** Findings, differences and stale files to standard output; what the run did, and how long it took, to standard error. */
export async function printPretty(report: CommandReport, terminal: Terminal, seconds: number): Promise<void> {
  const paint = paintOf(terminal.paint.result);
  for (const diagnostic of report.diagnostics) terminal.result(`${formatDiagnostic(diagnostic, { paint })}\n`);
  const changes = report.changes?.changes ?? [];
  if (report.mode === 'compare') for (const change of changes) terminal.result(staleLine(change, terminal));
  if (report.mode === 'preview') await printDiffs(changes, terminal);
  const { dim } = terminal.paint.status;
  const lines = summaryLines(report, terminal.paint.status);
  const counts = countLine(report);
  for (const line of counts === undefined ? lines : [...lines, counts]) terminal.status(`  ${line}`);
  terminal.status(`  ${dim(`${seconds.toFixed(2)} s`)}`);
}

const staleWords: Readonly<Record<Change['kind'], string>> = {
  create: 'missing ',
  update: 'changed ',
  delete: 'orphaned',
};

function staleLine({ kind, path }: Change, terminal: Terminal): string {
  return `${terminal.paint.result.yellow(staleWords[kind])}  ${path}`;
}

async function printDiffs(changes: readonly Change[], terminal: Terminal): Promise<void> {
  if (changes.length === 0) return;
  const { diffText } = await import('./diff-text.js');
  for (const change of changes) terminal.result(await diffText(change, terminal.paint.result));
}

function countLine({ diagnostics }: CommandReport): string | undefined {
  const counted = (['error', 'warning'] as const).flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    return count === 0 ? [] : [plural(count, severity)];
  });
  return counted.length === 0 ? undefined : counted.join(', ');
}
