import type { Assets } from '../assets.js';
import type { StageResult } from '../diagnostics/diagnostic.js';
import type { SourceFile } from '../diagnostics/place.js';
import { finish } from '../diagnostics/stage-result.js';
import { loadDocument } from '../source/load-document.js';
import type { RawSchema } from '../validate/raw-schema.js';
import { validateDocument } from '../validate/validate-document.js';
import type { Sources } from './read-sources.js';
import { during, StageError } from './stage-error.js';

/** All files through stages 1 and 2; the problems of all of them when one has an error. */
export function readSchemas({ files, diagnostics: unread }: Sources): StageResult<readonly RawSchema[]> {
  const results = files.map(readSchema);
  const diagnostics = [...unread, ...results.flatMap((result) => result.diagnostics)];
  return finish(
    results.flatMap((result) => (result.ok ? [result.value] : [])),
    diagnostics,
  );
}

function readSchema(file: SourceFile): StageResult<RawSchema> {
  const loaded = during('source', file.path, () => loadDocument(file));
  if (!loaded.ok) return loaded;
  const validated = during('validate', file.path, () => validateDocument(loaded.value));
  const diagnostics = [...loaded.diagnostics, ...validated.diagnostics];
  return validated.ok ? { ...validated, diagnostics } : { ok: false, diagnostics };
}

/** The standard documents that the package carries, by name without `std:`. */
export function standardDocuments({ standard }: Assets): ReadonlyMap<string, RawSchema> {
  return new Map(
    Object.entries(standard).map(([name, text]) => {
      const path = `std:${name}`;
      const schema = readSchema({ path, text });
      if (!schema.ok) throw new StageError('validate', path, new Error(schema.diagnostics[0]?.message));
      return [name, schema.value];
    }),
  );
}
