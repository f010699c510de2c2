import type { Change } from '../reconcile/change-set.js';
import type { Colors } from './terminal.js';

/** What writing a change would do, as a unified diff without dates. */
export async function diffText(change: Change, colors: Colors): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  const before = change.kind === 'create' ? '' : change.before;
  const after = change.kind === 'delete' ? '' : change.text;
  const from = change.kind === 'create' ? '/dev/null' : `a/${change.path}`;
  const to = change.kind === 'delete' ? '/dev/null' : `b/${change.path}`;
  const patch = createTwoFilesPatch(from, to, before, after, undefined, undefined, { context: 3 });
  const [, ...lines] = patch.trimEnd().split('\n');
  return lines.map((line) => painted(line.trimEnd(), colors)).join('\n');
}

/** A line of a unified diff. */
export function painted(line: string, colors: Colors): string {
  if (line.startsWith('---') || line.startsWith('+++')) return colors.bold(line);
  if (line.startsWith('@@')) return colors.cyan(line);
  if (line.startsWith('+')) return colors.green(line);
  return line.startsWith('-') ? colors.red(line) : line;
}
