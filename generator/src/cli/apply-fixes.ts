import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import type { Host } from '../host/host.js';

/** What was mended in one file. */
export interface FixedFile {
  readonly path: string;
  /** One for each place, as `Money → Money@1`. */
  readonly fixes: readonly string[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly text: string;
}

/** Mends what can be mended for certain. A file that is no longer what was judged is left alone. */
export async function applyFixes(host: Host, diagnostics: readonly LocatedDiagnostic[]): Promise<readonly FixedFile[]> {
  const edits = new Map<SourceFile, Edit[]>();
  for (const diagnostic of diagnostics) {
    const edit = editOf(diagnostic);
    if (edit === undefined || diagnostic.at === undefined) continue;
    edits.set(diagnostic.at.file, [...(edits.get(diagnostic.at.file) ?? []), edit]);
  }
  const fixed: FixedFile[] = [];
  for (const [file, found] of edits) {
    const applied = withoutOverlaps(found);
    const entry = await host.read(file.path);
    if (entry.kind !== 'file' || entry.text !== file.text) continue;
    await host.replaceFile(file.path, edited(file.text, applied));
    fixed.push({ path: file.path, fixes: applied.map(({ before, text }) => `${before} \u2192 ${text}`) });
  }
  return fixed;
}

/** `undefined` where something else stands than the finding is about. */
function editOf({ at, fix }: LocatedDiagnostic): Edit | undefined {
  if (at === undefined || fix === undefined) return undefined;
  const { start, end } = at;
  const before = at.file.text.slice(start, end);
  const isMeant = [fix.from, `"${fix.from}"`, `'${fix.from}'`].includes(before);
  return isMeant && before !== fix.to ? { start, end, before, text: fix.to } : undefined;
}

function withoutOverlaps(edits: readonly Edit[]): readonly Edit[] {
  const inOrder = edits.toSorted((left, right) => left.start - right.start);
  const kept: Edit[] = [];
  for (const edit of inOrder) if (edit.start >= (kept.at(-1)?.end ?? 0)) kept.push(edit);
  return kept;
}

function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduceRight((result, { start, end, text: to }) => result.slice(0, start) + to + result.slice(end), text);
}
