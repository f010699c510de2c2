import type { CommandReport } from '../command-report.js';
import { plural } from '../plural.js';

const mostNamed = 2;

/** What a cycle was about and what became of it, in one line without its time. */
export function cycleLine(changed: readonly string[], report: CommandReport): string {
  return `${named(changed)}  ${outcome(report)}`;
}

/** The first few names; of many files, how many more. */
export function named(paths: readonly string[]): string {
  const rest = paths.length - mostNamed;
  if (rest <= 1) return paths.join(', ');
  return `${paths.slice(0, mostNamed).join(', ')} and ${rest} more`;
}

function outcome({ diagnostics, changes, additions }: CommandReport): string {
  const count = (severity: string): number => diagnostics.filter((each) => each.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  const warned = warnings === 0 ? [] : [plural(warnings, 'warning')];
  if (errors > 0 || changes === undefined) return [plural(errors, 'error'), ...warned, 'nothing written'].join(', ');
  const written = changes.changes.filter(({ kind }) => kind !== 'delete').length;
  const removed = changes.changes.length - written;
  const parts = [
    ...(written > 0 ? [`wrote ${plural(written, 'file')}`] : []),
    ...(removed > 0 ? [`removed ${plural(removed, 'file')}`] : []),
    ...additions.map(({ path, members }) => `added ${members.join(', ')} to ${path}`),
  ];
  return [...(parts.length === 0 ? ['unchanged'] : parts), ...warned].join(', ');
}
