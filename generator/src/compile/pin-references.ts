/** Versions written behind the names of a type: the old one where it was meant without, the new one in its own copy. */
import type { LocatedDiagnostic } from '../diagnostics/diagnostic.js';
import { indexLines } from '../diagnostics/line-index.js';
import type { SourceFile, Span } from '../diagnostics/place.js';
import type { Declaration } from './find-declaration.js';
import { ownReferences } from './type-references.js';

export type Pins =
  | { readonly ok: true; readonly files: readonly (SourceFile & { readonly count: number })[] }
  | { readonly ok: false; readonly reason: string };

/** Pins the names that `check` refuses for want of a version. */
export function pinned(diagnostics: readonly LocatedDiagnostic[], declaration: Declaration): Pins {
  const bare = diagnostics.flatMap(({ code, at }) => (code === 'bind/bare-type' && at !== undefined ? [at] : []));
  const odd = bare.find((span) => !isWritten(span, declaration));
  if (odd !== undefined) {
    const { line, column } = indexLines(odd.file).at(odd.start);
    const at = `${odd.file.path}:${String(line)}:${String(column)}`;
    return {
      ok: false,
      reason: `${at} names ${declaration.name} in a way that varve does not change. Write ${declaration.name}@1 there.`,
    };
  }
  const files = [...new Set(bare.map(({ file }) => file))].map((file) => {
    const ends = bare.filter((span) => span.file === file).map(({ end }) => end);
    return { path: file.path, text: withSuffix(file.text, ends, `@${String(declaration.newest)}`), count: ends.length };
  });
  return { ok: true, files };
}

const isWritten = ({ file, start, end }: Span, { context, name }: Declaration): boolean =>
  [name, `${context}.${name}`].includes(file.text.slice(start, end));

function withSuffix(text: string, ends: readonly number[], suffix: string): string {
  return ends
    .toSorted((left, right) => right - left)
    .reduce((result, end) => result.slice(0, end) + suffix + result.slice(end), text);
}

/** The text in which the new version of a type names itself where the copied one did. */
export async function raised(file: SourceFile, declaration: Declaration): Promise<string> {
  const [{ loadDocument }, { spansOf }] = await Promise.all([
    import('../source/load-document.js'),
    import('../source/locate.js'),
  ]);
  const loaded = loadDocument(file);
  if (!loaded.ok) return file.text;
  const places = ownReferences(loaded.value.value, file, declaration);
  const spans = spansOf(places);
  const suffix = `@${String(declaration.newest)}`;
  return spans
    .toSorted((left, right) => right.start - left.start)
    .reduce((text, { start, end }) => {
      const written = text.slice(start, end).replaceAll(/\s/g, '');
      const bare = written.endsWith(suffix) ? written.slice(0, -suffix.length) : written;
      const isOwn = [declaration.name, `${declaration.context}.${declaration.name}`].includes(bare);
      const to = `${bare}@${String(declaration.newest + 1)}`;
      return isOwn ? text.slice(0, start) + to + text.slice(end) : text;
    }, file.text);
}
