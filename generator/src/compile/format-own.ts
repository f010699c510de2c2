import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { SourceFile, Span } from '../diagnostics/place.js';
import { formatFile, type FormatOptions } from '../format/format-file.js';
import { isMarked } from '../plan/marker.js';
import { report } from '../render/own/template-messages.js';
import type { RenderedFile } from '../render/render-file.js';

export interface NewText {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

interface OwnOutput {
  readonly template: string;
  /** The project's template. */
  readonly file: SourceFile;
  readonly userOptions: FormatOptions['userOptions'];
}

/**
 * What a template of the project's own printed, formatted: nobody has held its layout to prettier's. It may be no TypeScript
 * at all, or not say whose it is; then nothing of it may be written.
 */
export async function formatOwn(rendered: RenderedFile, own: OwnOutput): Promise<NewText> {
  const { template, file, userOptions } = own;
  const at = firstLine(file);
  try {
    const { text, path, ownership } = await formatFile(rendered, { mode: 'prettier', userOptions });
    if (ownership !== 'generated' || isMarked(text)) return { text, diagnostics: [] };
    return { text, diagnostics: [report('marker-lost', { template, path }, at)] };
  } catch (error) {
    const line = brokenLine(error);
    if (line === undefined || !(error instanceof Error)) throw error;
    const { path, text } = rendered;
    const problem = (error.message.split('\n')[0] ?? '').replace(/\.? \(\d+:\d+\)$/, '');
    const related = [{ at: lineOf({ path, text }, line), message: 'printed here' }];
    return { text, diagnostics: [report('output-broken', { template, path, problem }, at, { related })] };
  }
}

function firstLine(file: SourceFile): Span {
  return lineOf(file, 1);
}

function lineOf(file: SourceFile, line: number): Span {
  const lines = file.text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return { file, start, end: start + (lines[line - 1] ?? '').replace(/\r$/, '').length };
}

/** The line that prettier could not read; `undefined` for any other error. */
function brokenLine(error: unknown): number | undefined {
  if (!(error instanceof SyntaxError) || !('loc' in error)) return undefined;
  const { loc } = error;
  if (typeof loc !== 'object' || loc === null || !('start' in loc)) return undefined;
  const { start } = loc;
  if (typeof start !== 'object' || start === null || !('line' in start)) return undefined;
  return typeof start.line === 'number' ? start.line : undefined;
}
