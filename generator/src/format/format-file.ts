/**
 * Stage 7: rendered text → the bytes to write. Files leave the templates in their final form, so that most runs never load
 * prettier; user-owned files go through it where the user has options of their own.
 */
import type { Options } from 'prettier';
import type { RenderedFile } from '../render/render-file.js';
import { isFinal } from './is-final.js';

export interface FormattedFile extends RenderedFile {
  readonly formatted: true;
}

export interface FormatOptions {
  /** `final` trusts the templates' bytes wherever no line is too long; `prettier` formats every generated file. */
  readonly mode: 'final' | 'prettier';
  /** What prettier's configuration says for the user's own files; without one they look like generated files. */
  readonly userOptions: Options | undefined;
}

/** Options of generated files: fixed, so that the same YAML gives the same bytes in every project. */
export const generatedOptions = {
  printWidth: 120,
  singleQuote: true,
  endOfLine: 'lf',
  plugins: [],
} as const satisfies Options;

/** @throws Error when the text does not parse, which is a bug in the templates. */
export async function formatFile(rendered: RenderedFile, options: FormatOptions): Promise<FormattedFile> {
  const wanted = rendered.ownership === 'generated' ? generatedOptions : (options.userOptions ?? generatedOptions);
  const trusted = options.mode === 'final' && wanted === generatedOptions;
  if (trusted && isFinal(rendered.text)) return { ...rendered, formatted: true };
  return formatted(rendered, { ...wanted, endOfLine: 'lf' });
}

async function formatted(rendered: RenderedFile, options: Options): Promise<FormattedFile> {
  const { format } = await import('prettier');
  const text = await format(rendered.text, { ...options, parser: 'typescript' });
  return { ...rendered, text, formatted: true };
}
