import type { Difference } from '../compile/compare-sides.js';
import { audiences } from '../diagnostics/diagnostic.js';
import { safeText } from '../diagnostics/terminal-text.js';
import type { DifferenceFormat } from './difference-formats.js';
import { plural } from './plural.js';
import type { Terminal } from './terminal.js';

export interface Differences {
  readonly command: 'diff' | 'changelog';
  readonly from: string;
  readonly to: string;
  readonly differences: readonly Difference[];
}

/** What differs to standard output, thing by thing. */
export function printDifferences(all: Differences, format: DifferenceFormat, terminal: Terminal): void {
  switch (format) {
    case 'json':
      terminal.result(JSON.stringify({ format: 1, ...all }, undefined, 2));
      break;
    case 'markdown':
      terminal.write(markdown(all));
      break;
    case 'text':
      terminal.write(text(all, terminal));
  }
}

interface Group {
  readonly kind: string;
  readonly name: string;
  readonly differences: readonly Difference[];
}

function groupsOf(differences: readonly Difference[]): readonly Group[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const key = `${difference.subject.kind} ${difference.subject.name}`;
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  return [...groups.values()].flatMap((own) => {
    const [first] = own;
    return first === undefined ? [] : [{ ...first.subject, differences: own }];
  });
}

function text({ from, to, differences }: Differences, { paint }: Terminal): string {
  const { bold, dim, red } = paint.result;
  if (differences.length === 0) return `Nothing differs between ${safeText(from)} and ${safeText(to)}.\n`;
  const blocks = groupsOf(differences).map(({ kind, name, differences: own }) => {
    const lines = own.flatMap(({ message, breaks }) => [
      `  ${safeText(message)}`,
      ...(breaks.length === 0 ? [] : [`    ${red('breaks')} ${breaks.join(', ')}`]),
    ]);
    return [`${bold(safeText(name))}  ${dim(kind)}`, ...lines].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function markdown({ command, from, to, differences }: Differences): string {
  const title = command === 'changelog' ? `Changes since ${escaped(from)}` : `From ${escaped(from)} to ${escaped(to)}`;
  if (differences.length === 0) return `# ${title}\n\nNothing differs.\n`;
  const sections = groupsOf(differences).map(({ kind, name, differences: own }) => {
    const lines = own.map(({ message, breaks }) => {
      const whom = breaks.length === 0 ? '' : ` **Breaks ${breaks.join(', ')}.**`;
      return `- ${escaped(message)}${whom}`;
    });
    return [`## ${escaped(name)} (${kind})`, ...lines.slice(0, 1).map((line) => `\n${line}`), ...lines.slice(1)].join(
      '\n',
    );
  });
  return [`# ${title}`, summary(differences), ...sections].join('\n\n').concat('\n');
}

/** How many differences break whom. */
function summary(differences: readonly Difference[]): string {
  const rows = audiences.map((audience) => {
    const count = differences.filter(({ breaks }) => breaks.includes(audience)).length;
    return `| ${audience} | ${count === 0 ? 'ok' : plural(count, 'break')} |`;
  });
  return ['| who | |', '| --- | --- |', ...rows].join('\n');
}

/** Characters that Markdown would take for its own, and line breaks that would end a list. */
function escaped(plain: string): string {
  return safeText(plain)
    .replaceAll('\n', ' ')
    .replace(/[<>*_[\]\\`|#]/g, (character) => `\\${character}`);
}
