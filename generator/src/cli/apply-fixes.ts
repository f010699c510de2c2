import { countMistakes } from '../compile/count-mistakes.js';
import type { Fix, LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile, Span } from '../diagnostics/place.js';
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

/**
 * Mends what can be mended for certain. A file that is no longer what was judged is left alone, and so is whatever could be
 * read less than before if it were mended.
 */
export async function applyFixes(host: Host, diagnostics: readonly LocatedDiagnostic[]): Promise<readonly FixedFile[]> {
  const edits = new Map<SourceFile, Edit[]>();
  for (const diagnostic of diagnostics) {
    const { file } = diagnostic.at ?? {};
    const edit = editOf(diagnostic);
    if (edit === undefined || file === undefined) continue;
    edits.set(file, [...(edits.get(file) ?? []), edit]);
  }
  const fixed: FixedFile[] = [];
  for (const [file, found] of edits) {
    const applied = await harmless(file, withoutOverlaps(found));
    const entry = await host.read(file.path);
    if (applied.length === 0 || entry.kind !== 'file' || entry.text !== file.text) continue;
    await host.replaceFile(file.path, edited(file.text, applied));
    fixed.push({ path: file.path, fixes: applied.map(said) });
  }
  return fixed;
}

function said({ before, text }: Edit): string {
  return before === '' ? `+ ${text.trim()}` : `${before} \u2192 ${text}`;
}

/** All edits, or those of them that leave as much to be read as before, one by one. */
async function harmless(file: SourceFile, edits: readonly Edit[]): Promise<readonly Edit[]> {
  const mistakes = await countMistakes(file);
  const isHarmless = async (kept: readonly Edit[]): Promise<boolean> =>
    (await countMistakes({ ...file, text: edited(file.text, kept) })) <= mistakes;
  if (await isHarmless(edits)) return edits;
  const kept: Edit[] = [];
  for (const edit of edits) if (await isHarmless([...kept, edit])) kept.push(edit);
  return kept;
}

/** `undefined` where something else stands than the finding is about. */
function editOf({ at, fix }: LocatedDiagnostic): Edit | undefined {
  if (at === undefined || fix === undefined) return undefined;
  if ('lineBefore' in fix) return insertion(at, fix.lineBefore);
  const span = 'from' in fix ? (fix.at ?? at) : at;
  const { file, start, end } = span;
  const before = file.text.slice(start, end);
  const text = 'quote' in fix ? quoted(before) : replaced(before, fix);
  return text === undefined || text === before ? undefined : { start, end, before, text };
}

/** Only at the start of a line, and before nothing that has brackets around it. */
function insertion({ file, start }: Span, line: string): Edit | undefined {
  const isAtStart = start === 0 || /[\r\n\uFEFF]/.test(file.text[start - 1] ?? '');
  if (!isAtStart || !/[\w"']/.test(file.text[start] ?? '')) return undefined;
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  return { start, end: start, before: '', text: `${line}${newline}` };
}

/** A plain scalar of one word; anything else is no slip. */
function quoted(before: string): string | undefined {
  return /^[\w.+~-]+$/.test(before) ? `"${before}"` : undefined;
}

function replaced(before: string, { from, to, plain }: Extract<Fix, { readonly from: string }>): string | undefined {
  if (before === from) return to;
  const quote = before[0] ?? '';
  if (plain === true || ![`"${from}"`, `'${from}'`].includes(before)) return undefined;
  return from === to ? to : `${quote}${to}${quote}`;
}

function withoutOverlaps(edits: readonly Edit[]): readonly Edit[] {
  const inOrder = edits.toSorted((left, right) => left.start - right.start || left.end - right.end);
  const kept: Edit[] = [];
  for (const edit of inOrder) {
    const last = kept.at(-1);
    const isRepeated = last?.start === edit.start && last.end === edit.end;
    if (!isRepeated && edit.start >= (last?.end ?? 0)) kept.push(edit);
  }
  return kept;
}

function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduceRight((result, { start, end, text: to }) => result.slice(0, start) + to + result.slice(end), text);
}
