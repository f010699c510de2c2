import { formatDiagnostic } from '../diagnostics/format-diagnostic.js';
import type { Change } from '../reconcile/change-set.js';
import type { CommandReport } from './command-report.js';
import { plural } from './plural.js';
import { type StaleFile, staleFiles } from './stale-files.js';
import { summaryLines } from './summary-lines.js';
import { paintOf, type Terminal } from './terminal.js';

/** Findings, differences and stale files to standard output; what the run did, and how long it took, to standard error. */
export async function printPretty(report: CommandReport, terminal: Terminal, seconds: number): Promise<void> {
  const paint = paintOf(terminal.paint.result);
  // Where to read on is said once for every code.
  const explained = new Set<string>();
  for (const diagnostic of report.diagnostics) {
    const explain = !explained.has(diagnostic.code);
    terminal.result(`${formatDiagnostic(diagnostic, { paint, explain })}\n`);
    explained.add(diagnostic.code);
  }
  const changes = report.changes?.changes ?? [];
  for (const file of staleFiles(report)) terminal.result(staleLine(file, terminal));
  if (report.mode === 'preview') await printDiffs(changes, terminal);
  const { dim } = terminal.paint.status;
  const lines = summaryLines(report, terminal.paint.status);
  const counts = countLine(report);
  for (const line of counts === undefined ? lines : [...lines, counts]) terminal.status(`  ${line}`);
  terminal.status(`  ${dim(`${seconds.toFixed(2)} s`)}`);
}

function staleLine({ path, word }: StaleFile, terminal: Terminal): string {
  return `${terminal.paint.result.yellow(word.padEnd('orphaned'.length))}  ${path}`;
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
